namespace TensorRTSharp.Testing;

/// <summary>Field numbers of onnx.proto, message by message.</summary>
internal static class OnnxFields
{
    internal static class Model
    {
        public const int IrVersion = 1;
        public const int ProducerName = 2;
        public const int Graph = 7;
        public const int OpsetImport = 8;
        public const int Functions = 25;
    }

    internal static class OperatorSet
    {
        public const int Domain = 1;
        public const int Version = 2;
    }

    internal static class Graph
    {
        public const int Node = 1;
        public const int Name = 2;
        public const int Initializer = 5;
        public const int Input = 11;
        public const int Output = 12;
    }

    internal static class Function
    {
        public const int Name = 1;
        public const int Input = 4;
        public const int Output = 5;
        public const int Attribute = 6;
        public const int Node = 7;
        public const int OpsetImport = 9;
        public const int Domain = 10;
    }

    internal static class Node
    {
        public const int Input = 1;
        public const int Output = 2;
        public const int Name = 3;
        public const int OpType = 4;
        public const int Attribute = 5;
        public const int Domain = 7;
    }

    internal static class Attribute
    {
        public const int Name = 1;
        public const int Float = 2;
        public const int Integer = 3;
        public const int Text = 4;
        public const int Tensor = 5;
        public const int Graph = 6;
        public const int Floats = 7;
        public const int Integers = 8;
        public const int Type = 20;
        public const int ReferredName = 21;
    }

    internal static class Tensor
    {
        public const int Dims = 1;
        public const int DataType = 2;
        public const int FloatData = 4;
        public const int Int32Data = 5;
        public const int Int64Data = 7;
        public const int Name = 8;
        public const int RawData = 9;
        public const int DoubleData = 10;
        public const int UInt64Data = 11;
        public const int ExternalData = 13;
    }

    internal static class ValueInfo
    {
        public const int Name = 1;
        public const int Type = 2;
    }

    internal static class Type
    {
        public const int Tensor = 1;
    }

    internal static class TensorType
    {
        public const int ElementType = 1;
        public const int Shape = 2;
    }

    internal static class Shape
    {
        public const int Dimension = 1;
    }

    internal static class Dimension
    {
        public const int Value = 1;
        public const int Parameter = 2;
    }
}
