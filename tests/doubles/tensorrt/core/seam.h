// What the parser's library needs of the library beside it, as a table of functions: calls, traps, objects and the
// logger are in one place, whichever library they concern.
#pragma once

#include <cstdint>

namespace trts::doubles
{

/// A function that can be called: its public name, since when (major * 100 + minor), and whether it may throw.
struct MethodFact
{
    const char* name;
    std::int32_t since;
    bool can_throw;
};

/// What a call comes to.
enum class Verdict : std::int32_t
{
    goes_on,
    fails,
    small_number,
    throws,
};

struct Seam
{
    /// Reports a call; sleeps, logs or ends the process where a fault says so.
    Verdict (*enter)(const MethodFact& method, const char* arguments);
    /// Reports a call back to the application.
    void (*called_back)(const char* method, const char* arguments, const char* result);
    /// Reports what should not have been done.
    void (*trap)(const char* text);
    /// While the change is in force, what this thread calls is a call of the doubles' own: +1 or -1.
    void (*quiet)(std::int32_t change);

    void (*object_made)(const char* class_name, const void* object);
    void (*stub_made)(const char* class_name, const void* object);
    void (*object_gone)(const void* object);
    /// "IHostMemory#3" of a known object; returns the length, or -1.
    std::int64_t (*object_name)(const void* object, char* text, std::int64_t size);

    /// To the first logger that the library was given, which is null before.
    void (*log)(std::int32_t severity, const char* text);
    void* (*first_logger)();
    /// Makes this logger the first, or warns that it is not.
    void (*offer_logger)(void* logger, const char* factory);
};

const Seam& seam();

/// The library's seam, by the name that the parser looks up beside itself.
constexpr const char* seam_symbol = "fake_tensorrt_seam";

/// ILogger::Severity, the same in every family.
enum Severity : std::int32_t
{
    internal_error,
    error,
    warning,
    info,
    verbose,
};

/// What the doubles call while this lives is not reported.
class Quiet
{
  public:
    Quiet() { seam().quiet(1); }
    ~Quiet() { seam().quiet(-1); }
    Quiet(const Quiet&) = delete;
    Quiet& operator=(const Quiet&) = delete;
};

} // namespace trts::doubles
