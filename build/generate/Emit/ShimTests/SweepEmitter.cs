using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit.ShimTests;

/// <summary>tests/native/shim/generated: every method of TensorRT's objects, called once through the C ABI.</summary>
internal sealed class SweepEmitter(BoundApi api, SinceFile since) : IEmitter
{
    private readonly SweepFacts _facts = new(api, since);

    /// <summary>The objects that applications implement are called through adapters instead.</summary>
    private IEnumerable<IGrouping<string, BoundModule>> Areas => api.Modules.Where(module => module.Class.Shape != Shape.Reference).GroupBy(module => module.Area);

    public IEnumerable<GeneratedFile> Emit() => [.. Areas.Select(Area), All()];

    private GeneratedFile Area(IGrouping<string, BoundModule> area)
    {
        CodeWriter code = CodeWriter.ForCpp().Line("#include \"shim/sweep.h\"")
            .Lines(area.Select(module => $"#include \"trtsharp/{module.Module}.g.h\"")).Line()
            .Line("namespace shim_test").Line("{").Line("namespace").Line("{").Line();
        foreach (BoundModule module in area)
        {
            foreach (BoundMethod method in module.Methods)
            {
                new SweepCase(_facts, module, method).Write(code);
            }
        }

        code.Line("} // namespace").Line().Open($"void {area.Key}_cases(std::vector<Case>& all)");
        foreach (BoundModule module in area)
        {
            // What sets something comes last: samples are given as long as nothing is set.
            foreach (BoundMethod method in module.Methods.OrderBy(SetsSomething))
            {
                code.Line($"all.push_back({{\"trts_{method.CName}\", {_facts.NamesOf(method)}, {method.CName}}});");
            }
        }

        return new GeneratedFile($"tests/native/shim/generated/{area.Key}.g.cpp", code.Close().Line().Line("} // namespace shim_test").ToString());
    }

    private GeneratedFile All() => new("tests/native/shim/generated/all_cases.g.cpp", CodeWriter.ForCpp()
        .Line("#include \"shim/sweep.h\"").Line().Line("namespace shim_test").Line("{").Line()
        .Lines(Areas.Select(area => $"void {area.Key}_cases(std::vector<Case>& all);")).Line()
        .Open("std::vector<Case> all_cases()").Line("std::vector<Case> all;")
        .Lines(Areas.Select(area => $"{area.Key}_cases(all);"))
        .Line("return all;").Close().Line().Line("} // namespace shim_test").ToString());

    private static bool SetsSomething(BoundMethod method) =>
        Array.Exists(["set", "clear", "reset"], verb => method.Name.StartsWith(verb, StringComparison.Ordinal));
}
