#include "cpu/recorded.h"

#include <string>
#include <utility>

#include "core/guard.h"

namespace trts::cpu
{

void Recorded::set_error_recorder(ErrorRecorder* recorder)
{
    const std::shared_ptr<ErrorRecorder> added = recorder == nullptr ? nullptr : recorder->shared_from_this();
    std::shared_ptr<ErrorRecorder> other = added;
    {
        const std::lock_guard lock(mutex_);
        if (other == recorder_)
        {
            return;
        }
        std::swap(other, recorder_);
    }
    // Outside the lock: these are calls into the application.
    if (added != nullptr)
    {
        added->add_reference();
    }
    if (other != nullptr)
    {
        other->remove_reference();
    }
}

ErrorRecorder* Recorded::get_error_recorder() const
{
    return recorder().get();
}

void Recorded::inherit_recorder(const Recorded& parent)
{
    set_error_recorder(parent.recorder().get());
}

std::shared_ptr<ErrorRecorder> Recorded::recorder() const
{
    const std::lock_guard lock(mutex_);
    return recorder_;
}

Recorded::~Recorded()
{
    if (recorder_ != nullptr)
    {
        recorder_->remove_reference();
    }
}

void report_current_exception(ErrorRecorder* recorder) noexcept
{
    if (recorder == nullptr)
    {
        return;
    }
    const trts_status status = status_of_current_exception();
    try
    {
        const std::string text = last_error_message(); // the callback may make calls that fail as well
        recorder->report(status, text.c_str());
    }
    catch (...)
    {
        recorder->report(TRTS_OUT_OF_MEMORY, "out of host memory");
    }
}

} // namespace trts::cpu
