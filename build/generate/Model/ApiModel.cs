namespace TensorRTSharp.Generate.Model;

/// <summary>The facts of build/api/tensorrt.json: what NVIDIA's headers declare, per ABI family.</summary>
internal sealed record ApiModel
{
    public IReadOnlyList<ApiFamily> Families { get; init; } = [];

    public ApiFamily Family(string id) => Families.Single(family => family.Id == id);
}

/// <summary>One TensorRT ABI: <c>trt10</c>, <c>trt11</c> or <c>rtx1</c>.</summary>
internal sealed record ApiFamily
{
    public required string Id { get; init; }

    /// <summary>The version whose headers were read, such as "10.16.0".</summary>
    public required string Version { get; init; }

    /// <summary>The same as NV_TENSORRT_VERSION, which the factories take.</summary>
    public required int VersionNumber { get; init; }

    /// <summary>NV_ONNX_PARSER_VERSION, which the parser's factories take.</summary>
    public required int ParserVersionNumber { get; init; }

    /// <summary>The qualified names of classes that are used by pointer or reference and never defined.</summary>
    public IReadOnlyList<string> OpaqueTypes { get; init; } = [];

    public IReadOnlyList<ApiEnum> Enums { get; init; } = [];

    public IReadOnlyList<ApiConstant> Constants { get; init; } = [];

    public IReadOnlyList<ApiAlias> Aliases { get; init; } = [];

    /// <summary>Types without virtual functions, in an order that defines each before its first use by value.</summary>
    public IReadOnlyList<ApiStruct> Structs { get; init; } = [];

    /// <summary>Polymorphic classes, in the headers' order.</summary>
    public IReadOnlyList<ApiClass> Classes { get; init; } = [];

    /// <summary>The library's exported C functions.</summary>
    public IReadOnlyList<ApiFunction> Functions { get; init; } = [];
}
