using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.AbiTest;

/// <summary>A family with one planted mistake.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Declarations">The qualified names of what must be compared to see it.</param>
/// <param name="Family">The facts with the mistake.</param>
internal sealed record Mutant(string Name, IReadOnlyCollection<string> Declarations, ApiFamily Family);

/// <summary>Plants mistakes of every kind that the comparison exists to find.</summary>
internal static class Mutations
{
    public static IEnumerable<Mutant> Of(ApiFamily family) =>
    [
        InMethods(family, "swap-methods", item => item.IsInternal, SwapFirstVirtuals),
        InMethods(family, "drop-method", item => item.Name == "IParser", methods => [.. methods.Skip(1)]),
        InMethods(family, "widen-argument", item => item.Name == "IParser",
            methods => Change(methods, TakesInt, WidenArgument)),
        InMethods(family, "drop-noexcept", item => item.IsInternal,
            methods => Change(methods, method => method.IsNoExcept, method => method with { IsNoExcept = false })),
        InMethods(family, "drop-const", item => item.Name == "IParserError",
            methods => Change(methods, method => method.IsConst, method => method with { IsConst = false })),
        InMethods(family, "make-virtual", item => !item.IsInternal && item.BaseName == "nvinfer1::INoCopy",
            methods => Change(methods, method => !method.IsVirtual, method => method with { IsVirtual = true })),
        InMethods(family, "forward-elsewhere", item => Interchangeable(item.Methods).Length > 1, ForwardElsewhere),
        InMethods(family, "other-default", item => item.Methods.Any(IsConstant),
            methods => Change(methods, IsConstant, ChangeConstant)),
        InClass(family, "move-destructor",
            item => item is { Base: null, Destructor: { DeclIndex: > 0, IsVirtual: true } },
            item => item with { Destructor = item.Destructor! with { DeclIndex = item.Destructor.DeclIndex - 1 } }),
        InClass(family, "add-field", item => item.Name == "IHostMemory",
            item => item with { Fields = [item.Fields[0], item.Fields[0] with { Name = "another" }] }),
        InStruct(family, "swap-fields", "PluginField", fields => [.. fields.Reverse()]),
        InStruct(family, "narrow-field", "RPROIParams", NarrowFirst),
        InEnum(family, "renumber-enumerator", "ActivationType",
            values => [.. values.SkipLast(1), values[^1] with { Value = values[^1].Value + 1 }]),

        // only TensorRT 10 declares new overloads of one name side by side
        .. family.Classes.Any(item => NewOverloads(item.Methods).Length > 1)
            ? [InMethods(family, "reorder-overload", item => NewOverloads(item.Methods).Length > 1, SwapOverloads)]
            : Array.Empty<Mutant>(),
    ];

    private static Mutant InClass(
        ApiFamily family, string name, Func<ApiClass, bool> where, Func<ApiClass, ApiClass> change)
    {
        ApiClass target = family.Classes.First(where);
        return new Mutant(name, [target.QualifiedName],
            family with { Classes = [.. family.Classes.Select(item => item == target ? change(item) : item)] });
    }

    private static Mutant InMethods(
        ApiFamily family, string name, Func<ApiClass, bool> where,
        Func<IReadOnlyList<ApiMethod>, ApiMethod[]> change) =>
        InClass(family, name,
            item => item.Methods.Count > 1 && where(item), item => item with { Methods = change(item.Methods) });

    private static Mutant InStruct(
        ApiFamily family, string name, string target, Func<IReadOnlyList<ApiField>, ApiField[]> change)
    {
        ApiStruct found = family.Structs.Single(item => item.Name == target);
        ApiStruct changed = found with { Fields = change(found.Fields) };
        return new Mutant(name, [found.QualifiedName],
            family with { Structs = [.. family.Structs.Select(item => item == found ? changed : item)] });
    }

    private static Mutant InEnum(
        ApiFamily family, string name, string target, Func<IReadOnlyList<ApiEnumerator>, ApiEnumerator[]> change)
    {
        ApiEnum found = family.Enums.Single(item => item.Name == target);
        ApiEnum changed = found with { Values = change(found.Values) };
        return new Mutant(name, [found.QualifiedName],
            family with { Enums = [.. family.Enums.Select(item => item == found ? changed : item)] });
    }

    private static ApiMethod[] Change(
        IReadOnlyList<ApiMethod> methods, Func<ApiMethod, bool> where, Func<ApiMethod, ApiMethod> change)
    {
        ApiMethod target = methods.First(where);
        return [.. methods.Select(method => method == target ? change(method) : method)];
    }

    private static ApiMethod[] Swap(IReadOnlyList<ApiMethod> methods, ApiMethod first, ApiMethod second) =>
        [.. methods.Select(method => method == first ? second : method == second ? first : method)];

    private static ApiMethod[] SwapFirstVirtuals(IReadOnlyList<ApiMethod> methods) =>
        Swap(methods, methods[0], methods[1]);

    private static ApiMethod[] NewOverloads(IReadOnlyList<ApiMethod> methods) =>
        methods.Where(method => method is { IsVirtual: true, IsOverride: false })
            .GroupBy(method => method.Name).FirstOrDefault(group => group.Count() > 1)?.ToArray() ?? [];

    private static ApiMethod[] SwapOverloads(IReadOnlyList<ApiMethod> methods) =>
        Swap(methods, NewOverloads(methods)[0], NewOverloads(methods)[1]);

    private static bool TakesInt(ApiMethod method) =>
        method.Parameters.Any(parameter => parameter.Type.Spelling == "int");

    private static ApiMethod WidenArgument(ApiMethod method) => method with
    {
        Parameters =
        [
            .. method.Parameters.Select(parameter => parameter.Type.Spelling == "int"
                ? parameter with { Type = parameter.Type with { Spelling = "int64_t" } }
                : parameter),
        ],
    };

    private static ApiMethod[] Interchangeable(IReadOnlyList<ApiMethod> methods) =>
        methods.Where(method => method is { Signature: "", Body.Kind: BodyKind.Forward })
            .GroupBy(method => (method.Returns.Spelling, method.IsConst))
            .FirstOrDefault(group => group.Count() > 1)?.ToArray() ?? [];

    private static ApiMethod[] ForwardElsewhere(IReadOnlyList<ApiMethod> methods)
    {
        ApiMethod[] pair = Interchangeable(methods);
        return Change(methods, method => method == pair[0], method => method with { Body = pair[1].Body });
    }

    private static ApiField[] NarrowFirst(IReadOnlyList<ApiField> fields) =>
        [fields[0] with { Type = fields[0].Type with { Spelling = "int16_t" } }, .. fields.Skip(1)];

    private static bool IsConstant(ApiMethod method) => method.Body is { Kind: BodyKind.Constant } body
        && body.Text!.Contains(", 1, 0", StringComparison.Ordinal);

    private static ApiMethod ChangeConstant(ApiMethod method)
    {
        string text = method.Body!.Text!.Replace(", 1, 0", ", 1, 1", StringComparison.Ordinal);
        return method with { Body = method.Body with { Text = text } };
    }
}
