using TensorRTSharp.Generate.Model;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>tests/doubles/tensorrt/generated: the part of the fake TensorRT that follows from the facts, for each family.</summary>
/// <param name="model">The facts.</param>
/// <param name="since">Since which version each method exists.</param>
/// <param name="application">The interfaces that an application implements, by simple name.</param>
internal sealed class DoubleEmitter(ApiModel model, SinceFile since, IReadOnlyCollection<string> application) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() => model.Families.SelectMany(Emit);

    /// <summary>Opens a header; <see cref="End"/> closes it.</summary>
    public static CodeWriter Header(params string[] includes) => Begin(CodeWriter.ForCpp().Line("#pragma once"), includes);

    public static CodeWriter Source(params string[] includes) => Begin(CodeWriter.ForCpp(), includes);

    public static string End(CodeWriter code) => code.Line("} // namespace trts::doubles").ToString();

    private static CodeWriter Begin(CodeWriter code, IEnumerable<string> includes) => code.Line()
        .Lines(includes.Select(include => $"#include \"{include}\"")).Line()
        .Line("namespace trts::doubles").Line("{").Line();

    private IEnumerable<GeneratedFile> Emit(ApiFamily family)
    {
        DoubleFacts facts = new(model, family, since, application);
        DoubleTableText tables = new(facts);
        DoubleObjectText objects = new(facts);
        DoubleCallbackText callbacks = new(facts);
        return
        [
            File("tables.g.h", tables.Header()),
            File("tables.g.cpp", tables.Source()),
            File("methods.g.cpp", tables.Methods()),
            File("objects.g.h", objects.Header()),
            File("objects.g.cpp", objects.Source()),
            File("network_layers.g.h", objects.Layers()),
            File("callbacks.g.cpp", callbacks.Source()),
        ];

        GeneratedFile File(string name, string text) => new($"tests/doubles/tensorrt/generated/{family.Id}/{name}", text);
    }
}
