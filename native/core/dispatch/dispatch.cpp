#include "core/dispatch/dispatch.h"

#include <mutex>
#include <vector>

#include "core/dispatch/version_gate.h"

namespace trts
{
namespace
{

std::mutex& kinds_mutex()
{
    static std::mutex& mutex = *new std::mutex();
    return mutex;
}

std::vector<const HandleKind*>& kinds()
{
    static std::vector<const HandleKind*>& all = *new std::vector<const HandleKind*>();
    return all;
}

} // namespace

HandleKind::HandleKind(const char* name) : name_(name)
{
    const std::lock_guard lock(kinds_mutex());
    kinds().push_back(this);
}

std::int32_t HandleKind::count() noexcept
{
    const std::lock_guard lock(kinds_mutex());
    return static_cast<std::int32_t>(kinds().size());
}

const HandleKind* HandleKind::at(std::int32_t index) noexcept
{
    const std::lock_guard lock(kinds_mutex());
    const auto& all = kinds();
    return index >= 0 && static_cast<std::size_t>(index) < all.size() ? all[static_cast<std::size_t>(index)] : nullptr;
}

std::string describe(const BackendInfo& backend)
{
    return std::string(backend.name) + " " + backend.version_text;
}

void throw_not_supported(const trts_api_table& table, const char* method)
{
    const BackendInfo& backend = *table.backend;
    std::string message = std::string(method) + " is not supported by backend " + describe(backend);
    const std::string since = first_version_with(method, backend);
    if (!since.empty())
    {
        message += ": the first version that has it is " + since;
    }
    throw Error(TRTS_NOT_SUPPORTED, message);
}

void require_length(std::int64_t length, const char* name)
{
    if (length < 0)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("argument '") + name + "' is negative: " + std::to_string(length));
    }
}

void require_array(const void* array, std::int64_t length, const char* name, const char* length_name)
{
    require_length(length, length_name);
    if (array == nullptr && length > 0)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("argument '") + name + "' is null, but " + length_name + " is " +
                                               std::to_string(length));
    }
}

void require_same_table(const trts_api_table* self, const trts_api_table* argument, const char* what)
{
    if (self != argument)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string(what) + " belongs to backend " + describe(*argument->backend) +
                                               ", but the call is made on backend " + describe(*self->backend) +
                                               ": objects of different backends cannot be mixed");
    }
}

} // namespace trts
