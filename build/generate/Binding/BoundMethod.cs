using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>One TensorRT class with its bound methods, as one module of the C ABI.</summary>
/// <param name="Class">What it is called.</param>
/// <param name="Namespace">Of NVIDIA's class: nvinfer1 or nvonnxparser.</param>
/// <param name="Area">The stem of the native files that its functions stand in.</param>
/// <param name="LayerTypes">Enumerators of LayerType: what the receiver must be; empty where its C type says it.</param>
/// <param name="Kind">What getInterfaceInfo() must say of the receiver; null where its C type says it.</param>
/// <param name="Methods">Its methods over the families.</param>
internal sealed record BoundModule(
    BoundClass Class, string Namespace, string Area, IReadOnlyList<string> LayerTypes, string? Kind, IReadOnlyList<BoundMethod> Methods)
{
    public string ClassName => Class.ClassName;

    public string Module => Class.Module;

    public bool IsOwned => Class.IsOwned;

    public string CType => Class.CType;

    public string CSharpStem => Class.CSharpStem;
}

/// <summary>A bound method over the families that have it.</summary>
internal sealed record BoundMethod(
    string ClassName,
    IReadOnlyList<string> DeclaringClasses,
    string Name,
    string CName,
    string LocalName,
    bool IsOverload,
    MethodDecision Decision,
    IReadOnlyList<BoundParameter> Parameters,
    BoundType? Result,
    IReadOnlyDictionary<string, ApiMethod> PerFamily)
{
    /// <summary>What messages and look-ups call it: "IBuilder::createNetworkV2", an overload with its signature.</summary>
    public string QualifiedName => IsOverload ? $"{ClassName}::{Name}({Newest.Signature})" : $"{ClassName}::{Name}";

    /// <summary>Its name in C#: TensorRT's own, or the one that tells it from its overloads.</summary>
    public string CSharpName => Decision.Name is null ? char.ToUpperInvariant(Name[0]) + Name[1..] : Naming.Pascal(Decision.Name);

    /// <summary>A method of the newest family that has it: the one that documentation shows.</summary>
    public ApiMethod Newest => PerFamily.Values.Last();

    /// <summary>The parameter that holds the length of this array; null where there is none.</summary>
    public BoundParameter? LengthOf(BoundParameter array) => Decision.Spans.TryGetValue(array.Name, out string? length)
        ? Parameters.Single(parameter => parameter.Name == length)
        : null;

    /// <summary>The arrays whose length this parameter is.</summary>
    public IEnumerable<BoundParameter> ArraysOf(BoundParameter length) =>
        Parameters.Where(parameter => Decision.Spans.GetValueOrDefault(parameter.Name) == length.Name);

    /// <summary>A single value that is written to: T&amp;, or a T* that has no length.</summary>
    public bool IsOut(BoundParameter parameter) =>
        parameter.Type is { Shape: Shape.Array, IsConst: false, Element.Shape: not (Shape.Memory or Shape.String) } && LengthOf(parameter) is null;
}

internal sealed record BoundParameter(string Name, BoundType Type, bool IsNullable)
{
    public string CName => Naming.Snake(Name);

    public string CSharpName => Naming.Camel(Name);
}
