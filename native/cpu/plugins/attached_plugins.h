// The plugins of one execution context: clones of the engine's, and what they need to run.
#pragma once

#include <cstdint>
#include <vector>

#include "cpu/ort.h"
#include "cpu/plugins/plugin.h"

namespace trts::cpu
{

class AttachedPlugins final
{
  public:
    AttachedPlugins(const Ort& ort, const std::vector<OwnedPlugin>& plugins);

    /// While it lives, inference that this thread runs is this context's: kernels run on the thread that calls Run.
    class Scope
    {
      public:
        Scope(AttachedPlugins& plugins, void* stream) noexcept;
        ~Scope();
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

      private:
        AttachedPlugins* previous_;
    };

    /// Those of the inference that runs on this thread. Throws Error where there is none.
    static AttachedPlugins& current();

    /// Runs one plugin's node.
    void run(std::size_t index, OrtKernelContext* context);

  private:
    /// Kept from one run to the next, to allocate nothing while shapes stay.
    struct Attached
    {
        OwnedPlugin plugin;
        bool is_prepared = false;
        std::vector<trts_plugin_tensor_desc> inputs;
        std::vector<trts_plugin_tensor_desc> outputs;
        std::vector<trts_plugin_tensor_desc> given;
        std::vector<const void*> input_data;
        std::vector<void*> output_data;
        std::vector<std::int32_t> aliased_inputs; // for each output the input whose memory it is, or -1
        std::vector<std::size_t> aliased_bytes;
        std::vector<std::uint64_t> workspace; // aligned for any element type
    };

    void read_inputs(Attached& attached, OrtKernelContext* context) const;
    void prepare(Attached& attached) const;
    static void alias(Attached& attached);

    const Ort& ort_;
    std::vector<Attached> attached_;
    void* stream_ = nullptr;
};

} // namespace trts::cpu
