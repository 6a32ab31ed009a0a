using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/core/dispatch/method_since.g.cpp: the version gates.</summary>
internal sealed class SinceEmitter(BoundApi api, SinceFile since) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit()
    {
        CodeWriter code = CodeWriter.ForCpp()
            .Line("#include \"core/dispatch/version_gate.h\"").Line()
            .Line("namespace trts").Line("{").Line()
            .Line("const MethodSince method_since[] = {").Indent();
        int count = 0;
        foreach (BoundMethod method in api.Methods)
        {
            code.Line($"{{\"{method.QualifiedName}\", offsetof(TensorRTMethods, {method.CName}), "
                + $"{Gate(method, "trt10")}, {Gate(method, "trt11")}, {Gate(method, "rtx1")}}},");
            count++;
        }

        code.Outdent().Line("};").Line($"const std::size_t method_since_count = {count};").Line().Line("} // namespace trts");
        yield return new GeneratedFile("native/core/dispatch/method_since.g.cpp", code.ToString());
    }

    /// <summary>major * 100 + minor; 0 where the family has no such method.</summary>
    private int Gate(BoundMethod method, string family)
    {
        if (!method.PerFamily.TryGetValue(family, out Model.ApiMethod? declared))
        {
            return 0;
        }

        string version = since.FirstVersion(method.ClassName, declared, family)
            ?? throw new GeneratorException($"since.json says nothing of {method.QualifiedName}({declared.Signature}) in {family}.");
        string[] parts = version.Split('.');
        return (int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) * 100)
            + int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
