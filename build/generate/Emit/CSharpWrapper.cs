using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>The method beside an import: spans for pointers, checked status, the result as a value.</summary>
/// <param name="code">Gets it.</param>
/// <param name="spelling">Of types.</param>
/// <param name="module">The class.</param>
/// <param name="method">Its method.</param>
/// <param name="since">Which versions have it.</param>
/// <param name="hasPointers">Memory is a pointer and a length: more than a span can hold.</param>
internal sealed class CSharpWrapper(
    CodeWriter code, CSharpSpelling spelling, BoundModule module, BoundMethod method, string since, bool hasPointers = false)
{
    private static readonly Shape[] Nested = [Shape.Owned];

    private bool GivesViews => Spelling.GivesViews(method);

    private bool IsNullableHandle => method.Result?.Shape == Shape.Owned && method.Decision.NullableResult;

    public void Write()
    {
        string name = module.CSharpStem + method.CSharpName;
        string signature = string.Join(", ", method.Parameters.Where(IsShown).Select(Parameter)
            .Prepend((module.IsOwned ? $"{module.CSharpStem}Handle" : "BorrowedRef") + " self"));
        code.Line($"/// <summary>{module.Namespace}::{method.QualifiedName.Replace("&", "&amp;", StringComparison.Ordinal)} ({since})</summary>")
            .Open($"internal static {Result()} {name}({signature})");

        // What is held while the call runs: the owners of views, and the receiver until its new child holds it.
        bool holdsSelf = !module.IsOwned || method.Result?.Shape == Shape.Owned;
        List<string> held = [.. holdsSelf ? ["self"] : Array.Empty<string>(),
            .. method.Parameters.Where(parameter => parameter.Type.Shape == Shape.Borrowed).Select(parameter => parameter.CSharpName)];
        if (held.Count == 0)
        {
            Body();
        }
        else
        {
            code.Lines(held.Select(view => $"bool {Held(view)} = false;"))
                .Open("try")
                .Lines(held.Select(view => $"{view}.DangerousAddRef(ref {Held(view)});"));
            Body();
            code.Close().Open("finally");
            foreach (string view in held)
            {
                code.Open($"if ({Held(view)})").Line($"{view}.DangerousRelease();").Close();
            }

            code.Close();
        }

        code.Close();
    }

    private static string Held(string view) => view.TrimStart('@') + "Held";

    /// <summary>Lengths of spans, and how many views there are, the caller need not say.</summary>
    private bool IsShown(BoundParameter parameter) => !method.ArraysOf(parameter).Any(IsSpan) && !(GivesViews && method.IsOut(parameter));

    private string Result() => method.Result switch
    {
        null => "void",
        { Shape: Shape.String } => "string?",
        _ when GivesViews => "NativeView[]",
        { } type => spelling.Value(type) + (IsNullableHandle ? "?" : ""),
    };

    private bool IsSpan(BoundParameter parameter) =>
        method.LengthOf(parameter) is not null && !(hasPointers && parameter.Type.Shape == Shape.ConstMemory);

    private string Parameter(BoundParameter parameter)
    {
        string name = parameter.CSharpName;
        return parameter.Type.Shape switch
        {
            Shape.ConstMemory when IsSpan(parameter) => $"ReadOnlySpan<byte> {name}",
            Shape.ConstMemory when method.LengthOf(parameter) is not null => $"byte* {name}",
            Shape.Array when IsSpan(parameter) =>
                $"{(parameter.Type.IsConst ? "ReadOnlySpan" : "Span")}<{spelling.Element(parameter.Type.Element!)}> {name}",
            Shape.Array when method.IsOut(parameter) => $"out {OutType(parameter)} {name}",
            Shape.Array => $"{spelling.Element(parameter.Type.Element!)}* {name}",
            Shape.Struct => $"in {spelling.Value(parameter.Type)} {name}",
            Shape.String => $"string{(parameter.IsNullable ? "?" : "")} {name}",
            Shape.Borrowed => $"BorrowedRef {name}",
            Shape.Owned or Shape.Callback when parameter.IsNullable => $"{spelling.Value(parameter.Type)}? {name}",
            _ => $"{spelling.Value(parameter.Type)} {name}",
        };
    }

    private string OutType(BoundParameter parameter) => spelling.Element(parameter.Type.Element!);

    private void Body()
    {
        BoundParameter[] spans = [.. method.Parameters.Where(IsSpan)];
        foreach (BoundParameter span in spans)
        {
            string element = span.Type.Shape == Shape.ConstMemory ? "byte" : spelling.Element(span.Type.Element!);
            code.Line($"fixed ({element}* {Pointer(span)} = {span.CSharpName})");
        }

        code.Lines(spans.Length > 0 ? ["{"] : []);
        if (spans.Length > 0)
        {
            code.Indent();
        }

        Call();
        if (spans.Length > 0)
        {
            code.Outdent().Line("}");
        }
    }

    private void Call()
    {
        string self = module.IsOwned ? "self" : "self.View";
        IEnumerable<string> arguments = method.Parameters.Select(Argument).Prepend(self);
        if (GivesViews)
        {
            string count = method.Parameters.Single(method.IsOut).CSharpName;
            code.Line($"trts_{method.CName}({string.Join(", ", arguments)}, null, 0).ThrowIfFailed();")
                .Line($"var views = new NativeView[{count}];")
                .Open("fixed (NativeView* first = views)")
                .Line($"trts_{method.CName}({string.Join(", ", arguments).Replace("out int ", "out ", StringComparison.Ordinal)}, first, views.Length).ThrowIfFailed();")
                .Close().Line("return views;");
            return;
        }

        string all = string.Join(", ", arguments.Concat(
            method.Result is null ? Array.Empty<string>() : [$"out {spelling.Crossing(method.Result)} result"]));
        code.Line($"trts_{method.CName}({all}).ThrowIfFailed();");
        foreach (BoundParameter second in method.Parameters.Where(parameter => parameter.Type.Element?.Shape is { } shape && Nested.Contains(shape)))
        {
            code.Open($"if (!{second.CSharpName}.IsInvalid)").Line($"{second.CSharpName}.SetParent(self);").Close().Line();
        }

        switch (method.Result?.Shape)
        {
            case null:
                break;
            case Shape.Owned:
                if (IsNullableHandle)
                {
                    code.Open("if (result.IsInvalid)").Line("return null;").Close().Line();
                }

                code.Line(method.Decision.IsIndependent ? "result.Adopt();" : "result.SetParent(self);").Line("return result;");
                break;
            case Shape.Truth:
                code.Line("return result != 0;");
                break;
            case Shape.String:
                code.Line("return Marshal.PtrToStringUTF8(result);");
                break;
            default:
                code.Line("return result;");
                break;
        }
    }

    private static string Pointer(BoundParameter span) => $"first{Naming.Pascal(span.CName)}";

    private string Argument(BoundParameter parameter)
    {
        string name = parameter.CSharpName;
        BoundParameter? array = method.ArraysOf(parameter).FirstOrDefault(IsSpan);
        return parameter.Type.Shape switch
        {
            _ when array is not null => $"{array.CSharpName}.Length",
            _ when IsSpan(parameter) => Pointer(parameter),
            Shape.Truth => $"{name} ? 1 : 0",
            Shape.Borrowed => $"{name}.View",
            Shape.Owned or Shape.Callback when parameter.IsNullable => $"{name} ?? {spelling.Value(parameter.Type)}.Null",
            Shape.Struct => $"in {name}",
            Shape.Array when method.IsOut(parameter) => GivesViews ? $"out int {name}" : $"out {name}",
            _ => name,
        };
    }
}
