// How an object tells what went wrong: by the first logger, and by its error recorder where it has one.
#pragma once

#include <string>

#include "core/seam.h"
#include "nv.h"

namespace trts::doubles
{

/// Holds the recorder as TensorRT does: counted while it is set.
class Reports
{
  public:
    Reports() = default;
    ~Reports() { set(nullptr); }
    Reports(const Reports&) = delete;
    Reports& operator=(const Reports&) = delete;

    void set(IErrorRecorder* recorder);
    IErrorRecorder* recorder() const { return recorder_; }

    /// "METHOD: Error Code 4: Internal Error (WHAT)"
    void fail(const char* method, ErrorCode code, const std::string& what) const;
    /// A whole line of TensorRT's own.
    void fail(ErrorCode code, const std::string& line) const;

  private:
    IErrorRecorder* recorder_ = nullptr;
};

} // namespace trts::doubles
