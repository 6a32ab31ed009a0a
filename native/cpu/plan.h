// The CPU backend's plan files.
//
//   0  magic "TRTSCPU\0"
//   8  format version            u32
//  12  header size               u32
//  16  size of the whole plan    u64
//  24  XXH64 of all bytes but these eight   u64
//  32  header: fields of (tag u16, size u32, payload), nested for tensors and profiles
//  ..  the model: self-contained ONNX
//
// All numbers are little-endian. A reader skips tags that it does not know; what an older reader must not miss raises
// the format version. A plan says nothing of the machine that it was built on and runs on any.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cpu/data_type.h"
#include "cpu/plugins/plugin.h"
#include "cpu/shape.h"

namespace trts::cpu
{

inline constexpr std::uint32_t plan_format_version = 1;

/// A graph input or output.
struct IoTensor
{
    std::string name;
    bool is_input = false;
    DataType type = DataType::Float;
    std::optional<Shape> shape;       // nothing: the rank is unknown; outputs only
    std::vector<std::string> symbols; // one for each dimension; of inputs never empty where the dimension is -1
};

enum class Selector : std::int32_t
{
    Min = 0,
    Opt = 1,
    Max = 2,
};

/// What one optimization profile says of one input.
struct ProfileRange
{
    Shape min;
    Shape opt;
    Shape max;

    const Shape& get(Selector selector) const noexcept
    {
        return selector == Selector::Min ? min : selector == Selector::Opt ? opt : max;
    }
};

/// One range for each input, in the inputs' order.
using ProfileRanges = std::vector<ProfileRange>;

/// A plugin as it is created again: what it asked to be kept.
struct PlanPlugin
{
    PluginNames names;
    std::string layer;
    PluginFields fields;
};

struct PlanHeader
{
    std::string network_name;
    std::string runtime_version; // of the ONNX Runtime that built it
    std::int32_t optimization_level = 3;
    std::uint32_t builder_flags = 0;
    std::int32_t layer_count = 0;         // nodes of the model's main graph
    std::int32_t profiling_verbosity = 0; // nvinfer1::ProfilingVerbosity
    std::vector<IoTensor> tensors;        // inputs first
    std::vector<ProfileRanges> profiles;  // at least one
    std::vector<PlanPlugin> plugins;      // by the number in their operator's name
};

struct Plan
{
    std::shared_ptr<const std::string> bytes;
    PlanHeader header;
    std::string_view model; // inside `bytes`
};

std::shared_ptr<const std::string> write_plan(const PlanHeader& header, std::string_view model);

/// The size of a plan whose first plan_start_size bytes these are; nothing where they are no start of one that this
/// library reads. Throws Error(TRTS_LOAD_FAILED) for a size that no plan has.
std::optional<std::int64_t> size_of_plan(std::string_view start);
inline constexpr std::int64_t plan_start_size = 32;

/// Throws Error(TRTS_LOAD_FAILED) for anything but an undamaged plan: says what the bytes are and what to do. Safe for
/// any input; the header's statements agree with each other afterwards.
Plan read_plan(std::shared_ptr<const std::string> bytes);

} // namespace trts::cpu
