#include "json.h"

#include <stdlib.h>
#include <string.h>

enum
{
    most_depth = 64
};

typedef struct Reader
{
    char* at;
    Json* free; /* the next node */
    int depth;
} Reader;

static bool read_value(Reader* reader, Json* value);

static void skip_space(Reader* reader)
{
    reader->at += strspn(reader->at, " \t\r\n");
}

static bool take(Reader* reader, char expected)
{
    skip_space(reader);
    if (*reader->at != expected)
    {
        return false;
    }
    ++reader->at;
    return true;
}

/* The character that an escape stands for; '\0' where it is none that is read here. */
static char unescaped(Reader* reader)
{
    static const char names[] = "\"\\/bfnrt";
    static const char characters[] = "\"\\/\b\f\n\r\t";
    const char escape = *reader->at++;
    const char* known = escape == '\0' ? NULL : strchr(names, escape);
    if (known != NULL)
    {
        return characters[known - names];
    }
    char digits[5] = {0};
    if (escape != 'u' || strlen(reader->at) < 4)
    {
        return '\0';
    }
    memcpy(digits, reader->at, 4);
    reader->at += 4;
    const long code = strtol(digits, NULL, 16);
    return code > 0 && code < 128 ? (char)code : '?';
}

/* In place: a text never grows by being unescaped. */
static const char* read_text(Reader* reader)
{
    if (!take(reader, '"'))
    {
        return NULL;
    }
    char* const text = reader->at;
    char* end = text;
    while (*reader->at != '"')
    {
        char character = *reader->at++;
        character = character == '\\' ? unescaped(reader) : character;
        if (character == '\0')
        {
            return NULL;
        }
        *end++ = character;
    }
    ++reader->at;
    *end = '\0';
    return text;
}

static bool read_members(Reader* reader, Json* container, char closing)
{
    const Json** link = &container->first;
    if (take(reader, closing))
    {
        return true;
    }
    do
    {
        Json* member = reader->free++;
        if (container->kind == json_object)
        {
            member->key = read_text(reader);
            if (member->key == NULL || !take(reader, ':'))
            {
                return false;
            }
        }
        if (!read_value(reader, member))
        {
            return false;
        }
        *link = member;
        link = &member->next;
    } while (take(reader, ','));
    return take(reader, closing);
}

static bool read_container(Reader* reader, Json* value)
{
    value->kind = *reader->at++ == '{' ? json_object : json_array;
    const bool is_read =
        ++reader->depth < most_depth && read_members(reader, value, value->kind == json_object ? '}' : ']');
    --reader->depth;
    return is_read;
}

static bool read_word(Reader* reader, Json* value)
{
    static const struct
    {
        const char* word;
        JsonKind kind;
    } words[] = {{"null", json_null}, {"false", json_false}, {"true", json_true}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i)
    {
        const size_t length = strlen(words[i].word);
        if (strncmp(reader->at, words[i].word, length) == 0)
        {
            reader->at += length;
            value->kind = words[i].kind;
            return true;
        }
    }
    char* end = reader->at;
    value->number = strtod(reader->at, &end);
    value->kind = json_number;
    const bool is_number = end != reader->at;
    reader->at = end;
    return is_number;
}

static bool read_value(Reader* reader, Json* value)
{
    skip_space(reader);
    switch (*reader->at)
    {
    case '{':
    case '[':
        return read_container(reader, value);
    case '"':
        value->kind = json_text;
        value->text = read_text(reader);
        return value->text != NULL;
    default:
        return read_word(reader, value);
    }
}

/* Every value but the first one follows one of these. */
static size_t most_values(const char* text)
{
    size_t count = 1;
    for (; *text != '\0'; ++text)
    {
        count += strchr("[{,", *text) != NULL ? 1 : 0;
    }
    return count;
}

Json* json_read(char* text)
{
    Json* values = calloc(most_values(text), sizeof *values);
    if (values == NULL)
    {
        return NULL;
    }
    Reader reader = {text, values + 1, 0};
    const bool is_read = read_value(&reader, values);
    skip_space(&reader);
    if (!is_read || *reader.at != '\0')
    {
        free(values);
        return NULL;
    }
    return values;
}

const Json* json_member(const Json* object, const char* key)
{
    const Json* member = object == NULL || object->kind != json_object ? NULL : object->first;
    while (member != NULL && strcmp(member->key, key) != 0)
    {
        member = member->next;
    }
    return member == NULL || member->kind == json_null ? NULL : member;
}

int json_count(const Json* array)
{
    int count = 0;
    for (const Json* item = array == NULL ? NULL : array->first; item != NULL; item = item->next)
    {
        ++count;
    }
    return count;
}

bool json_is_true(const Json* value)
{
    return value != NULL && value->kind == json_true;
}

const char* json_text_of(const Json* value, const char* otherwise)
{
    return value != NULL && value->kind == json_text ? value->text : otherwise;
}

double json_number_of(const Json* value, double otherwise)
{
    return value != NULL && value->kind == json_number ? value->number : otherwise;
}
