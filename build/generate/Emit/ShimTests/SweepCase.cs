using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.ShimTests;

/// <summary>The C++ function that calls one method through the C ABI and checks what arrives and what comes back.</summary>
internal sealed class SweepCase(SweepFacts facts, BoundModule module, BoundMethod method)
{
    private readonly SweepArgument[] _arguments = [.. method.Parameters.Select((_, index) => SweepArgument.Of(facts, method, index, isFake: true))];

    public void Write(CodeWriter code)
    {
        code.Open($"void {method.CName}(Sweep& sweep)")
            .Line($"const auto self = sweep.{(module.IsOwned ? $"stub<{module.CType}>" : $"stub_view<{module.CType}>")}(\"{module.ClassName}\");")
            .Lines(_arguments.SelectMany(argument => argument.Setup))
            .Lines(Out(method.Result));
        string failure = method.Result is { Shape: Shape.Reference } result && Sample(result, method) is null ? $", {Failure()}" : "";
        code.Line($"const trts_status status = {Call(module, method, _arguments)};")
            .Line($"if (sweep.arrived(status, {{{string.Join(", ", _arguments.Select(argument => argument.Shown))}}}{failure}))").Line("{").Indent();
        if (method.Result is not null && failure.Length == 0)
        {
            (string actual, string expected) = Answer(method.Result);
            code.Line($"sweep.answered({actual}, {expected});");
        }

        foreach ((string actual, string expected) in _arguments.SelectMany(argument => argument.After))
        {
            code.Line($"sweep.answered({actual}, {expected});");
        }

        code.Outdent().Line("}");
        ReadBack(code);
        code.Close().Line();
    }

    /// <summary>What was set is there: asked by the getter, with the same keys.</summary>
    private void ReadBack(CodeWriter code)
    {
        BoundMethod? getter;
        string expected;
        SweepArgument[] keys = _arguments;
        if (facts.SetterOf(module, method) is var (found, value) && _arguments[value].Back is { } back)
        {
            getter = found;
            expected = back;
            keys = [.. _arguments.Where((_, index) => index != value)];
        }
        else if (method.Name.EndsWith("Flag", StringComparison.Ordinal) && method.Parameters.Count == 1
            && Array.Find(["set", "clear"], verb => method.Name.StartsWith(verb, StringComparison.Ordinal)) is { } verb
            && module.Methods.FirstOrDefault(other => other.Name == "get" + method.Name[verb.Length..]) is { } flag)
        {
            getter = flag;
            expected = SweepFacts.Literal(verb == "set" ? "1" : "0");
        }
        else
        {
            return;
        }

        code.Line("{").Indent().Lines(Out(getter.Result))
            .Line($"if (sweep.asked({Call(module, getter, keys)}))").Line("{").Indent();
        string actual = getter.Result!.Shape switch
        {
            Shape.Memory or Shape.ConstMemory => "text_of(static_cast<const void*>(out))",
            Shape.Struct => "text_of(out)",
            _ => Shown(getter.Result),
        };
        code.Line($"sweep.answered({actual}, {expected});").Outdent().Line("}").Outdent().Line("}");
    }

    private static string Call(BoundModule module, BoundMethod called, IEnumerable<SweepArgument> arguments)
    {
        string[] output = called.Result switch
        {
            null => [],
            { Shape: Shape.Array, Element: { } element } when Spelling.IsObject(element) => ["out", "2"],
            _ => ["&out"],
        };
        return $"trts_{called.CName}({string.Join(", ", [module.IsOwned ? "self.get()" : "self", .. arguments.Select(argument => argument.Pass), .. output])})";
    }

    private static IEnumerable<string> Out(BoundType? result) => result switch
    {
        null => [],
        { Shape: Shape.Array, Element: { } element } when Spelling.IsObject(element) => [$"{Spelling.CType(element)} out[2]{{}};"],
        _ => [$"{Spelling.COut(result)[..^"* out".Length]} out{{}};"],
    };

