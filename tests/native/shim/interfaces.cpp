#include "shim/interfaces.h"

#include <stdexcept>

#include "harness.h"
#include "shim/sweep.h"
#include "core/last_error.h"

namespace shim_test
{
namespace
{

std::string joined(const Texts& texts)
{
    std::string all;
    for (const std::string& text : texts)
    {
        all += (all.empty() ? "" : ", ") + text;
    }
    return all;
}

} // namespace

void Recording::called(const Names& names, const Texts& given, const std::string& answer)
{
    const char* name = sweep_.of_family(names[0], names[1], names[2]);
    calls.push_back({name == nullptr ? "a method that the family has not" : name, joined(given), answer});
}

const char* Recording::of_family(const char* trt10, const char* trt11, const char* rtx1) const
{
    return sweep_.of_family(trt10, trt11, rtx1);
}

std::string Recording::number(const std::vector<Number>& numbers, std::int32_t canonical) const
{
    for (const Number& number : numbers)
    {
        if (number.canonical == canonical)
        {
            return std::to_string(number.of_family[sweep_.family()]);
        }
    }
    return "no enumerator " + std::to_string(canonical);
}

std::string Recording::name(const void* native, const char* class_name) const
{
    return sweep_.name_of(native, class_name);
}

void TRTS_CALL released(void* user_data)
{
    ++Recording::of(user_data).releases;
}

Interface interface_named(const std::string& name)
{
    for (const Interface& item : all_interfaces())
    {
        if (item.name == name)
        {
            return item;
        }
    }
    throw std::runtime_error("there is no interface " + name);
}

void Called::done(trts_status status, const Texts& given)
{
    if (status != TRTS_OK)
    {
        fail("status " + std::to_string(status) + ": " + trts::last_error_message());
    }
    if (recording_.calls.size() != 1)
    {
        fail(std::to_string(recording_.calls.size()) + " calls");
    }
    else if (recording_.calls[0].method != name_ || recording_.calls[0].given != joined(given))
    {
        fail("arrived as " + recording_.calls[0].method + "(" + recording_.calls[0].given + ") instead of (" +
             joined(given) + ")");
    }
}

void Called::answered(const std::string& actual, const std::string& expected)
{
    if (actual != expected)
    {
        fail("gave " + actual + " instead of " + expected);
    }
}

void Called::fail(const std::string& what) const
{
    harness::report_failure(__FILE__, __LINE__, name_ + ": " + what);
}

} // namespace shim_test
