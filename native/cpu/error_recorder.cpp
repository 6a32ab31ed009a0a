#include "cpu/error_recorder.h"

#include "core/error.h"
#include "core/dispatch/entry.h"
#include "cpu/library.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

using Callbacks = trts_error_recorder_callbacks;

trts_error_code code_of(trts_status status) noexcept
{
    switch (status)
    {
    case TRTS_INVALID_ARGUMENT:
        return TRTS_ERROR_CODE_INVALID_ARGUMENT;
    case TRTS_INVALID_STATE:
        return TRTS_ERROR_CODE_INVALID_STATE;
    case TRTS_NOT_SUPPORTED:
        return TRTS_ERROR_CODE_UNSUPPORTED_STATE;
    case TRTS_OUT_OF_MEMORY:
        return TRTS_ERROR_CODE_FAILED_ALLOCATION;
    case TRTS_LIBRARY_NOT_FOUND:
    case TRTS_VERSION_MISMATCH:
    case TRTS_DEVICE_ERROR:
        return TRTS_ERROR_CODE_FAILED_INITIALIZATION;
    case TRTS_BUILD_FAILED:
        return TRTS_ERROR_CODE_INVALID_CONFIG;
    case TRTS_EXECUTION_FAILED:
    case TRTS_CANCELLED:
        return TRTS_ERROR_CODE_FAILED_EXECUTION;
    case TRTS_INTERNAL_ERROR:
        return TRTS_ERROR_CODE_INTERNAL_ERROR;
    default:
        return TRTS_ERROR_CODE_UNSPECIFIED_ERROR;
    }
}

trts_status create(const trts_api_table*, const Callbacks* callbacks, void** out)
{
    *out = ErrorRecorder::create(*callbacks);
    return TRTS_OK;
}

void destroy(void* self)
{
    auto* recorder = static_cast<ErrorRecorder*>(self);
    recorder->close();
    ErrorRecorder::release(recorder);
}

} // namespace

template <typename Body>
void ErrorRecorder::require_call(Body&& body)
{
    if (!gate_.call(body))
    {
        throw Error(TRTS_INVALID_STATE, "the error recorder was destroyed");
    }
}

void ErrorRecorder::report(trts_status status, const char* description) noexcept
{
    try
    {
        (void)gate_.call([&](const Callbacks& callbacks) {
            callbacks.report_error(code_of(status), description, callbacks.user_data);
        });
    }
    catch (...) // no memory even to call it: the failed call says so itself
    {
    }
}

void ErrorRecorder::add_reference() noexcept
{
    try
    {
        (void)inc_ref_count();
    }
    catch (...) // destroyed meanwhile
    {
    }
}

void ErrorRecorder::remove_reference() noexcept
{
    try
    {
        (void)dec_ref_count();
    }
    catch (...) // destroyed before the object that had it
    {
    }
}

trts_interface_info ErrorRecorder::get_interface_info() const
{
    return {"IErrorRecorder", 1, 0};
}

std::int32_t ErrorRecorder::get_nb_errors()
{
    std::int32_t count = 0;
    require_call([&](const Callbacks& callbacks) { count = callbacks.get_nb_errors(callbacks.user_data); });
    return count;
}

std::int32_t ErrorRecorder::get_error_code(std::int32_t error_index)
{
    std::int32_t code = 0;
    require_call(
        [&](const Callbacks& callbacks) { code = callbacks.get_error_code(error_index, callbacks.user_data); });
    return code;
}

const char* ErrorRecorder::get_error_desc(std::int32_t error_index)
{
    const char* description = nullptr;
    require_call(
        [&](const Callbacks& callbacks) { description = callbacks.get_error_desc(error_index, callbacks.user_data); });
    return description;
}

std::int32_t ErrorRecorder::has_overflowed()
{
    bool overflowed = false;
    require_call([&](const Callbacks& callbacks) { overflowed = callbacks.has_overflowed(callbacks.user_data) != 0; });
    return overflowed ? 1 : 0;
}

void ErrorRecorder::clear()
{
    require_call([](const Callbacks& callbacks) { callbacks.clear(callbacks.user_data); });
}

bool ErrorRecorder::report_error(std::int32_t code, const char* description)
{
    bool is_fatal = false;
    require_call([&](const Callbacks& callbacks) {
        is_fatal = callbacks.report_error(code, description, callbacks.user_data) != 0;
    });
    return is_fatal;
}

std::int32_t ErrorRecorder::inc_ref_count()
{
    std::int32_t references = ++references_;
    require_call([&](const Callbacks& callbacks) {
        references = callbacks.inc_ref_count == nullptr ? references : callbacks.inc_ref_count(callbacks.user_data);
    });
    return references;
}

std::int32_t ErrorRecorder::dec_ref_count()
{
    std::int32_t references = --references_;
    require_call([&](const Callbacks& callbacks) {
        references = callbacks.dec_ref_count == nullptr ? references : callbacks.dec_ref_count(callbacks.user_data);
    });
    return references;
}

void fill_error_recorder_entries(trts_api_table& table)
{
    table.error_recorder_create = create;
    table.error_recorder_destroy = destroy;
    table.error_recorder_ref_get_interface_info = entry<&ErrorRecorder::get_interface_info>;
    table.error_recorder_ref_get_nb_errors = entry<&ErrorRecorder::get_nb_errors>;
    table.error_recorder_ref_get_error_code = entry<&ErrorRecorder::get_error_code>;
    table.error_recorder_ref_get_error_desc = entry<&ErrorRecorder::get_error_desc>;
    table.error_recorder_ref_has_overflowed = entry<&ErrorRecorder::has_overflowed>;
    table.error_recorder_ref_clear = entry<&ErrorRecorder::clear>;
    table.error_recorder_ref_report_error = entry<&ErrorRecorder::report_error>;
    table.error_recorder_ref_inc_ref_count = entry<&ErrorRecorder::inc_ref_count>;
    table.error_recorder_ref_dec_ref_count = entry<&ErrorRecorder::dec_ref_count>;
}

} // namespace trts::cpu
