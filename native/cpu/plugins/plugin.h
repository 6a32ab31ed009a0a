// IPluginV3 and its capabilities: what an application answers when it is asked for a plugin. A failed answer is an Error
// here, TRTS_CALLBACK_FAILED, that names plugin and method.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/dispatch/api_table.h"
#include "cpu/data_type.h"
#include "cpu/plugins/expressions.h"
#include "cpu/plugins/plugin_fields.h"
#include "trtsharp/callbacks.g.h"

namespace trts::cpu
{

class PluginCapability
{
  public:
    virtual ~PluginCapability() = default;
};

class PluginCore final : public PluginCapability
{
  public:
    explicit PluginCore(const trts_plugin_v3_one_core_callbacks& given) : callbacks(given) {}
    ~PluginCore() override;

    const trts_plugin_v3_one_core_callbacks callbacks;
};

class PluginBuild final : public PluginCapability
{
  public:
    explicit PluginBuild(const trts_plugin_v3_one_build_v2_callbacks& given) : callbacks(given) {}
    ~PluginBuild() override;

    const trts_plugin_v3_one_build_v2_callbacks callbacks;
};

class PluginRuntime final : public PluginCapability
{
  public:
    explicit PluginRuntime(const trts_plugin_v3_one_runtime_callbacks& given) : callbacks(given) {}
    ~PluginRuntime() override;

    const trts_plugin_v3_one_runtime_callbacks callbacks;
};

struct PluginNames
{
    std::string name;
    std::string version;
    std::string space;

    /// "plugin 'Clamp01', version '1'", with the namespace where there is one.
    std::string text() const;
    bool operator==(const PluginNames& other) const
    {
        return name == other.name && version == other.version && space == other.space;
    }
};

/// A tensor of a plugin; dimensions are -1 where they are not known.
struct PluginTensor
{
    DataType type = DataType::Float;
    std::vector<Dimension> dimensions;
};

using PluginTensors = std::vector<PluginTensor>;

class Plugin;
using OwnedPlugin = std::unique_ptr<Plugin>;

/// One thread at a time, as TensorRT uses plugins.
class Plugin final
{
  public:
    Plugin(const trts_api_table* table, const trts_plugin_v3_callbacks& callbacks) : table_(table), callbacks_(callbacks)
    {
    }
    ~Plugin();
    Plugin(const Plugin&) = delete;
    Plugin& operator=(const Plugin&) = delete;

    PluginCapability* get_capability_interface(std::int32_t type) const;
    Plugin* clone() const;

    PluginNames names() const;
    std::int32_t output_count() const;
    /// The input whose memory an output is, or -1.
    std::int32_t aliased_input(std::int32_t output) const;

    /// The outputs for these inputs.
    PluginTensors outputs(const PluginTensors& inputs) const;

    /// Throws Error(TRTS_BUILD_FAILED) where it does not take or give these types in row-major order.
    void require_supports(const PluginTensors& inputs, const PluginTensors& outputs) const;

    /// A range of shapes that the engine is built for.
    void configure(const std::vector<trts_dynamic_plugin_tensor_desc>& inputs,
                   const std::vector<trts_dynamic_plugin_tensor_desc>& outputs) const;
    std::int64_t workspace_size(const std::vector<trts_dynamic_plugin_tensor_desc>& inputs,
                                const std::vector<trts_dynamic_plugin_tensor_desc>& outputs) const;
    PluginFields fields_to_serialize() const;

    OwnedPlugin attach_to_context() const;
    void on_shape_change(const std::vector<trts_plugin_tensor_desc>& inputs,
                         const std::vector<trts_plugin_tensor_desc>& outputs) const;
    void enqueue(const std::vector<trts_plugin_tensor_desc>& inputs, const std::vector<trts_plugin_tensor_desc>& outputs,
                 const void* const* input_data, void* const* output_data, void* workspace, void* stream) const;

  private:
    std::vector<DataType> output_types(const PluginTensors& inputs, std::int32_t count) const;
    const trts_plugin_v3_one_core_callbacks& core() const;
    const trts_plugin_v3_one_build_v2_callbacks& build() const;
    const trts_plugin_v3_one_runtime_callbacks& runtime() const;
    template <typename Capability>
    const Capability& capability(std::int32_t type, const char* what) const;
    void require_success(const char* method, std::int32_t answer) const;
    [[noreturn]] void fail(const char* method, const std::string& problem) const;

    const trts_api_table* table_;
    const trts_plugin_v3_callbacks callbacks_;
};

/// What a callback gave, as one of ours.
inline Plugin* plugin_of(void* native)
{
    return static_cast<Plugin*>(native);
}

trts_plugin_tensor_desc describe(const PluginTensor& tensor);
trts_dynamic_plugin_tensor_desc describe_range(const PluginTensor& min, const PluginTensor& opt, const PluginTensor& max);

} // namespace trts::cpu
