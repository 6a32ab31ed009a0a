using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit.ShimTests;

/// <summary>tests/TensorRTSharp.Tests/Interop/Callbacks/Throwing: of every interface that applications implement, one whose methods throw.</summary>
internal sealed class ThrowingCallbackEmitter(BoundApi api) : IEmitter
{
    private const string Folder = "tests/TensorRTSharp.Tests/Interop/Callbacks/Throwing";

    private readonly CSharpSpelling _spelling = new(api);

    public IEnumerable<GeneratedFile> Emit()
    {
        BoundCallbackInterface[] callbacks = [.. api.Callbacks.Where(callback => callback.CanBeCreated)];
        return [.. callbacks.Select(Class), All(callbacks)];
    }

    private GeneratedFile Class(BoundCallbackInterface callback)
    {
        CodeWriter code = CodeWriter.ForCSharp().Line("using TensorRTSharp.Interop;").Line()
            .Line("namespace TensorRTSharp.Tests.Interop.Callbacks;").Line()
            .Line($"/// <summary>{callback.ClassName}</summary>")
            .Open($"internal sealed unsafe class Throwing{callback.CSharpStem}(ThrownBy thrown) : {callback.CSharpStem}Callback");
        foreach (BoundMethod method in callback.Methods)
        {
            string result = method.Result is null ? "void" : CSharpCallbackEmitter.ManagedResult(_spelling, method.Result);
            string parameters = string.Join(", ", CSharpCallbackEmitter.ManagedParameters(_spelling, method)
                .Select(parameter => $"{parameter.Type} {parameter.Name}"));
            if (!callback.IsRequired(method))
            {
                code.Line($"protected override bool Has{method.CSharpName} => true;").Line();
            }

            string enter = result == "void" ? "Enter"
                : result.EndsWith('*') ? "Enter<nint>"
                : $"Enter<{result}>";
            code.Line($"protected override {result} {method.CSharpName}({parameters}) => "
                + $"{(result.EndsWith('*') ? $"({result})" : "")}thrown.{enter}(\"{method.Name}\");").Line();
        }

        return new GeneratedFile($"{Folder}/Throwing{callback.CSharpStem}.g.cs", code.Close().ToString());
    }

    private GeneratedFile All(BoundCallbackInterface[] callbacks)
    {
        CodeWriter code = CodeWriter.ForCSharp().Line("using TensorRTSharp.Interop;").Line()
            .Line("namespace TensorRTSharp.Tests.Interop.Callbacks;").Line()
            .Line("/// <summary>Every interface that applications implement.</summary>")
            .Open("internal static class ThrowingCallbacks")
            .Line("internal static IReadOnlyList<ThrowingInterface> All { get; } =").Line("[").Indent();
        foreach (BoundCallbackInterface callback in callbacks)
        {
            string families = string.Join(", ", callback.Families.Select(family => $"\"{family}\""));
            string methods = string.Join(", ", callback.Methods.Select(method => $"(\"{method.Name}\", \"{string.Join(' ', method.PerFamily.Keys)}\")"));
            bool isDestroyed = callback.Destroys is not null || api.Decisions.Callbacks.GetValueOrDefault(callback.Root)?.Destroys is not null;
            string detach = isDestroyed ? $"static handle => {callback.CSharpStem}Callback.Detach(({Naming.Pascal(callback.RootModule)}Handle)handle)" : "null";
            code.Line($"new(\"{callback.ClassName}\", [{families}], [{methods}], {detach},")
                .Line($"    static (thrown, library) => {{ var made = new Throwing{callback.CSharpStem}(thrown); return (made, made.Create(library)); }}),");
        }

        return new GeneratedFile($"{Folder}/ThrowingCallbacks.g.cs", code.Outdent().Line("];").Close().ToString());
    }
}
