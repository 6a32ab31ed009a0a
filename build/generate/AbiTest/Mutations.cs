using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.AbiTest;

/// <summary>A family with one planted mistake.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Declarations">The qualified names of what must be compared to see it.</param>
/// <param name="Family">The facts with the mistake.</param>
internal sealed record Mutant(string Name, IReadOnlyCollection<string> Declarations, ApiFamily Family);

/// <summary>Plants mistakes of every kind that the comparison exists to find, each in the first place that has room for it.</summary>
internal static class Mutations
{
    public static IEnumerable<Mutant> Of(ApiFamily family) =>
    [
        InMethods(family, "swap-methods", item => item.IsInternal, SwapFirstVirtuals),
        InMethods(family, "drop-method", item => item.Name == "IParser", methods => [.. methods.Skip(1)]),
        InMethods(family, "reorder-overload", HasVirtualOverloads, SwapOverloads),
        InMethods(family, "widen-argument", item => item.Name == "IParser", methods => Change(methods, TakesInt, WidenArgument)),
        InMethods(family, "drop-noexcept", item => item.IsInternal,
            methods => Change(methods, method => method.IsNoExcept, method => method with { IsNoExcept = false })),
        InMethods(family, "drop-const", item => item.Name == "IParserError",
            methods => Change(methods, method => method.IsConst, method => method with { IsConst = false })),
        InMethods(family, "make-virtual", item => !item.IsInternal && item.BaseName == "nvinfer1::INoCopy",
            methods => Change(methods, method => !method.IsVirtual, method => method with { IsVirtual = true })),
        InMethods(family, "forward-elsewhere", item => Forwards(item).Length > 1, ForwardElsewhere),
        InMethods(family, "other-default", item => item.Methods.Any(IsConstant), methods => Change(methods, IsConstant, ChangeConstant)),
        InClass(family, "move-destructor", item => item.Destructor is { DeclIndex: 0, IsVirtual: true } && item.Base is null && item.Methods.Count > 0,
            item => item with { Destructor = item.Destructor! with { DeclIndex = 1 } }),
        InClass(family, "add-field", item => item.Name == "IHostMemory", item => item with { Fields = [.. item.Fields, .. item.Fields.Select(Renamed)] }),
        InStruct(family, "swap-fields", item => item.Name == "PluginField", item => item with { Fields = [.. item.Fields.Reverse()] }),
        InStruct(family, "narrow-field", item => item.Name == "PluginFieldCollection",
            item => item with { Fields = [item.Fields[0] with { Type = item.Fields[0].Type with { Spelling = "int16_t" } }, .. item.Fields.Skip(1)] }),
        InEnum(family, "renumber-enumerator", item => item.Name == "BuilderFlag",
            item => item with { Values = [.. item.Values.SkipLast(1), item.Values[^1] with { Value = item.Values[^1].Value + 1 }] }),
    ];

    private static Mutant InClass(ApiFamily family, string name, Func<ApiClass, bool> where, Func<ApiClass, ApiClass> change)
    {
        ApiClass target = family.Classes.First(where);
        return new Mutant(name, [target.QualifiedName],
            family with { Classes = [.. family.Classes.Select(item => item == target ? change(item) : item)] });
    }

    private static Mutant InMethods(
        ApiFamily family, string name, Func<ApiClass, bool> where, Func<IReadOnlyList<ApiMethod>, IReadOnlyList<ApiMethod>> change) =>
        InClass(family, name, item => item.Methods.Count > 1 && where(item), item => item with { Methods = change(item.Methods) });

    private static Mutant InStruct(ApiFamily family, string name, Func<ApiStruct, bool> where, Func<ApiStruct, ApiStruct> change)
    {
        ApiStruct target = family.Structs.First(where);
        return new Mutant(name, [target.QualifiedName],
            family with { Structs = [.. family.Structs.Select(item => item == target ? change(item) : item)] });
    }

    private static Mutant InEnum(ApiFamily family, string name, Func<ApiEnum, bool> where, Func<ApiEnum, ApiEnum> change)
    {
        ApiEnum target = family.Enums.First(where);
        return new Mutant(name, [target.QualifiedName],
            family with { Enums = [.. family.Enums.Select(item => item == target ? change(item) : item)] });
    }

    private static ApiMethod[] Change(
        IReadOnlyList<ApiMethod> methods, Func<ApiMethod, bool> where, Func<ApiMethod, ApiMethod> change)
    {
        ApiMethod target = methods.First(where);
        return [.. methods.Select(method => method == target ? change(method) : method)];
    }

    private static ApiMethod[] Swap(IReadOnlyList<ApiMethod> methods, ApiMethod first, ApiMethod second) =>
        [.. methods.Select(method => method == first ? second : method == second ? first : method)];

    private static ApiMethod[] SwapFirstVirtuals(IReadOnlyList<ApiMethod> methods) => Swap(methods, methods[0], methods[1]);

    private static bool HasVirtualOverloads(ApiClass item) => VirtualOverloads(item.Methods) is not null;

    private static ApiMethod[]? VirtualOverloads(IReadOnlyList<ApiMethod> methods) => methods
        .Where(method => method is { IsVirtual: true, IsOverride: false })
        .GroupBy(method => method.Name)
        .FirstOrDefault(group => group.Count() > 1)?.ToArray();

    private static ApiMethod[] SwapOverloads(IReadOnlyList<ApiMethod> methods) =>
        VirtualOverloads(methods) is [var first, var second, ..] ? Swap(methods, first, second) : [.. methods];

    private static bool TakesInt(ApiMethod method) => method.Parameters.Any(parameter => parameter.Type.Spelling == "int");

    private static ApiMethod WidenArgument(ApiMethod method) => method with
    {
        Parameters =
        [
            .. method.Parameters.Select(parameter => parameter.Type.Spelling == "int"
                ? parameter with { Type = parameter.Type with { Spelling = "int64_t" } }
                : parameter),
        ],
    };

    private static ApiMethod[] Forwards(ApiClass item) =>
        [.. item.Methods.Where(method => method.Body is { Kind: BodyKind.Forward } && method.Signature.Length == 0)
            .GroupBy(method => (method.Returns.Spelling, method.IsConst)).Where(group => group.Count() > 1).SelectMany(group => group).Take(2)];

    private static ApiMethod[] ForwardElsewhere(IReadOnlyList<ApiMethod> methods)
    {
        ApiMethod[] pair = [.. methods.Where(method => method.Body is { Kind: BodyKind.Forward } && method.Signature.Length == 0)
            .GroupBy(method => (method.Returns.Spelling, method.IsConst)).First(group => group.Count() > 1).Take(2)];
        return Change(methods, method => method == pair[0], method => method with { Body = pair[1].Body });
    }

    private static bool IsConstant(ApiMethod method) => method.Body is { Kind: BodyKind.Constant } body
        && body.Text!.Contains(", 1, 0", StringComparison.Ordinal);

    private static ApiMethod ChangeConstant(ApiMethod method) =>
        method with { Body = method.Body! with { Text = method.Body.Text!.Replace(", 1, 0", ", 1, 1", StringComparison.Ordinal) } };

    private static ApiField Renamed(ApiField field) => field with { Name = field.Name + "2" };
}
