using System.Globalization;
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

        foreach (BoundCallbackInterface callback in api.Callbacks.Where(callback => callback.CanBeCreated))
        {
            code.Line($"{{\"{callback.ClassName}\", offsetof(TensorRTMethods, {callback.Module}_create), "
                + $"{Gate(callback, "trt10")}, {Gate(callback, "trt11")}, {Gate(callback, "rtx1")}}},");
            count++;
        }

        code.Outdent().Line("};").Line($"const std::size_t method_since_count = {count};").Line().Line("} // namespace trts");
        yield return new GeneratedFile("native/core/dispatch/method_since.g.cpp", code.ToString());
    }

    /// <summary>major * 100 + minor; 0 where the family has no such method.</summary>
    private int Gate(BoundMethod method, string family) =>
        method.PerFamily.ContainsKey(family) ? Number(since.FirstVersion(method, family)) : 0;

    /// <summary>An object of an interface can be handed over since the interface is there.</summary>
    private int Gate(BoundCallbackInterface callback, string family)
    {
        string[] versions = [.. callback.Methods.Where(method => method.PerFamily.ContainsKey(family))
            .Select(method => since.FirstVersion(callback.ClassName, method.PerFamily[family], family)).OfType<string>()];
        return !callback.Families.Contains(family) ? 0 : versions.Length > 0 ? versions.Min(Number) : Number(family switch
        {
            "trt10" => "10.0",
            "trt11" => "11.0",
            _ => RtxSurface.Oldest,
        });
    }

    private static int Number(string version)
    {
        string[] parts = version.Split('.');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture) * 100) + int.Parse(parts[1], CultureInfo.InvariantCulture);
    }
}
