#include "cpu/progress_monitor.h"

#include "core/error.h"
#include "cpu/library.h"

namespace trts::cpu
{
namespace
{

trts_status create(const trts_api_table*, const trts_progress_monitor_callbacks* callbacks, void** out)
{
    *out = ProgressMonitor::create(*callbacks);
    return TRTS_OK;
}

void destroy(void* self)
{
    auto* monitor = static_cast<ProgressMonitor*>(self);
    const trts_progress_monitor_callbacks callbacks = monitor->callbacks();
    monitor->detach();
    ProgressMonitor::release(monitor);
    report_released(callbacks);
}

} // namespace

Phase::Phase(const ProgressMonitor* monitor, const char* name, const char* parent, std::int32_t step_count)
    : monitor_(monitor != nullptr && monitor->is_attached() ? monitor : nullptr), name_(name)
{
    if (monitor_ != nullptr)
    {
        monitor_->callbacks().phase_start(name, parent, step_count, monitor_->callbacks().user_data);
    }
}

Phase::~Phase()
{
    if (monitor_ != nullptr)
    {
        monitor_->callbacks().phase_finish(name_, monitor_->callbacks().user_data);
    }
}

void Phase::step()
{
    if (monitor_ != nullptr &&
        monitor_->callbacks().step_complete(name_, next_step_, monitor_->callbacks().user_data) == 0)
    {
        throw Error(TRTS_CANCELLED, std::string("the build was cancelled by its progress monitor, after step ") +
                                        std::to_string(next_step_) + " of phase '" + name_ + "'");
    }
    ++next_step_;
}

void fill_progress_monitor_entries(trts_api_table& table)
{
    table.progress_monitor_create = create;
    table.progress_monitor_destroy = destroy;
}

} // namespace trts::cpu
