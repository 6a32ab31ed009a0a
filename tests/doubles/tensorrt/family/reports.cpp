#include "family/reports.h"

namespace trts::doubles
{
namespace
{

const char* name_of(ErrorCode code)
{
    switch (code)
    {
    case ErrorCode::kINTERNAL_ERROR:
        return "Internal Error";
    case ErrorCode::kINVALID_ARGUMENT:
        return "API Usage Error";
    case ErrorCode::kINVALID_CONFIG:
        return "Invalid Config";
    case ErrorCode::kFAILED_ALLOCATION:
        return "OutOfMemory";
    case ErrorCode::kFAILED_EXECUTION:
        return "Execution Failure";
    case ErrorCode::kINVALID_STATE:
        return "Invalid State";
    case ErrorCode::kUNSUPPORTED_STATE:
        return "Unsupported State";
    default:
        return "Unspecified Error";
    }
}

} // namespace

void Reports::set(IErrorRecorder* recorder)
{
    if (recorder != nullptr)
    {
        recorder->incRefCount();
    }
    if (recorder_ != nullptr)
    {
        recorder_->decRefCount();
    }
    recorder_ = recorder;
}

void Reports::fail(const char* method, ErrorCode code, const std::string& what) const
{
    fail(code, std::string(method) + ": Error Code " + std::to_string(static_cast<int32_t>(code)) + ": " +
                   name_of(code) + " (" + what + ")");
}

void Reports::fail(ErrorCode code, const std::string& line) const
{
    seam().log(error, line.c_str());
    if (recorder_ != nullptr)
    {
        recorder_->reportError(code, line.c_str());
    }
}

} // namespace trts::doubles
