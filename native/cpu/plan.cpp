#include "cpu/plan.h"

#include <algorithm>

#include "core/error.h"
#include "core/live_bytes.h"
#include "core/onnx/limits.h"
#include "cpu/checksum.h"
#include "cpu/little_endian.h"
#include "cpu/plan_fields.h"

namespace trts::cpu
{
namespace
{

using namespace std::string_view_literals;

constexpr std::string_view magic = "TRTSCPU\0"sv;
constexpr std::size_t checksum_offset = 24;
constexpr std::size_t header_offset = plan_start_size;
constexpr std::size_t most_profiles_or_tensors = 1 << 20;

enum Tag : std::uint16_t
{
    tag_network_name = 1,
    tag_runtime_version = 2,
    tag_optimization_level = 3,
    tag_builder_flags = 4,
    tag_layer_count = 5,
    tag_tensor = 6,
    tag_profile = 7,
    tag_profiling_verbosity = 8,
    tag_plugin = 9,
};

enum PluginTag : std::uint16_t
{
    tag_plugin_name = 1,
    tag_plugin_version = 2,
    tag_plugin_namespace = 3,
    tag_plugin_layer = 4,
    tag_plugin_field = 5, // the name; type, length and bytes follow
    tag_plugin_field_type = 6,
    tag_plugin_field_length = 7,
    tag_plugin_field_bytes = 8,
};

enum TensorTag : std::uint16_t
{
    tag_tensor_name = 1,
    tag_tensor_is_input = 2,
    tag_tensor_type = 3,
    tag_tensor_shape = 4,
    tag_tensor_symbol = 5,
};

enum ProfileTag : std::uint16_t
{
    tag_profile_min = 1, // min, opt, max of each input in turn
    tag_profile_opt = 2,
    tag_profile_max = 3,
};

std::uint64_t checksum(std::string_view plan)
{
    return xxh64(plan.substr(header_offset), xxh64(plan.substr(0, checksum_offset)));
}

FieldWriter write_tensor(const IoTensor& tensor)
{
    FieldWriter fields;
    fields.text(tag_tensor_name, tensor.name)
        .number(tag_tensor_is_input, tensor.is_input ? 1 : 0)
        .number(tag_tensor_type, static_cast<std::int64_t>(tensor.type));
    if (tensor.shape)
    {
        fields.numbers(tag_tensor_shape, *tensor.shape);
        for (const std::string& symbol : tensor.symbols)
        {
            fields.text(tag_tensor_symbol, symbol);
        }
    }
    return fields;
}

FieldWriter write_profile(const ProfileRanges& ranges)
{
    FieldWriter fields;
    for (const ProfileRange& range : ranges)
    {
        fields.numbers(tag_profile_min, range.min)
            .numbers(tag_profile_opt, range.opt)
            .numbers(tag_profile_max, range.max);
    }
    return fields;
}

FieldWriter write_plugin(const PlanPlugin& plugin)
{
    FieldWriter fields;
    fields.text(tag_plugin_name, plugin.names.name)
        .text(tag_plugin_version, plugin.names.version)
        .text(tag_plugin_namespace, plugin.names.space)
        .text(tag_plugin_layer, plugin.layer);
    for (const PluginField& field : plugin.fields.all())
    {
        fields.text(tag_plugin_field, field.name)
            .number(tag_plugin_field_type, field.type)
            .number(tag_plugin_field_length, field.length)
            .text(tag_plugin_field_bytes, field.bytes);
    }
    return fields;
}

IoTensor read_tensor(std::string_view bytes)
{
    IoTensor tensor;
    for (PlanFields fields(bytes); fields.next();)
    {
        switch (fields.tag())
        {
        case tag_tensor_name:
            tensor.name = fields.text();
            break;
        case tag_tensor_is_input:
            tensor.is_input = fields.number(0, 1) != 0;
            break;
        case tag_tensor_type:
            tensor.type = static_cast<DataType>(fields.number(0, data_type_count - 1));
            break;
        case tag_tensor_shape:
            tensor.shape = fields.numbers(max_rank);
            break;
        case tag_tensor_symbol:
            tensor.symbols.push_back(fields.text());
            break;
        default:
            break;
        }
    }
    return tensor;
}

ProfileRanges read_profile(std::string_view bytes)
{
    ProfileRanges ranges;
    for (PlanFields fields(bytes); fields.next();)
    {
        if (fields.tag() == tag_profile_min)
        {
            ranges.push_back({fields.numbers(max_rank), {}, {}});
        }
        else if (fields.tag() == tag_profile_opt && !ranges.empty())
        {
            ranges.back().opt = fields.numbers(max_rank);
        }
        else if (fields.tag() == tag_profile_max && !ranges.empty())
        {
            ranges.back().max = fields.numbers(max_rank);
        }
    }
    return ranges;
}

/// A field's bytes are as many as its type and length need: plugins read them by these.
void add_field(PlanPlugin& plugin, PluginField field)
{
    const auto size = static_cast<std::uint64_t>(plugin_field_size(field.type));
    if (size == 0 || field.bytes.size() != size * static_cast<std::uint64_t>(field.length))
    {
        fail_damaged_plan("field '" + field.name + "' of " + plugin.names.text() + " is not of its type and length");
    }
    plugin.fields.add(std::move(field));
}

PlanPlugin read_plugin(std::string_view bytes)
{
    PlanPlugin plugin;
    PluginField field;
    for (PlanFields fields(bytes); fields.next();)
    {
        switch (fields.tag())
        {
        case tag_plugin_name:
            plugin.names.name = fields.text();
            break;
        case tag_plugin_version:
            plugin.names.version = fields.text();
            break;
        case tag_plugin_namespace:
            plugin.names.space = fields.text();
            break;
        case tag_plugin_layer:
            plugin.layer = fields.text();
            break;
        case tag_plugin_field:
            field = {fields.text(), 0, 0, {}};
            break;
        case tag_plugin_field_type:
            field.type = static_cast<std::int32_t>(fields.number(0, INT32_MAX));
            break;
        case tag_plugin_field_length:
            field.length = static_cast<std::int32_t>(fields.number(0, INT32_MAX));
            break;
        case tag_plugin_field_bytes:
            field.bytes = fields.text();
            add_field(plugin, std::move(field));
            field = {};
            break;
        default:
            break;
        }
    }
    return plugin;
}

PlanHeader read_header(std::string_view bytes)
{
    PlanHeader header;
    for (PlanFields fields(bytes); fields.next();)
    {
        switch (fields.tag())
        {
        case tag_network_name:
            header.network_name = fields.text();
            break;
        case tag_runtime_version:
            header.runtime_version = fields.text();
            break;
        case tag_optimization_level:
            header.optimization_level = static_cast<std::int32_t>(fields.number(0, 5));
            break;
        case tag_builder_flags:
            header.builder_flags = static_cast<std::uint32_t>(fields.number(0, UINT32_MAX));
            break;
        case tag_layer_count:
            header.layer_count = static_cast<std::int32_t>(fields.number(0, INT32_MAX));
            break;
        case tag_profiling_verbosity:
            header.profiling_verbosity = static_cast<std::int32_t>(fields.number(0, 2));
            break;
        case tag_tensor:
            header.tensors.push_back(read_tensor(fields.payload()));
            break;
        case tag_profile:
            header.profiles.push_back(read_profile(fields.payload()));
            break;
        case tag_plugin:
            header.plugins.push_back(read_plugin(fields.payload()));
            break;
        default:
            break;
        }
        if (header.tensors.size() > most_profiles_or_tensors || header.profiles.size() > most_profiles_or_tensors ||
            header.plugins.size() > most_profiles_or_tensors)
        {
            fail_damaged_plan("its header lists too many tensors, profiles or plugins");
        }
    }
    return header;
}

void check_tensor(const IoTensor& tensor)
{
    const auto fail = [&](const std::string& problem) { fail_damaged_plan("tensor '" + tensor.name + "' " + problem); };
    if (tensor.name.empty() || tensor.name.find('\0') != std::string::npos)
    {
        fail_damaged_plan("a tensor has no usable name");
    }
    if (!tensor.shape)
    {
        if (tensor.is_input)
        {
            fail("is an input without a shape");
        }
        return;
    }
    if (tensor.symbols.size() != tensor.shape->size())
    {
        fail("does not have one symbol for each dimension");
    }
    for (std::size_t i = 0; i < tensor.shape->size(); ++i)
    {
        if ((*tensor.shape)[i] < -1)
        {
            fail("has the dimension " + std::to_string((*tensor.shape)[i]));
        }
        if (tensor.is_input && (*tensor.shape)[i] == -1 && tensor.symbols[i].empty())
        {
            fail("has a dynamic dimension without a symbol");
        }
    }
}

void check_profile(const ProfileRanges& ranges, const std::vector<IoTensor>& inputs)
{
    if (ranges.size() != inputs.size())
    {
        fail_damaged_plan("a profile does not cover every input");
    }
    for (std::size_t i = 0; i < inputs.size(); ++i)
    {
        const Shape& shape = *inputs[i].shape;
        const ProfileRange& range = ranges[i];
        bool fits =
            range.min.size() == shape.size() && range.opt.size() == shape.size() && range.max.size() == shape.size();
        for (std::size_t d = 0; fits && d < shape.size(); ++d)
        {
            fits = range.min[d] >= 0 && range.min[d] <= range.opt[d] && range.opt[d] <= range.max[d] &&
                   (shape[d] == -1 || (range.min[d] == shape[d] && range.max[d] == shape[d]));
        }
        if (!fits)
        {
            fail_damaged_plan("a profile does not fit input '" + inputs[i].name + "'");
        }
    }
}

void check_header(const PlanHeader& header)
{
    std::vector<std::string> names;
    std::vector<IoTensor> inputs;
    for (const IoTensor& tensor : header.tensors)
    {
        check_tensor(tensor);
        names.push_back(tensor.name);
        if (tensor.is_input)
        {
            inputs.push_back(tensor);
        }
    }
    std::sort(names.begin(), names.end());
    if (names.empty() || std::adjacent_find(names.begin(), names.end()) != names.end())
    {
        fail_damaged_plan("the names of its inputs and outputs are not unique, or there are none");
    }
    if (header.profiles.empty())
    {
        fail_damaged_plan("it has no optimization profile");
    }
    for (const ProfileRanges& ranges : header.profiles)
    {
        check_profile(ranges, inputs);
    }
}

/// What bytes are that are no plan, and what to do.
std::string describe_foreign(std::string_view bytes)
{
    const auto starts_with = [&](std::string_view prefix) { return bytes.substr(0, prefix.size()) == prefix; };
    if (bytes.empty())
    {
        return "there are no bytes. Was the file written to its end?";
    }
    if (starts_with("ftrt"))
    {
        return "it is a plan built by TensorRT. Load it with the backend that built it, or build the model again with "
               "the CPU backend";
    }
    if (starts_with("vtrt"))
    {
        return "it is a plan built by TensorRT-RTX. Load it with that backend, or build the model again with the CPU "
               "backend";
    }
    if (starts_with(magic.substr(0, bytes.size())))
    {
        return "it is cut off after " + std::to_string(bytes.size()) + " bytes. Copy the file again, or build it again";
    }
    // An ONNX model begins with its IR version: field 1, a small number.
    if (bytes.size() >= 3 && bytes[0] == 0x08 && bytes[1] > 0 && bytes[1] < 0x20)
    {
        return "it looks like an ONNX model. Parse it with trts_onnx_parser_parse and build a plan from it";
    }
    return "it does not begin with the mark of one. Build the model again with this backend";
}

} // namespace

std::shared_ptr<const std::string> write_plan(const PlanHeader& header, std::string_view model)
{
    FieldWriter fields;
    fields.text(tag_network_name, header.network_name)
        .text(tag_runtime_version, header.runtime_version)
        .number(tag_optimization_level, header.optimization_level)
        .number(tag_builder_flags, header.builder_flags)
        .number(tag_layer_count, header.layer_count)
        .number(tag_profiling_verbosity, header.profiling_verbosity);
    for (const IoTensor& tensor : header.tensors)
    {
        fields.nested(tag_tensor, write_tensor(tensor));
    }
    for (const ProfileRanges& ranges : header.profiles)
    {
        fields.nested(tag_profile, write_profile(ranges));
    }
    for (const PlanPlugin& plugin : header.plugins)
    {
        fields.nested(tag_plugin, write_plugin(plugin));
    }

    const std::string& header_bytes = fields.bytes();
    if (header_bytes.size() > UINT32_MAX)
    {
        throw Error(TRTS_BUILD_FAILED, "the plan's header would pass 4 GiB");
    }
    std::string plan;
    plan.reserve(header_offset + header_bytes.size() + model.size());
    plan += magic;
    append_little_endian(plan, plan_format_version);
    append_little_endian(plan, static_cast<std::uint32_t>(header_bytes.size()));
    append_little_endian(plan, static_cast<std::uint64_t>(header_offset + header_bytes.size() + model.size()));
    append_little_endian(plan, std::uint64_t{0});
    plan += header_bytes;
    plan += model;

    std::string sum;
    append_little_endian(sum, checksum(plan));
    plan.replace(checksum_offset, sum.size(), sum);
    return share_counted(std::move(plan));
}

std::optional<std::int64_t> size_of_plan(std::string_view start)
{
    if (start.substr(0, magic.size()) != magic ||
        read_little_endian<std::uint32_t>(start.data() + 8) != plan_format_version)
    {
        return std::nullopt;
    }
    const auto header_size = read_little_endian<std::uint32_t>(start.data() + 12);
    const auto total_size = read_little_endian<std::uint64_t>(start.data() + 16);
    const std::uint64_t without_model = header_offset + header_size;
    if (total_size < without_model || total_size - without_model >= onnx::max_protobuf_bytes)
    {
        fail_damaged_plan("it says that it has " + std::to_string(total_size) + " bytes, " +
                          std::to_string(header_size) + " of them its header's, which no plan has");
    }
    return static_cast<std::int64_t>(total_size);
}

Plan read_plan(std::shared_ptr<const std::string> bytes)
{
    const std::string_view all = *bytes;
    if (all.size() < header_offset || all.substr(0, magic.size()) != magic)
    {
        throw Error(TRTS_LOAD_FAILED, "this is no plan of the CPU backend: " + describe_foreign(all));
    }
    const auto version = read_little_endian<std::uint32_t>(all.data() + 8);
    if (version != plan_format_version)
    {
        throw Error(TRTS_LOAD_FAILED, "the plan is of format " + std::to_string(version) + ", and this library reads " +
                                          std::to_string(plan_format_version) +
                                          ". Build the model again, or use the TensorRTSharp that built the plan");
    }
    const auto total_size = read_little_endian<std::uint64_t>(all.data() + 16);
    if (total_size != all.size())
    {
        const std::string sizes =
            std::to_string(all.size()) + " bytes, and says that it has " + std::to_string(total_size);
        fail_damaged_plan(all.size() < total_size ? "it is cut off: it has " + sizes
                                                  : "something follows its end: it has " + sizes);
    }
    const auto header_size = read_little_endian<std::uint32_t>(all.data() + 12);
    if (header_size > all.size() - header_offset)
    {
        fail_damaged_plan("its header would reach beyond its end");
    }
    if (read_little_endian<std::uint64_t>(all.data() + checksum_offset) != checksum(all))
    {
        fail_damaged_plan("its checksum does not match its bytes");
    }
    Plan plan;
    plan.header = read_header(all.substr(header_offset, header_size));
    check_header(plan.header);
    plan.model = all.substr(header_offset + header_size);
    plan.bytes = std::move(bytes);
    return plan;
}

} // namespace trts::cpu
