#include "core/plan.h"

#include <cstring>

#include "core/byte_stream.h"
#include "core/version.h"

namespace trts::doubles
{
namespace
{

constexpr char magic[8] = {'T', 'R', 'T', 'S', 'F', 'A', 'K', 'E'};
constexpr std::uint32_t format = 1;

struct Head
{
    char magic[8];
    std::uint32_t format;
    std::int32_t family;
    std::int32_t version;
    std::uint32_t flags;
    std::uint64_t size;
    std::uint64_t checksum; // of what follows the head
    std::uint64_t unused;
};
static_assert(sizeof(Head) == plan_head_size);

/// FNV-1a.
std::uint64_t checksum_of(const unsigned char* data, std::size_t size)
{
    std::uint64_t sum = 14695981039346656037u;
    for (std::size_t i = 0; i < size; ++i)
    {
        sum = (sum ^ data[i]) * 1099511628211u;
    }
    return sum;
}

void write(ByteWriter& to, const Range& range)
{
    to.shape(range.min);
    to.shape(range.opt);
    to.shape(range.max);
}

Range read_range(ByteReader& from)
{
    Range range;
    range.min = from.shape();
    range.opt = from.shape();
    range.max = from.shape();
    return range;
}

void write(ByteWriter& to, const std::map<std::string, Range>& ranges)
{
    to.count(ranges.size());
    for (const auto& [name, range] : ranges)
    {
        to.text(name);
        write(to, range);
    }
}

std::map<std::string, Range> read_ranges(ByteReader& from)
{
    std::map<std::string, Range> ranges;
    for (std::size_t i = from.count(); i > 0 && from.is_good(); --i)
    {
        std::string name = from.text();
        ranges[std::move(name)] = read_range(from);
    }
    return ranges;
}

void write(ByteWriter& to, const Graph& graph)
{
    to.text(graph.name);
    to.integer(graph.profiling_verbosity);
    to.list(graph.tensors, [&](const GraphTensor& tensor) {
        to.text(tensor.name);
        to.integer(tensor.type);
        to.shape(tensor.shape);
        to.integer(tensor.is_debug ? 1 : 0);
    });
    to.list(graph.inputs, [&](std::int32_t index) { to.integer(index); });
    to.list(graph.outputs, [&](std::int32_t index) { to.integer(index); });
    to.list(graph.nodes, [&](const GraphNode& node) {
        to.integer(static_cast<std::int32_t>(node.operation));
        to.text(node.name);
        to.integer(node.layer_type);
        to.list(node.inputs, [&](std::int32_t index) { to.integer(index); });
        to.integer(node.output);
        to.integer(node.axis);
        to.integer(node.weights);
        to.integer(node.plugin);
    });
    to.list(graph.weights, [&](const GraphWeights& weights) {
        to.text(weights.name);
        to.text(weights.layer);
        to.integer(weights.type);
        to.long_integer(weights.count);
        to.text(std::string(weights.bytes.begin(), weights.bytes.end()));
    });
    to.list(graph.plugins, [&](const GraphPlugin& plugin) {
        to.text(plugin.name);
        to.text(plugin.version);
        to.text(plugin.space);
        to.text(plugin.layer);
        to.integer(plugin.tactic);
        to.long_integer(plugin.workspace);
        to.integer(plugin.aliased_input);
        to.list(plugin.fields, [&](const GraphField& field) {
            to.text(field.name);
            to.integer(field.type);
            to.integer(field.length);
            to.text(std::string(field.bytes.begin(), field.bytes.end()));
        });
        to.list(plugin.expressions, [&](const GraphExpression& expression) {
            to.integer(expression.operation);
            to.long_integer(expression.value);
            to.integer(expression.first);
            to.integer(expression.second);
        });
        to.list(plugin.dimensions, [&](std::int32_t index) { to.integer(index); });
    });
    to.list(graph.profiles, [&](const Profile& profile) {
        write(to, profile.shapes);
        write(to, profile.values);
    });
}

Graph read_graph(ByteReader& from)
{
    Graph graph;
    graph.name = from.text();
    graph.profiling_verbosity = from.integer();
    from.list(graph.tensors, [&](GraphTensor& tensor) {
        tensor.name = from.text();
        tensor.type = from.integer();
        tensor.shape = from.shape();
        tensor.is_debug = from.integer() != 0;
    });
    from.list(graph.inputs, [&](std::int32_t& index) { index = from.integer(); });
    from.list(graph.outputs, [&](std::int32_t& index) { index = from.integer(); });
    from.list(graph.nodes, [&](GraphNode& node) {
        node.operation = static_cast<Operation>(from.integer());
        node.name = from.text();
        node.layer_type = from.integer();
        from.list(node.inputs, [&](std::int32_t& index) { index = from.integer(); });
        node.output = from.integer();
        node.axis = from.integer();
        node.weights = from.integer();
        node.plugin = from.integer();
    });
    from.list(graph.weights, [&](GraphWeights& weights) {
        weights.name = from.text();
        weights.layer = from.text();
        weights.type = from.integer();
        weights.count = from.long_integer();
        const std::string bytes = from.text();
        weights.bytes.assign(bytes.begin(), bytes.end());
    });
    from.list(graph.plugins, [&](GraphPlugin& plugin) {
        plugin.name = from.text();
        plugin.version = from.text();
        plugin.space = from.text();
        plugin.layer = from.text();
        plugin.tactic = from.integer();
        plugin.workspace = from.long_integer();
        plugin.aliased_input = from.integer();
        from.list(plugin.fields, [&](GraphField& field) {
            field.name = from.text();
            field.type = from.integer();
            field.length = from.integer();
            const std::string bytes = from.text();
            field.bytes.assign(bytes.begin(), bytes.end());
        });
        from.list(plugin.expressions, [&](GraphExpression& expression) {
            expression.operation = from.integer();
            expression.value = from.long_integer();
            expression.first = from.integer();
            expression.second = from.integer();
        });
        from.list(plugin.dimensions, [&](std::int32_t& index) { index = from.integer(); });
    });
    from.list(graph.profiles, [&](Profile& profile) {
        profile.shapes = read_ranges(from);
        profile.values = read_ranges(from);
    });
    return graph;
}

/// The checksum has vouched for every byte; this is against a plan that was made wrong.
bool is_consistent(const Graph& graph, bool is_stripped)
{
    const auto is_tensor = [&](std::int32_t index) {
        return index >= 0 && static_cast<std::size_t>(index) < graph.tensors.size() &&
               bytes_of(graph.tensors[static_cast<std::size_t>(index)].type) != 0;
    };
    bool good = true;
    for (const auto* list : {&graph.inputs, &graph.outputs})
    {
        for (const std::int32_t index : *list)
        {
            good = good && is_tensor(index);
        }
    }
    for (const GraphNode& node : graph.nodes)
    {
        good = good && (node.operation == Operation::plugin) ==
                           (node.plugin >= 0 && static_cast<std::size_t>(node.plugin) < graph.plugins.size());
        const bool is_constant = node.operation == Operation::constant;
        const bool takes_two = node.operation == Operation::sum || node.operation == Operation::product ||
                               node.operation == Operation::reshape;
        good = good && node.operation >= Operation::constant && node.operation <= Operation::last &&
               is_tensor(node.output) && (is_constant || node.inputs.size() >= (takes_two ? 2u : 1u)) &&
               (!is_constant || (node.weights >= 0 && static_cast<std::size_t>(node.weights) < graph.weights.size()));
        for (const std::int32_t index : node.inputs)
        {
            good = good && is_tensor(index);
        }
        if (good && is_constant)
        {
            const GraphWeights& weights = graph.weights[static_cast<std::size_t>(node.weights)];
            const GraphTensor& tensor = graph.tensors[static_cast<std::size_t>(node.output)];
            const std::optional<std::size_t> count = element_count(tensor.shape);
            good = count && weights.type == tensor.type && weights.count == static_cast<std::int64_t>(*count) &&
                   ((is_stripped && weights.bytes.empty()) || weights.bytes.size() == *count * bytes_of(tensor.type));
        }
    }
    return good;
}

std::string serialization_error(const std::string& what)
{
    return "IRuntime::deserializeCudaEngine: Error Code 1: Serialization (Serialization assertion " + what + ")";
}

} // namespace

Bytes write_plan(const Plan& plan)
{
    ByteWriter body;
    write(body, plan.graph);
    const Bytes& payload = body.bytes();
    Head head{};
    std::memcpy(head.magic, magic, sizeof(magic));
    head.format = format;
    head.family = family_facts.number;
    head.version = simulated_version().number();
    head.flags = plan.flags;
    head.size = sizeof(Head) + payload.size();
    head.checksum = checksum_of(payload.data(), payload.size());
    Bytes all(sizeof(Head) + payload.size());
    std::memcpy(all.data(), &head, sizeof(Head));
    std::memcpy(all.data() + sizeof(Head), payload.data(), payload.size());
    return all;
}

std::uint64_t plan_size(const void* data, std::size_t size, std::string& why)
{
    Head head{};
    if (data == nullptr || size < sizeof(Head))
    {
        why = serialization_error("size >= sizeof(header) failed. The serialized engine has " + std::to_string(size) +
                                  " bytes.");
        return 0;
    }
    std::memcpy(&head, data, sizeof(Head));
    if (std::memcmp(head.magic, magic, sizeof(magic)) != 0 || head.format != format ||
        head.family != family_facts.number)
    {
        why = serialization_error("magicTagRead == kMAGIC_TAG failed.Magic tag does not match");
        return 0;
    }
    if (head.size < sizeof(Head))
    {
        why = serialization_error("size >= sizeof(header) failed. The header is damaged.");
        return 0;
    }
    return head.size;
}

bool is_of_own_version(const void* data)
{
    Head head{};
    std::memcpy(&head, data, sizeof(Head));
    return head.version == simulated_version().number();
}

bool read_plan(const void* data, std::size_t size, bool is_host_code_allowed, Plan& plan, std::string& why)
{
    const std::uint64_t whole = plan_size(data, size, why);
    if (whole == 0)
    {
        return false;
    }
    Head head{};
    std::memcpy(&head, data, sizeof(Head));
    const std::int32_t own = simulated_version().number();
    const bool is_compatible = (head.flags & plan_is_version_compatible) != 0 && head.version <= own;
    if (head.version != own && !is_compatible)
    {
        why = serialization_error(
            "stdVersionRead == kSERIALIZATION_VERSION failed.Version tag does not match. Note: Current Version: " +
            std::to_string(own) + ", Serialized Engine Version: " + std::to_string(head.version));
        return false;
    }
    const bool has_host_code = is_compatible && (head.flags & plan_excludes_lean_runtime) == 0;
    if (has_host_code && !is_host_code_allowed)
    {
        why = "IRuntime::deserializeCudaEngine: Error Code 3: API Usage Error (The plan contains host code, but "
              "setEngineHostCodeAllowed(true) was not called.)";
        return false;
    }
    if (whole != size)
    {
        why = serialization_error("size == sizeRead failed. The plan says " + std::to_string(whole) +
                                  " bytes, given were " + std::to_string(size));
        return false;
    }
    const unsigned char* payload = static_cast<const unsigned char*>(data) + sizeof(Head);
    ByteReader reader(payload, size - sizeof(Head));
    if (checksum_of(payload, size - sizeof(Head)) != head.checksum)
    {
        why = serialization_error("checksumRead == checksum failed. The plan is damaged.");
        return false;
    }
    plan.flags = head.flags;
    plan.graph = read_graph(reader);
    if (!reader.is_good() || !is_consistent(plan.graph, (head.flags & plan_is_stripped) != 0))
    {
        why = serialization_error("isConsistent() failed. The plan is damaged.");
        return false;
    }
    return true;
}

} // namespace trts::doubles
