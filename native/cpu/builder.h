// IBuilder: makes networks, configs and profiles, and plans of them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cpu/builder_config.h"
#include "cpu/host_memory.h"
#include "cpu/library.h"
#include "cpu/log.h"
#include "cpu/network.h"
#include "cpu/recorded.h"
#include "cpu/stream_writer.h"

namespace trts::cpu
{

class Builder final : public Recorded
{
  public:
    Builder(const Library& library, Logger* logger);
    ~Builder() { log_->detach(); }
    Builder(const Builder&) = delete;
    Builder& operator=(const Builder&) = delete;

    BuilderConfig* create_builder_config();
    Network* create_network_v2(std::uint32_t flags);
    OptimizationProfile* create_optimization_profile();
    HostMemory* build_serialized_network(Network* network, BuilderConfig* config);
    void build_serialized_network_to_stream(Network* network, BuilderConfig* config, StreamWriter* writer);
    bool is_network_supported(Network* network, BuilderConfig* config);
    void set_max_threads(std::int32_t max_threads);
    std::int32_t get_max_threads() const noexcept { return max_threads_; }
    void reset() noexcept { max_threads_ = 1; }

  private:
    std::shared_ptr<const std::string> build(const Network& network, const BuilderConfig& config) const;

    const Library& library_;
    std::shared_ptr<Log> log_;
    std::int32_t max_threads_ = 1; // building is done on the caller's thread; kept and given back
    std::vector<std::shared_ptr<OptimizationProfile>> profiles_;
};

} // namespace trts::cpu
