// The whole road through the C ABI on the CPU backend: model, plan, engine, inference.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

#include "mutants/owned.h"
#include "trtsharp/library.h"

namespace mutants
{

/// Where a road ended.
enum class Outcome : std::uint8_t
{
    RefusedByParser,
    RefusedAtBuild,
    RefusedAtLoad,
    RefusedToRun,
    Ran,
    OutOfMemory,
    Cancelled,
    Wrong, // what no input may cause: TRTS_INTERNAL_ERROR, an error without a text, a handle left over
};

inline constexpr std::size_t outcome_count = 8;

const char* name_of(Outcome outcome) noexcept;

struct Input
{
    const std::string& bytes;
    bool is_plan;
    const std::string& path; // of the model's file; may be empty
    bool is_asynchronous;    // by way of a stream
};

class Road
{
  public:
    /// Opens ONNX Runtime; throws harness::Skipped where there is none.
    Road();

    Outcome travel(const Input& input);

    /// Throws std::runtime_error where the model cannot be built.
    std::string build(const std::string& model, const std::string& path);

    /// What the last travel() was told where it ended.
    const std::string& message() const noexcept { return message_; }

    /// Ends travel() early. Any thread.
    void cancel();

  private:
    SerializedEngine build_plan(const std::string& model, const std::string& path);
    void run_plan(const void* plan, std::int64_t size, bool is_asynchronous);
    void enqueue(trts_context* context, bool is_asynchronous);

    trts_library* library_ = nullptr;
    Outcome stage_ = Outcome::RefusedByParser; // what a refusal now would mean
    std::string message_;
    std::atomic<bool> is_cancelled_{false};
    std::mutex running_mutex_;
    trts_context* running_ = nullptr; // what cancel() ends
};

} // namespace mutants
