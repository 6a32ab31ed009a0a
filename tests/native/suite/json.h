/* A reader of JSON, as far as models.json needs it: no \u escapes but those of ASCII. */
#ifndef TRTSHARP_SUITE_JSON_H
#define TRTSHARP_SUITE_JSON_H

#include <stdbool.h>

typedef enum JsonKind
{
    json_null,
    json_false,
    json_true,
    json_number,
    json_text,
    json_array,
    json_object
} JsonKind;

typedef struct Json
{
    JsonKind kind;
    const char* key;          /* in an object */
    const char* text;         /* of a text */
    double number;            /* of a number */
    const struct Json* first; /* of an array or object */
    const struct Json* next;
} Json;

/** Reads `text`, which is written into and must outlive the result; the result is one block for free(). NULL: no JSON.
 */
Json* json_read(char* text);

/* Each accepts NULL, as the value that is not there. */
/** NULL where there is none, or a null. */
const Json* json_member(const Json* object, const char* key);
int json_count(const Json* array);
bool json_is_true(const Json* value);
const char* json_text_of(const Json* value, const char* otherwise);
double json_number_of(const Json* value, double otherwise);

#endif
