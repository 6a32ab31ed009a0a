// The fakes of tests/doubles never run beside NVIDIA's own libraries: those authenticate the driver, and what a fake
// driver hands out is no GPU's. So whichever comes second is refused. A fake is known by a symbol that it exports.
#pragma once

#include <string>

#include "core/loading/dynamic_library.h"

namespace trts::test_doubles
{

/// What to say after the library's name where it must not be used; empty where it may be, which is then remembered.
std::string refuse_driver(const DynamicLibrary& driver);
std::string refuse_tensorrt(const DynamicLibrary& tensorrt);

} // namespace trts::test_doubles
