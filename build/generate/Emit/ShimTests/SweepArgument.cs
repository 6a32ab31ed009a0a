using System.Globalization;
using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Emit.Doubles;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.ShimTests;

/// <summary>A sample argument of a C function, and what must become of it. All texts are C++ expressions.</summary>
/// <param name="Setup">What comes before the call.</param>
/// <param name="Pass">The argument.</param>
/// <param name="Shown">How the fake shows what it was given.</param>
/// <param name="Back">How a getter's answer is shown that must be this; null where there can be none.</param>
/// <param name="After">What was written, and what should have been.</param>
internal sealed record SweepArgument(
    IReadOnlyList<string> Setup, string Pass, string Shown, string? Back, IReadOnlyList<(string Actual, string Expected)> After)
{
    private SweepArgument(string pass, string shown, string? back = null) : this([], pass, shown, back ?? shown, [])
    {
    }

    /// <param name="facts">What the fake knows.</param>
    /// <param name="method">Of TensorRT's, or of an application's object.</param>
    /// <param name="index">Of the parameter.</param>
    /// <param name="isFake">The fake is called: it shows an array only where it knows how long that is.</param>
    public static SweepArgument Of(SweepFacts facts, BoundMethod method, int index, bool isFake)
    {
        BoundParameter parameter = method.Parameters[index];
        string name = parameter.CName;
        string address = string.Create(CultureInfo.InvariantCulture, $"0x{0x1110 + (0x10 * index):x}");
        bool isLength = method.ArraysOf(parameter).Any();
        switch (parameter.Type.Shape)
        {
            case Shape.Int32 or Shape.Int64 or Shape.UInt32 or Shape.UInt64 or Shape.Size:
                return Number(isLength ? "2" : parameter.Type.Shape is Shape.Int32 or Shape.UInt32
                    ? string.Create(CultureInfo.InvariantCulture, $"{11 + index}")
                    : string.Create(CultureInfo.InvariantCulture, $"{4294967311 + index}"));
            case Shape.Float or Shape.Double:
                string real = string.Create(CultureInfo.InvariantCulture, $"{index}.75");
                return new SweepArgument(real + (parameter.Type.Shape == Shape.Float ? "f" : ""), Text(real));
            case Shape.Truth:
                return new SweepArgument("1", Text("true"), Text("1"));
            case Shape.Enum:
                BoundEnumerator value = facts.Enumerators(parameter.Type.Name!, method.PerFamily.Keys)[0];
                string number = Canonical(value);
                return new SweepArgument(number, facts.PerFamily(family => PerFamily(value, family)), Text(number));
            case Shape.Mask:
                return Mask(facts, parameter.Type.Name!, method.PerFamily.Keys);
            case Shape.String:
                return new SweepArgument(Text($"text of {name}"), Text($"\"text of {name}\""));
            case Shape.Struct:
                return Struct(parameter.Type, name, index);
            case Shape.Stream or Shape.Memory or Shape.ConstMemory:
                return new SweepArgument($"fake_address({address})", Text(address));
            case Shape.Owned or Shape.Callback:
                return new SweepArgument([$"const auto {name} = sweep.handle<trts_{parameter.Type.Module}>({address});"],
                    $"{name}.get()", Text(address), Text(address), []);
            case Shape.Borrowed or Shape.Reference:
                return Object(method, parameter, index, address);
            case Shape.Array:
                return Array(facts, method, index, isFake);
            default:
                throw new GeneratorException($"{method.QualifiedName}: no sample argument of shape {parameter.Type.Shape}.");
        }
    }

    private static string Text(string text) => SweepFacts.Literal(text);

    private static string Canonical(BoundEnumerator value) => value.Canonical.ToString(CultureInfo.InvariantCulture);

    private static string? PerFamily(BoundEnumerator value, string family) =>
        value.PerFamily.TryGetValue(family, out long number) ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static SweepArgument Number(string number) => new(number, Text(number));

    private static SweepArgument Mask(SweepFacts facts, string enumName, IEnumerable<string> families)
    {
        BoundEnumerator[] bits = [.. facts.Enumerators(enumName, families).Where(value => value.PerFamily.Values.All(bit => bit < 32)).Take(2)];
        string canonical = bits.Aggregate(0L, (mask, value) => mask | (1L << (int)value.Canonical)).ToString(CultureInfo.InvariantCulture);
        return new SweepArgument(canonical + "u", facts.PerFamily(family => bits.All(bit => bit.PerFamily.ContainsKey(family))
            ? bits.Aggregate(0L, (mask, value) => mask | (1L << (int)value.PerFamily[family])).ToString(CultureInfo.InvariantCulture)
            : null), Text(canonical));
    }

    private static SweepArgument Struct(BoundType type, string name, int index)
    {
        string number = index.ToString(CultureInfo.InvariantCulture);
        (string fields, string shown) = BoundStruct.CNameOf(type.Name!) switch
        {
            "trts_dims" => ($"2, {{1{number}, 2{number}}}", $"[1{number}, 2{number}]"),
            "trts_weights" => ("1, fake_address(0x5550), 4294967311", "{1, 0x5550, 4294967311}"),
            "trts_permutation" => ("{7, 6, 5, 4, 3, 2, 1, 0}", "[7, 6, 5, 4, 3, 2, 1, 0]"),
            "trts_timing_cache_key" => ("{1, 2, 3, 250}", "010203fa" + new string('0', 24)),
            "trts_timing_cache_value" => ("4294967311u, 2.75f", "{4294967311, 2.75}"),
            var other => throw new GeneratorException($"No sample of {other}."),
        };
        return new SweepArgument([$"const {BoundStruct.CNameOf(type.Name!)} {name}{{{fields}}};"], $"&{name}", Text(shown), Text(shown), []);
    }

    private static SweepArgument Object(BoundMethod method, BoundParameter parameter, int index, string address)
    {
        string taken = ApiClass.PublicNameOf(method.Newest.Parameters[index].Type.Name!);
        return taken == ApiClass.PublicNameOf(parameter.Type.Name!)
            ? new SweepArgument($"sweep.view<trts_{parameter.Type.Module}>({address})", Text(address))

            // The shim asks the object what it is: that takes one that can answer.
            : new SweepArgument([$"const auto {parameter.CName} = sweep.adapter(\"{taken}\");"],
                $"sweep.view<trts_{parameter.Type.Module}>({parameter.CName}.address())", $"{parameter.CName}.text()", null, []);
    }

    private static SweepArgument Array(SweepFacts facts, BoundMethod method, int index, bool isFake)
    {
        BoundParameter parameter = method.Parameters[index];
        ApiMethod declared = method.Newest;
        BoundType element = parameter.Type.Element!;
        string name = parameter.CName;
        if (element.IsStruct("PluginFieldCollection"))
        {
            return new SweepArgument("sample_fields()", "text_of(sample_fields())");
        }

        bool isShown = !isFake || DoubleParameters.LengthOf(declared, index) is not null;
        if (element.Shape == Shape.Owned)
        {
            return new SweepArgument([$"trts_{element.Module}* {name} = nullptr;"], $"&{name}", Text("null"), null, [($"text_of(static_cast<const void*>({name}))", Text("null"))]);
        }

        string type = Spelling.CType(parameter.Type).Replace("const ", "", StringComparison.Ordinal)[..^1].Trim();
        type = element.Shape is Shape.String ? "const char*" : element.Shape is Shape.ConstMemory ? "const void*" : type;
        if (method.IsOut(parameter) || !parameter.Type.IsConst)
        {
            string sample = element.Shape == Shape.Enum
                ? facts.PerFamily(family => method.PerFamily.ContainsKey(family) ? facts.SampleEnumerator(element.Name!, family) : null)
                : Text(SampleElement(element));
            bool isFilled = DoubleParameters.IsFilled(declared, index);
            return method.IsOut(parameter)
                ? new SweepArgument([$"{type} {name}{{}};"], $"&{name}", isFilled ? Text("out") : $"text_of(static_cast<const void*>(&{name}))", null,
                    isFilled ? [($"text_of({name})", sample)] : [])
                : new SweepArgument([$"{type} {name}[2]{{}};"], name, isFilled ? Text("out") : $"text_of(static_cast<const void*>({name}))", null,
                    isFilled ? [($"text_of({name}[1])", sample)] : []);
        }

        (string values, string shown) = element.Shape switch
        {
            Shape.Borrowed or Shape.Reference =>
                ($"sweep.view<{type}>(0x3310), sweep.view<{type}>(0x3320)", "[0x3310, 0x3320]"),
            Shape.Stream or Shape.Memory or Shape.ConstMemory => ("fake_address(0x3310), fake_address(0x3320)", "[0x3310, 0x3320]"),
            Shape.String => ("\"first\", \"second\"", "[\"first\", \"second\"]"),
            Shape.Float or Shape.Double => ("0.25, 0.75", "[0.25, 0.75]"),
            Shape.Struct when element.IsStruct("Dims64") => ("{1, {31}}, {1, {32}}", "[[31], [32]]"),
            Shape.Struct => throw new GeneratorException($"{method.QualifiedName}: no sample array of {element.Name}."),
            _ => ("31, 32", "[31, 32]"),
        };
        return new SweepArgument([$"{type} {name}[2]{{{values}}};"], name,
            isShown ? Text(shown) : $"text_of(static_cast<const void*>({name}))", null, []);
    }

    private static string SampleElement(BoundType element) => element.Shape switch
    {
        Shape.String => "\"sample\"",
        Shape.Float => "1.5",
        Shape.Double => "2.5",
        Shape.Truth => "1",
        Shape.Struct when element.IsStruct("TimingCacheKey") => "0102030405060708090a0b0c0d0e0f10",
        Shape.Struct => "[3, 4]",
        _ => "2",
    };
}
