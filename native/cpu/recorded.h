// Objects whose failed calls are reported to an error recorder.
#pragma once

#include <memory>
#include <mutex>

#include "cpu/error_recorder.h"

namespace trts::cpu
{

/// Any thread.
class Recorded
{
  public:
    Recorded() = default;
    Recorded(const Recorded&) = delete;
    Recorded& operator=(const Recorded&) = delete;

    /// Null: none from now on.
    void set_error_recorder(ErrorRecorder* recorder);
    ErrorRecorder* get_error_recorder() const;

    /// TensorRT passes the recorder of an object on to what is made from it.
    void inherit_recorder(const Recorded& parent);

    const Recorded& recorded() const noexcept { return *this; }
    std::shared_ptr<ErrorRecorder> recorder() const;

  protected:
    ~Recorded();

  private:
    mutable std::mutex mutex_;
    std::shared_ptr<ErrorRecorder> recorder_;
};

/// The entries of a class; its own pointers are no pointers to its base.
template <typename C>
void set_recorder(C& self, ErrorRecorder* recorder)
{
    self.set_error_recorder(recorder);
}

template <typename C>
ErrorRecorder* get_recorder(const C& self)
{
    return self.get_error_recorder();
}

/// Reports the exception in flight, if there is a recorder. Call inside a catch block only.
void report_current_exception(ErrorRecorder* recorder) noexcept;

/// Runs `body`; what it throws is reported on its way out.
template <typename Body>
void reported(const Recorded& recorded, Body&& body)
{
    try
    {
        body();
    }
    catch (...)
    {
        report_current_exception(recorded.recorder().get());
        throw;
    }
}

} // namespace trts::cpu
