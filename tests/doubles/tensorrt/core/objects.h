// Which objects are alive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/seam.h"

namespace trts::doubles
{

/// Generated for each family: the stub object of a public class; null where there is no such class.
void* stub_by_name(std::string_view name);

/// An object of TensorRT's that lives from here on.
class Live
{
  public:
    Live(const char* class_name, const void* object) : object_(object) { seam().object_made(class_name, object); }
    ~Live() { seam().object_gone(object_); }
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

  private:
    const void* object_;
};

/// Gives a stub object its name.
template <class T>
T& stub(const char* class_name, T& object)
{
    seam().stub_made(class_name, &object);
    return object;
}

/// The living objects of this library.
namespace live
{
void made(const char* class_name, const void* object);
void stub_made(const char* class_name, const void* object);
void gone(const void* object);
/// Empty where it is unknown.
std::string name(const void* object);
std::int64_t count(const char* class_name);
/// Empty where there are fewer.
std::string name_at(std::int64_t index);
/// Null where there are fewer.
const void* address_at(std::int64_t index);
/// Numbers from 1 again, where none of a class is alive.
void start_over();
} // namespace live

} // namespace trts::doubles
