// Plugins as custom operators of ONNX Runtime: one operator for each plugin of a model, in a domain of our own. ONNX
// Runtime asks it for types and shapes when a session is made, and runs it with the memory of each inference.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "cpu/ort.h"
#include "cpu/plugins/plugin.h"

namespace trts::cpu
{

/// The operators' domain, and its one version.
inline constexpr std::string_view plugin_domain = "trtsharp.plugin";
inline constexpr std::int64_t plugin_domain_version = 1;

/// "Plugin0", "Plugin1", …: the operator of a model's plugin by its index.
std::string plugin_operator(std::size_t index);

/// What ONNX Runtime has inferred for a plugin's node when a session was made.
struct InferredPlugin
{
    bool is_reached = false;
    PluginTensors inputs;
    PluginTensors outputs;
};

/// Of one model. Sessions share it; they hold pointers to it.
class PluginOperators final
{
  public:
    /// The plugins must stay as long as this object; they are asked by one thread at a time.
    PluginOperators(const Ort& ort, std::vector<const Plugin*> plugins);
    ~PluginOperators();
    PluginOperators(const PluginOperators&) = delete;
    PluginOperators& operator=(const PluginOperators&) = delete;

    OrtCustomOpDomain* domain() const noexcept { return domain_.get(); }
    std::size_t size() const noexcept { return plugins_.size(); }

    /// Throws what a plugin failed with while a session was made, once.
    void rethrow_failure();

    /// Each plugin's node in the session that was made last. Throws Error(TRTS_BUILD_FAILED) where one was not reached.
    std::vector<InferredPlugin> inferred() const;

  private:
    struct Operator;

    OrtStatus* infer(std::size_t index, OrtShapeInferContext* context) noexcept;
    void infer_outputs(std::size_t index, OrtShapeInferContext* context);
    static OrtStatus* compute(const Operator& op, OrtKernelContext* context) noexcept;

    const Ort& ort_;
    std::vector<const Plugin*> plugins_;
    std::vector<std::unique_ptr<Operator>> operators_;
    OrtOwned<OrtCustomOpDomain> domain_;

    mutable std::mutex mutex_; // those below, and the plugins
    std::vector<InferredPlugin> inferred_;
    std::exception_ptr failure_;
};

/// Null where there are no plugins.
std::shared_ptr<PluginOperators> operators_of(const Ort& ort, const std::vector<OwnedPlugin>& plugins);

} // namespace trts::cpu
