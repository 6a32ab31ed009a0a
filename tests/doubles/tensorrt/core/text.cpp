#include "core/text.h"

#include <charconv>
#include <cstdio>

#include "core/seam.h"

namespace trts::doubles
{

std::string text_of_float(double value, bool is_single)
{
    char text[64];
    const std::to_chars_result end = is_single ? std::to_chars(text, text + sizeof(text), static_cast<float>(value))
                                               : std::to_chars(text, text + sizeof(text), value);
    return {text, end.ptr};
}

std::string text_of_string(const char* text)
{
    if (text == nullptr)
    {
        return "null";
    }
    std::string quoted = "\"";
    for (; *text != '\0'; ++text)
    {
        if (*text == '"' || *text == '\\')
        {
            quoted += '\\';
        }
        quoted += *text == '\n' ? std::string("\\n") : std::string(1, *text);
    }
    return quoted + "\"";
}

std::string text_of_object(const void* object)
{
    char name[128];
    return object != nullptr && seam().object_name(object, name, sizeof(name)) >= 0 ? name : text_of_address(object);
}

std::string text_of_address(const void* address)
{
    if (address == nullptr)
    {
        return "null";
    }
    char text[32];
    std::snprintf(text, sizeof(text), "%p", address);
    return text;
}

} // namespace trts::doubles
