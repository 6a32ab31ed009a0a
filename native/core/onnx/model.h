// A parsed ONNX model. Every string_view points into the bytes that were read, which the Model keeps alive: reading
// copies no weight. Each message remembers its own encoded bytes (`raw`), so that what is not understood here is not
// lost when the model is written back. FieldReader (wire.h) walks over such bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/onnx/types.h"

namespace trts::onnx
{

struct Graph;

/// One dimension of a declared shape: a value, a symbol, or neither (unknown).
struct Dimension
{
    std::optional<std::int64_t> value;
    std::string_view symbol;
};

enum class ValueKind : std::int8_t
{
    None, // no type is given
    Tensor,
    SparseTensor,
    Sequence,
    Map,
    Optional,
    Opaque,
};

/// A graph input, a graph output, or what is told about a tensor in between.
struct ValueInfo
{
    std::string_view name;
    std::string_view raw;
    ValueKind kind = ValueKind::None;
    ElementType element_type = ElementType::Undefined;
    bool has_shape = false; // false: the rank is unknown; true and no dims: a scalar
    std::vector<Dimension> dims;
};

enum class DataKind : std::int8_t
{
    None, // no data field at all: right for a tensor with no elements only
    Raw,
    Typed,
    External,
};

/// The repeated fields that may hold a tensor's values; the numbers are protobuf's.
enum class TypedField : std::int32_t
{
    FloatData = 4,
    Int32Data = 5,
    StringData = 6,
    Int64Data = 7,
    DoubleData = 10,
    UInt64Data = 11,
};

struct TypedData
{
    TypedField field;
    std::int64_t count; // of the field's entries; packed types hold several elements in one entry
};

/// As written in the model: offset and length are decimal text.
struct ExternalData
{
    std::string_view location;
    std::string_view offset;
    std::string_view length;
    std::string_view checksum;
};

struct Tensor
{
    std::string_view name;
    std::string_view raw;
    ElementType element_type = ElementType::Undefined;
    DataKind data_kind = DataKind::None;
    bool has_segment = false;
    std::vector<std::int64_t> dims;
    std::string_view raw_data;              // DataKind::Raw
    std::vector<TypedData> typed_data;      // DataKind::Typed; more than one entry is an error that check() reports
    std::unique_ptr<ExternalData> external; // DataKind::External
};

/// AttributeProto.AttributeType.
enum class AttributeType : std::int32_t
{
    Undefined = 0,
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
    Tensors = 9,
    Graphs = 10,
    SparseTensor = 11,
    SparseTensors = 12,
    TypeProto = 13,
    TypeProtos = 14,
};

/// Plain values (numbers, strings) are read out of `raw` by whoever needs them.
struct Attribute
{
    std::string_view name;
    std::string_view raw;
    std::string_view ref_attr_name; // in functions: takes the value of the function's attribute of that name
    AttributeType type = AttributeType::Undefined;
    bool has_sparse_tensor = false;
    std::vector<Tensor> tensors; // `t` and `tensors`
    std::vector<Graph> graphs;   // `g` and `graphs`
};

struct Node
{
    std::string_view name;
    std::string_view op_type;
    std::string_view domain; // "ai.onnx" is read as "", which means the same
    std::string_view overload;
    std::string_view raw;
    std::vector<std::string_view> inputs; // an empty name is an optional input left out
    std::vector<std::string_view> outputs;
    std::vector<Attribute> attributes;
};

struct Graph
{
    std::string_view name;
    std::vector<std::string_view> parts; // the encoded bytes: more than one where messages were concatenated
    std::vector<Node> nodes;
    std::vector<Tensor> initializers;
    std::vector<std::string_view> sparse_initializers; // their names
    std::vector<ValueInfo> inputs;                     // of IR 3 models: with the initializers
    std::vector<ValueInfo> outputs;
    std::vector<ValueInfo> value_infos;
};

struct OpsetImport
{
    std::string_view domain; // "ai.onnx" is read as ""
    std::int64_t version = 0;
};

/// A model-local function.
struct Function
{
    std::string_view name;
    std::string_view domain;
    std::string_view overload;
    std::string_view raw;
    std::vector<std::string_view> inputs;
    std::vector<std::string_view> outputs;
    std::vector<std::string_view> attributes; // their names, where they have no default
    std::vector<Attribute> default_attributes;
    std::vector<OpsetImport> opset_imports;
    std::vector<Node> nodes;
};

struct Metadata
{
    std::string_view key;
    std::string_view value;
};

struct Model
{
    std::shared_ptr<const void> owner; // of every byte that the views point at
    std::string_view bytes;
    std::int64_t ir_version = 0; // 0: none given
    std::int64_t model_version = 0;
    std::string_view producer_name;
    std::string_view producer_version;
    std::string_view domain;
    std::vector<OpsetImport> opset_imports;
    std::vector<Metadata> metadata;
    bool has_graph = false;
    Graph graph;
    std::vector<Function> functions;
};

/// The inputs that a caller feeds: those that no initializer stands for.
std::vector<const ValueInfo*> real_inputs(const Graph& graph);

/// The imported version of a domain ("" is ONNX's own); 0 where it is not imported.
std::int64_t opset_version(const std::vector<OpsetImport>& imports, std::string_view domain) noexcept;

} // namespace trts::onnx
