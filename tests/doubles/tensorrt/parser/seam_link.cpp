// The parser's end of the seam: the fake library that lies beside it, as NVIDIA's parser is linked to libnvinfer. By
// its path, and not by its name: there may be several in one process.
#include <dlfcn.h>

#include "core/seam.h"
#include "core/version.h"

namespace trts::doubles
{
namespace
{

const Seam* find_seam()
{
    void* library = dlopen((own_folder() + "/" + TRTS_DOUBLES_LIBRARY).c_str(), RTLD_NOW | RTLD_LOCAL);
    const auto get = library == nullptr ? nullptr : reinterpret_cast<const void* (*)()>(dlsym(library, seam_symbol));
    return get == nullptr ? nullptr : static_cast<const Seam*>(get());
}

/// For a parser that lies alone: it reports nothing.
const Seam alone = {
    [](const MethodFact&, const char*) { return Verdict::goes_on; },
    [](const char*, const char*, const char*) {},
    [](const char*) {},
    [](std::int32_t) {},
    [](const char*, const void*) {},
    [](const char*, const void*) {},
    [](const void*) {},
    [](const void*, char*, std::int64_t) { return std::int64_t{-1}; },
    [](std::int32_t, const char*) {},
    []() -> void* { return nullptr; },
    [](void*, const char*) {},
};

const Seam* linked()
{
    static const Seam* const found = find_seam();
    return found;
}

} // namespace

bool is_linked()
{
    return linked() != nullptr;
}

const Seam& seam()
{
    return is_linked() ? *linked() : alone;
}

} // namespace trts::doubles
