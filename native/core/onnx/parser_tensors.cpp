// The part of the parser that reads tensors and the types of values.
#include <memory>

#include "core/onnx/parser.h"

namespace trts::onnx
{

namespace
{

/// Entries of a packed list of varints.
std::int64_t count_varints(const FieldReader& fields, std::string_view packed)
{
    std::int64_t count = 0;
    for (std::uint64_t value = 0; !packed.empty(); ++count)
    {
        if (!take_varint(packed, value))
        {
            fields.fail("a packed list of numbers ends within a number");
        }
    }
    return count;
}

std::int64_t count_fixed(const FieldReader& fields, std::size_t size)
{
    if (fields.bytes().size() % size != 0)
    {
        fields.fail("a packed list of numbers ends within a number");
    }
    return static_cast<std::int64_t>(fields.bytes().size() / size);
}

/// How many entries one occurrence of a typed data field brings: packed or a single one.
std::int64_t count_entries(const FieldReader& fields, TypedField field)
{
    const WireType type = fields.field().type;
    switch (field)
    {
    case TypedField::StringData:
        fields.bytes();
        return 1;
    case TypedField::FloatData:
        return type == WireType::Fixed32 ? 1 : count_fixed(fields, 4);
    case TypedField::DoubleData:
        return type == WireType::Fixed64 ? 1 : count_fixed(fields, 8);
    default:
        return type == WireType::Varint ? 1 : count_varints(fields, fields.bytes());
    }
}

} // namespace

void Parser::parse_tensor(std::string_view bytes, Tensor& tensor)
{
    count_tensor();
    tensor.raw = bytes;
    bool is_external = false;
    bool has_raw_data = false;
    for (FieldReader fields = fields_of(bytes, "tensor"); fields.next();)
    {
        const std::int32_t number = fields.field().number;
        switch (number)
        {
        case 1:
            parse_tensor_dims(fields, tensor);
            break;
        case 2:
            tensor.element_type = static_cast<ElementType>(static_cast<std::int32_t>(fields.varint()));
            break;
        case 3:
            tensor.has_segment = true;
            break;
        case 4:
        case 5:
        case 6:
        case 7:
        case 10:
        case 11: {
            const auto field = static_cast<TypedField>(number);
            const std::int64_t count = count_entries(fields, field);
            if (tensor.typed_data.empty() || tensor.typed_data.back().field != field)
            {
                append(tensor.typed_data, TypedData{field, 0});
            }
            tensor.typed_data.back().count += count;
            break;
        }
        case 8:
            tensor.name = fields.bytes();
            break;
        case 9:
            tensor.raw_data = fields.bytes();
            has_raw_data = true;
            break;
        case 13:
            if (tensor.external == nullptr)
            {
                charge(sizeof(ExternalData));
                tensor.external = std::make_unique<ExternalData>();
            }
            parse_external_entry(fields.bytes(), *tensor.external);
            break;
        case 14:
            is_external = fields.varint() == 1;
            break;
        default:
            break;
        }
    }
    tensor.data_kind = is_external                  ? DataKind::External
                       : has_raw_data               ? DataKind::Raw
                       : !tensor.typed_data.empty() ? DataKind::Typed
                                                    : DataKind::None;
}

void Parser::parse_tensor_dims(const FieldReader& fields, Tensor& tensor)
{
    if (fields.field().type == WireType::Varint)
    {
        check_rank(tensor.dims.size() + 1);
        append(tensor.dims, static_cast<std::int64_t>(fields.varint()));
        return;
    }
    std::uint64_t value = 0;
    for (std::string_view packed = fields.bytes(); !packed.empty();)
    {
        check_rank(tensor.dims.size() + 1);
        if (!take_varint(packed, value))
        {
            fields.fail("a packed list of dimensions ends within a number");
        }
        append(tensor.dims, static_cast<std::int64_t>(value));
    }
}

void Parser::parse_external_entry(std::string_view bytes, ExternalData& external)
{
    Metadata entry;
    parse_metadata(bytes, entry);
    if (entry.key == "location")
    {
        external.location = entry.value;
    }
    else if (entry.key == "offset")
    {
        external.offset = entry.value;
    }
    else if (entry.key == "length")
    {
        external.length = entry.value;
    }
    else if (entry.key == "checksum")
    {
        external.checksum = entry.value;
    }
}

void Parser::parse_value_info(std::string_view bytes, ValueInfo& value)
{
    value.raw = bytes;
    for (FieldReader fields = fields_of(bytes, "value's description"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            value.name = fields.bytes();
            break;
        case 2:
            parse_type(fields.bytes(), value);
            break;
        default:
            break;
        }
    }
}

void Parser::parse_type(std::string_view bytes, ValueInfo& value)
{
    for (FieldReader fields = fields_of(bytes, "type"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            value.kind = ValueKind::Tensor;
            parse_tensor_type(fields.bytes(), value);
            break;
        case 4:
            value.kind = ValueKind::Sequence;
            break;
        case 5:
            value.kind = ValueKind::Map;
            break;
        case 7:
            value.kind = ValueKind::Opaque;
            break;
        case 8:
            value.kind = ValueKind::SparseTensor;
            break;
        case 9:
            value.kind = ValueKind::Optional;
            break;
        default:
            break;
        }
    }
}

void Parser::parse_tensor_type(std::string_view bytes, ValueInfo& value)
{
    for (FieldReader fields = fields_of(bytes, "tensor type"); fields.next();)
    {
        switch (fields.field().number)
        {
        case 1:
            value.element_type = static_cast<ElementType>(static_cast<std::int32_t>(fields.varint()));
            break;
        case 2:
            value.has_shape = true;
            parse_shape(fields.bytes(), value);
            break;
        default:
            break;
        }
    }
}

void Parser::parse_shape(std::string_view bytes, ValueInfo& value)
{
    for (FieldReader fields = fields_of(bytes, "shape"); fields.next();)
    {
        if (fields.field().number == 1)
        {
            check_rank(value.dims.size() + 1);
            parse_dimension(fields.bytes(), append(value.dims));
        }
    }
}

void Parser::parse_dimension(std::string_view bytes, Dimension& dimension)
{
    for (FieldReader fields = fields_of(bytes, "dimension"); fields.next();)
    {
        // The two exclude each other: the later one counts.
        switch (fields.field().number)
        {
        case 1:
            dimension.value = static_cast<std::int64_t>(fields.varint());
            dimension.symbol = {};
            break;
        case 2:
            dimension.symbol = fields.bytes();
            dimension.value.reset();
            break;
        default:
            break;
        }
    }
}

std::string_view Parser::sparse_tensor_name(std::string_view bytes)
{
    Tensor values;
    for (FieldReader fields = fields_of(bytes, "sparse tensor"); fields.next();)
    {
        if (fields.field().number == 1)
        {
            parse_tensor(fields.bytes(), values);
        }
    }
    return values.name;
}

} // namespace trts::onnx