    private string Failure() => "TRTS_" + (method.Decision.NullableResult || method.Name.StartsWith("get", StringComparison.Ordinal)
        ? "OK"
        : method.Decision.Failure ?? "INVALID_ARGUMENT");

    private (string Actual, string Expected) Answer(BoundType result)
    {
        string expected = result.Shape switch
        {
            Shape.Enum => facts.PerFamily(family => method.PerFamily.ContainsKey(family) ? facts.SampleEnumerator(result.Name!, family) : null),
            Shape.Mask => facts.PerFamily(family => method.PerFamily.ContainsKey(family) ? facts.SampleMask(result.Name!, family) : null),
            _ => SweepFacts.Literal(Sample(result, method)!),
        };
        return (Shown(result), expected);
    }

    /// <summary>An expression for the text of `out`.</summary>
    private static string Shown(BoundType result) => result.Shape switch
    {
        Shape.Owned => $"sweep.owned(out, \"{ApiClass.PublicNameOf(result.Name!)}\")",
        Shape.Borrowed or Shape.Reference => $"sweep.borrowed(out, \"{ApiClass.PublicNameOf(result.Name!)}\")",
        Shape.Memory or Shape.ConstMemory => "first_byte_of(out)",
        Shape.Struct when result.IsStruct("Weights") => "values_of(out)",
        Shape.Array when Spelling.IsObject(result.Element!) => "text_of(static_cast<const void*>(out[0].native))",
        Shape.Array => "text_of_two(out)",
        _ => "text_of(out)",
    };

    /// <summary>What the fake answers where nothing was set; null for an object of the application's, which there is none of.</summary>
    private string? Sample(BoundType result, BoundMethod asked)
    {
        TypeRef type = asked.Newest.Returns;
        return result.Shape switch
        {
            Shape.Truth => facts.IsNotAtFirst(asked) ? "0" : "1",
            Shape.Int32 or Shape.UInt32 => "7",
            Shape.Int64 when asked.Name.StartsWith("getNb", StringComparison.Ordinal) => "7",
            Shape.Int64 or Shape.UInt64 => "4294967303",
            Shape.Size => type.Kind == TypeKind.Size ? "9" : "4294967303",
            Shape.Float => "1.5",
            Shape.Double => "2.5",
            Shape.String => "\"sample\"",
            Shape.Memory or Shape.ConstMemory => "1",
            Shape.Stream => "0x5700",
            Shape.Borrowed => $"{ApiClass.PublicNameOf(result.Name!)}#0",
            Shape.Owned => asked.Name.StartsWith("get", StringComparison.Ordinal)
                ? $"{ApiClass.PublicNameOf(result.Name!)}#0" : $"a new {ApiClass.PublicNameOf(result.Name!)}",
            Shape.Reference => null,
            Shape.Struct => BoundStruct.CNameOf(result.Name!) switch
            {
                "trts_dims" => "[3, 4]",
                "trts_weights" => "{0, [1.5, 2.5]}",
                "trts_permutation" => "[1, 0, 2, 3, 4, 5, 6, 7]",
                "trts_timing_cache_key" => "0102030405060708090a0b0c0d0e0f10",
                "trts_timing_cache_value" => "{4294967303, 1.5}",
                "trts_refit_record" => "{\"trtName\", 1, 7, 1, 4294967303, [\"source\"], 1.5, 9}",
                var other => throw new GeneratorException($"{asked.QualifiedName}: no sample of {other}."),
            },
            Shape.Array => result.Element!.Shape switch
            {
                Shape.String => "[\"sample\", \"sample\"]",
                _ when Spelling.IsObject(result.Element) => "null",
                _ => "[1, 2]",
            },
            _ => throw new GeneratorException($"{asked.QualifiedName}: no sample answer of shape {result.Shape}."),
        };
    }
}
