#include "cpu/runtime.h"

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "core/live_bytes.h"

namespace trts::cpu
{

Engine* Runtime::deserialize_cuda_engine(const void* blob, std::int64_t size)
{
    if (size < 0 || (blob == nullptr && size > 0))
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the plan's bytes are null, or their number is negative");
    }
    return logged(*log_,
                  [&] { return load(std::string(static_cast<const char*>(blob), static_cast<std::size_t>(size))); });
}

Engine* Runtime::deserialize_cuda_engine_from_stream(StreamReader* reader)
{
    const auto kept = reader->shared_from_this(); // its callback may destroy it
    return logged(*log_, [&] { return load(read_plan_bytes(*kept)); });
}

Engine* Runtime::deserialize_cuda_engine_from_stream_v2(StreamReaderV2* reader)
{
    const auto kept = reader->shared_from_this();
    return logged(*log_, [&] { return load(read_plan_bytes(*kept)); });
}

Engine* Runtime::load(std::string plan)
{
    auto state =
        std::make_shared<const EngineState>(library_, log_, read_plan(share_counted(std::move(plan))), max_threads_);
    const PlanHeader& header = state->header();
    log_->info("engine '" + header.network_name + "' loaded by backend cpu (ONNX Runtime " + library_.version +
               "; built with " + header.runtime_version + "): optimization level " +
               std::to_string(header.optimization_level) + ", " + std::to_string(header.profiles.size()) +
               " optimization profile(s)");
    auto engine = std::make_unique<Engine>(std::move(state));
    engine->inherit_recorder(*this);
    return engine.release();
}

void Runtime::set_max_threads(std::int32_t max_threads)
{
    if (max_threads < 1)
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "a runtime has at least 1 thread; " + std::to_string(max_threads) + " was given");
    }
    max_threads_ = max_threads;
}

void fill_runtime_entries(trts_api_table& table)
{
    table.runtime_create = [](void* library, void* logger, void** out) -> trts_status {
        *out = new Runtime(*static_cast<Library*>(library), static_cast<Logger*>(logger));
        return TRTS_OK;
    };
    table.runtime_deserialize_cuda_engine = entry<&Runtime::deserialize_cuda_engine>;
    table.runtime_deserialize_cuda_engine_from_stream = entry<&Runtime::deserialize_cuda_engine_from_stream>;
    table.runtime_deserialize_cuda_engine_from_stream_v2 = entry<&Runtime::deserialize_cuda_engine_from_stream_v2>;
    table.runtime_set_error_recorder = entry<&set_recorder<Runtime>>;
    table.runtime_get_error_recorder = entry<&get_recorder<Runtime>>;
    table.runtime_set_max_threads = entry<&Runtime::set_max_threads>;
    table.runtime_get_max_threads = entry<&Runtime::get_max_threads>;
    table.runtime_set_engine_host_code_allowed = entry<&Runtime::set_engine_host_code_allowed>;
    table.runtime_get_engine_host_code_allowed = entry<&Runtime::get_engine_host_code_allowed>;
    table.runtime_destroy = destroy_entry<Runtime>;
}

} // namespace trts::cpu
