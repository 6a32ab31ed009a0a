// Calls back to objects of the application's, for fake_tensorrt_call_back.
#pragma once

#include <exception>
#include <string>
#include <string_view>

#include "core/seam.h"
#include "core/text.h"

namespace trts::doubles
{

/// `body` calls and gives the answer as text.
template <class Body>
void called_back(const char* method, const std::string& arguments, const Body& body)
{
    std::string result;
    try
    {
        result = body();
    }
    catch (...)
    {
        result = "threw";
    }
    seam().called_back(method, arguments.c_str(), result.c_str());
}

/// Generated for each family: calls every function of an object. How many; -1 where there is no such interface.
std::int32_t call_back_by_name(std::string_view name, void* object);

} // namespace trts::doubles
