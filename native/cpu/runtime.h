// IRuntime: loads plans.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cpu/engine.h"
#include "cpu/library.h"
#include "cpu/log.h"
#include "cpu/recorded.h"
#include "cpu/stream_reader.h"

namespace trts::cpu
{

/// Any thread.
class Runtime final : public Recorded
{
  public:
    Runtime(const Library& library, Logger* logger) : library_(library), log_(std::make_shared<Log>(logger)) {}
    ~Runtime() { log_->detach(); }
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    Engine* deserialize_cuda_engine(const void* blob, std::int64_t size);
    Engine* deserialize_cuda_engine_from_stream(StreamReader* reader);
    Engine* deserialize_cuda_engine_from_stream_v2(StreamReaderV2* reader);
    void set_max_threads(std::int32_t max_threads);
    std::int32_t get_max_threads() const noexcept { return max_threads_; }
    void set_engine_host_code_allowed(std::int32_t allowed) noexcept { host_code_allowed_ = allowed != 0; }
    bool get_engine_host_code_allowed() const noexcept { return host_code_allowed_; }

  private:
    Engine* load(std::string plan);

    const Library& library_;
    std::shared_ptr<Log> log_;
    std::atomic<std::int32_t> max_threads_{0};   // 0: as many as ONNX Runtime thinks best
    std::atomic<bool> host_code_allowed_{false}; // kept and given back: plans of this backend hold none
};

} // namespace trts::cpu
