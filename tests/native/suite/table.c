#include "table.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"
#include "suite.h"

static const char header[] = "model\tparses\tbuilds\truns\tseconds\tplan bytes\tlayers\ttext\n";

Verdict verdict_of(int holds)
{
    return holds ? verdict_yes : verdict_no;
}

static const char* name_of(Verdict verdict)
{
    static const char* const names[] = {"-", "no", "yes"};
    return names[verdict];
}

/* The first row of the process begins the file. */
static bool write_line(const char* path, const char* line)
{
    static bool is_begun;
    const bool is_written = (is_begun || platform_write_file(path, header, sizeof header - 1)) &&
                            platform_append_file(path, line, strlen(line));
    is_begun = true;
    return is_written;
}

static void write_row(void* object)
{
    const TableRow* row = object;
    char line[sizeof row->text + 512];
    char* path = platform_environment("TRTSHARP_SUITE_TABLE");
    snprintf(line, sizeof line, "%s\t%s\t%s\t%s\t%.2f\t%" PRId64 "\t%" PRId32 "\t%s\n", row->model,
             name_of(row->parses), name_of(row->builds), name_of(row->runs), row->seconds, row->plan_bytes, row->layers,
             row->text);
    if (path != NULL && !write_line(path, line))
    {
        suite_fail(__FILE__, __LINE__, "the table cannot be written", path);
    }
    free(path);
}

TableRow* make_table_row(const char* model)
{
    TableRow* row = suite_allocate(sizeof *row);
    row->model = model;
    suite_defer(write_row, row);
    return row;
}

void note_last_error(TableRow* row)
{
    snprintf(row->text, sizeof row->text, "%s", suite_last_error());
    for (char* at = row->text; *at != '\0'; ++at)
    {
        *at = *at == '\t' || *at == '\n' || *at == '\r' ? ' ' : *at;
    }
}
