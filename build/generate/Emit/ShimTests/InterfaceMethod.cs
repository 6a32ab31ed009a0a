using System.Globalization;
using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Emit.Doubles;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.ShimTests;

/// <summary>A C function for one method of an application's interface: it tells what it was given, and answers a sample.</summary>
internal sealed class InterfaceMethod(SweepFacts facts, BoundCallbackInterface callback, BoundMethod method)
{
    public string FunctionName => $"{callback.Module}_{method.LocalName}";

    /// <summary>The text of what it answers, as C++; null where it answers nothing, or an object.</summary>
    public static string? AnswerOf(BoundType? type) => type?.Shape switch
    {
        Shape.Truth => SweepFacts.Literal("1"),
        Shape.Int32 or Shape.UInt32 => SweepFacts.Literal("41"),
        Shape.Int64 or Shape.Size => SweepFacts.Literal("4294967341"),
        Shape.Double => SweepFacts.Literal("4.5"),
        Shape.String => SweepFacts.Literal("\"answer\""),
        Shape.Memory or Shape.ConstMemory => SweepFacts.Literal("0x4440"),
        Shape.Reference => SweepFacts.Literal("0x4450"),
        Shape.Enum => SweepFacts.Literal("1"),
        Shape.Struct when type.IsStruct("Dims64") => SweepFacts.Literal("[61, 62]"),
        Shape.Struct when type.IsStruct("DimsExprs") => SweepFacts.Literal("[0x4410]"),
        Shape.Array => "text_of(sample_fields())",
        _ => null,
    };

    public void Write(CodeWriter code)
    {
        string parameters = string.Join(", ", Spelling.CallbackParameters(method).Append("void* user_data"));
        string shown = string.Join(", ", method.Parameters.Select((parameter, index) => Shown(parameter, index)));
        code.Open($"{Spelling.CallbackResult(method.Result)} TRTS_CALL {FunctionName}({parameters})")
            .Line("Recording& recording = Recording::of(user_data);")
            .Line($"const Texts given = {{{shown}}};");
        List<string> result = [];
        if (Answer() is { } answer)
        {
            result.Add(answer);
        }

        for (int i = 0; i < method.Parameters.Count; i++)
        {
            if (DoubleParameters.IsWritable(method.Newest.Parameters[i].Type) || method.Newest.Parameters[i].Name == "destination")
            {
                int index = i;
                result.Add(facts.PerFamily(family => method.PerFamily.TryGetValue(family, out ApiMethod? declared)
                    ? $" {DoubleParameters.NameOf(declared, index)}=" : null).Replace("sweep.", "recording.", StringComparison.Ordinal));
                result.Add(Fill(code, method.Parameters[i], i));
            }
        }

        if (method.Result is { Shape: Shape.Struct } type)
        {
            code.Line(type.IsStruct("Dims64") ? "*out = trts_dims{2, {61, 62}};" : "*out = trts_dims_exprs{1, {fake_address(0x4410)}};");
        }

        code.Line($"recording.called({facts.NamesOf(method)}, given, {(result.Count == 0 ? "\"\"" : string.Join(" + ", ["std::string()", .. result]))});");
        if (Value() is { } value)
        {
            code.Line($"return {value};");
        }

        code.Close().Line();
    }

    private string Shown(BoundParameter parameter, int index)
    {
        TypeRef type = method.Newest.Parameters[index].Type;
        string name = parameter.CName;
        return parameter.Type.Shape switch
        {
            Shape.Truth => $"truth({name})",
            Shape.Enum => $"recording.number({NumbersOf(parameter.Type.Name!)}, {name})",
            Shape.Struct => $"text_of(*{name})",
            Shape.Borrowed or Shape.Reference => $"recording.name({name}.native, \"{ApiClass.PublicNameOf(type.Name!)}\")",
            Shape.Stream or Shape.Memory or Shape.ConstMemory => $"text_of(static_cast<const void*>({name}))",
            Shape.Array => ShownArray(parameter.Type, name, type),
            _ => $"text_of({name})",
        };
    }

    private static string ShownArray(BoundType array, string name, TypeRef type)
    {
        BoundType element = array.Element!;
        return element switch
        {
            _ when type.SimpleName == "PluginFieldCollection" => $"text_of({name})",
            _ when type.Indirection == Indirection.Reference => $"text_of(*{name})",
            { Shape: Shape.Borrowed or Shape.Reference } => $"recording.names({name}, \"{ApiClass.PublicNameOf(type.Name!)}\")",
            { Shape: Shape.Truth } => $"truths({name})",
            _ => $"text_of_two({name})",
        };
    }

    /// <returns>The text of what was written.</returns>
    private static string Fill(CodeWriter code, BoundParameter parameter, int index)
    {
        string name = parameter.CName;
        if (parameter.Type.Shape == Shape.Memory)
        {
            code.Line($"const std::string {name}_text = fill_bytes({name});");
            return $"{name}_text";
        }

        BoundType element = parameter.Type.Element!;
        string[] values = element.Shape switch
        {
            Shape.Size => ["4294967351"],
            Shape.String => ["\"first\"", "\"second\""],
            Shape.Enum => ["1", "0"],
            Shape.Struct => ["trts_dims_exprs{1, {fake_address(0x4410)}}", "trts_dims_exprs{0, {}}"],
            _ => [string.Create(CultureInfo.InvariantCulture, $"{51 + index}"), string.Create(CultureInfo.InvariantCulture, $"{71 + index}")],
        };
        if (values.Length == 1)
        {
            code.Line($"*{name} = {values[0]};");
            return $"text_of(*{name})";
        }

        code.Line($"{name}[0] = {values[0]};").Line($"{name}[1] = {values[1]};");
        return $"text_of_two({name})";
    }

    /// <summary>As the fake shows it.</summary>
    private string? Answer() => method.Result?.Shape switch
    {
        null => null,
        Shape.Truth => SweepFacts.Literal("true"),
        Shape.Enum => $"recording.number({NumbersOf(method.Result.Name!)}, 1)",
        _ => AnswerOf(method.Result),
    };

    private string? Value() => method.Result?.Shape switch
    {
        null or Shape.Struct => null,
        Shape.Truth or Shape.Enum => "1",
        Shape.Int32 or Shape.UInt32 => "41",
        Shape.Int64 or Shape.Size => "4294967341",
        Shape.Double => "4.5",
        Shape.String => "\"answer\"",
        Shape.Memory or Shape.ConstMemory => "fake_address(0x4440)",
        Shape.Reference => "fake_address(0x4450)",
        Shape.Array => "sample_fields()",
        _ => throw new GeneratorException($"{method.QualifiedName}: no sample answer of shape {method.Result.Shape}."),
    };

    internal static string NumbersOf(string enumName) => $"numbers_of_{Naming.Snake(enumName[(enumName.LastIndexOf(':') + 1)..])}";
}
