using System.Text;

namespace TensorRTSharp;

/// <summary>Does a plan fit what runs here, and if not, what does not?</summary>
internal static class PlanFit
{
    /// <summary>The library that runs a plan; throws where nobody can say which.</summary>
    internal static TensorRT LibraryFor(EngineInfo plan, string what, EngineLoadOptions options)
    {
        if (options.Library is { } library)
        {
            return options.Backend is { } named && named != library.Backend
                ? throw new ArgumentException(
                    $"EngineLoadOptions names the backend {named} and the library {library}: name one of them.", nameof(options))
                : library;
        }

        return (options.Backend ?? plan.Maker) switch
        {
            null => throw new EngineLoadException(
                $"{what} cannot be loaded: what made it is {plan.MakerText}. If it is a plan, name what runs it: "
                + "EngineLoadOptions.Backend or Library; otherwise build the engine again."),
            Backend.Cpu when options.Backend is null => throw new EngineLoadException(
                $"{what} was made by {plan.MakerText}, and a CPU runs only what asks for it: pass "
                + "new EngineLoadOptions { Backend = Backend.Cpu }, or build the engine for a GPU."),
            { } backend => TensorRT.Open(backend),
        };
    }

    /// <summary>The exception with what built the plan and what runs here, side by side.</summary>
    internal static EngineLoadException Explain(
        EngineLoadException problem, EngineInfo plan, string what, TensorRT library)
    {
        if (plan.MakerVersion is null && plan.Description is null && plan.Problem is null)
        {
            return problem; // nothing is known that it does not say
        }

        EngineDescription? built = plan.Description;
        DescribedDevice? device = EngineDescriber.DeviceHere(library);
        string here = library.Backend == Backend.Cpu
            ? PlanMaker.NameOfCpu(library.Version.ToString())
            : $"{PlanMaker.NameOf(library.Backend)} {library.Version}";
        List<(string Row, string Built, string Here)> rows =
        [
            ("", "built with", "runs here"),
            ("maker", plan.MakerText, here),
            ("platform", TextOf(built?.Platform), EngineDescriber.PlatformHere),
        ];
        if (library.Backend != Backend.Cpu || built?.Device is not null)
        {
            string? target = built is { TargetComputeCapabilities: [_, ..] targets }
                ? $"for compute capability {string.Join(", ", targets)}"
                : built?.Device?.ToString();
            rows.Add(("device", TextOf(target), device?.ToString() ?? "no GPU"));
        }

        StringBuilder text = new($"{what} does not fit what runs here: {problem.Message.TrimEnd()}");
        int first = rows.Max(static row => row.Row.Length) + 2;
        int second = rows.Max(static row => row.Built.Length) + 2;
        foreach ((string row, string left, string right) in rows)
        {
            _ = text.Append('\n').Append("  ").Append(row.PadRight(first)).Append(left.PadRight(second)).Append(right);
        }

        _ = text.Append('\n').Append(Advice(plan, library));
        return new EngineLoadException(text.ToString(), problem.InnerException, problem.Status, problem.NativeCode);
    }

    private static string Advice(EngineInfo plan, TensorRT library)
    {
        if (plan.Problem is { } damage)
        {
            return $"The plan is damaged ({damage}): copy it again, or build the engine again.";
        }

        if (plan.Maker is { } maker && maker != library.Backend)
        {
            return $"Load it with the backend that made it (Backend.{maker}), or build the engine again with {library}.";
        }

        if (library.Backend != Backend.Cpu && EngineDescriber.DeviceHere(library) is null)
        {
            return "There is no GPU here that can be used: load it on a machine that has one.";
        }

        return plan.MakerVersion is { } version && !IsSame(version, library.Version)
            ? $"Load it with {PlanMaker.NameOf(library.Backend)} {version.ToString(3)}, whose library TensorRT.Open takes by its path, or "
                + $"build the engine again with {library.Version}."
            : "The versions are the same: it is for another GPU, damaged, needs a plugin that is not registered, or is "
                + "version-compatible and needs host code to be allowed (EngineLoadOptions.AllowHostCode). If nothing of "
                + "that is it, build the engine again here.";
    }

    private static bool IsSame(Version made, Version here) =>
        (made.Major, made.Minor, Math.Max(made.Build, 0)) == (here.Major, here.Minor, Math.Max(here.Build, 0));

    private static string TextOf(string? known) => string.IsNullOrEmpty(known) ? "not known" : known;
}
