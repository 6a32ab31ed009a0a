// The folder with NVIDIA's own libraries.
#pragma once

#include <string>

#include "core/loading/environment.h"
#include "harness.h"

namespace loading_test
{

/// A file in it; ends the test as skipped where TRTSHARP_TEST_SDK names none.
inline std::string sdk(const std::string& file)
{
    const std::string folder = trts::environment_variable("TRTSHARP_TEST_SDK");
    if (folder.empty())
    {
        SKIP("TRTSHARP_TEST_SDK names no folder with NVIDIA's libraries");
    }
    return folder + "/" + file;
}

} // namespace loading_test
