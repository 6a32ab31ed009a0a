/* What became of each model, one line each, in the file that TRTSHARP_SUITE_TABLE names: tables.sh compares systems. */
#ifndef TRTSHARP_SUITE_TABLE_H
#define TRTSHARP_SUITE_TABLE_H

#include <stdint.h>

typedef enum Verdict
{
    verdict_none, /* it did not come to this */
    verdict_no,
    verdict_yes
} Verdict;

typedef struct TableRow
{
    const char* model;
    Verdict parses;
    Verdict builds;
    Verdict runs;
    double seconds;
    int64_t plan_bytes;
    int32_t layers;  /* of the network */
    char text[1024]; /* of the failure, else empty */
} TableRow;

Verdict verdict_of(int holds);

/** An empty row, written after the test, however that ends; nowhere where the variable is not set. */
TableRow* make_table_row(const char* model);
/** Keeps the text of this thread's last error. */
void note_last_error(TableRow* row);

#endif
