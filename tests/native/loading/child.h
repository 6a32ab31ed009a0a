// What opens libraries or sets variables, in a process of its own: neither can be taken back.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "trtsharp/status.h"

namespace loading_test
{

struct Ended
{
    int status = -1;  // as waitpid gives it; 0 where the body returned
    std::string text; // what the body returned
};

/// Forks. The child's checks do not count: the parent checks what comes back.
Ended in_child(const std::function<std::string()>& body);

/// As above; fails the test where the child did not end by itself.
std::string text_of_child(const std::function<std::string()>& body);

/// What a discovery says: a line "1 10.6.0.26 PATH (ORIGIN) [REASON] parser=… plugin=…" for each library, then the
/// failure.
std::string discovered(std::int32_t backend);

/// "DEVICE_ERROR: " and the text of this thread's last error.
std::string error_text(trts_status status);

/// "PATH VERSION", or the status and the text of the error.
std::string opened(std::int32_t backend, const char* path = nullptr);

} // namespace loading_test
