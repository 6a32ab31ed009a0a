#include "core/guard.h"

#include <filesystem>

namespace trts
{

trts_status status_of_current_exception() noexcept
{
    try
    {
        throw;
    }
    catch (const Error& error)
    {
        return fail(error.status(), error.what(), error.native_code());
    }
    catch (const std::bad_alloc&)
    {
        return fail(TRTS_OUT_OF_MEMORY, "out of host memory");
    }
    catch (const std::filesystem::filesystem_error& error)
    {
        return fail(TRTS_IO_ERROR, error.what(), error.code().value());
    }
    catch (const std::exception& error)
    {
        return fail(TRTS_INTERNAL_ERROR, error.what());
    }
    catch (...)
    {
        return fail(TRTS_INTERNAL_ERROR, "an exception of unknown type reached the C ABI");
    }
}

} // namespace trts
