using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp.Testing;

/// <summary>Element types of test data; the values are those of ONNX's <c>TensorProto.DataType</c>.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The field's names for them.")]
[SuppressMessage("Design", "CA1008:Enums should have zero value", Justification = "ONNX's zero means undefined.")]
public enum ElementType
{
    Float32 = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
    Float64 = 11,
    UInt32 = 12,
    UInt64 = 13,
}
