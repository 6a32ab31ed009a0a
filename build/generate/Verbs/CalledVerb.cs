using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>
/// How much of TensorRT the tests have called, by the files that a recording library wrote: of TensorRT-RTX, and that what
/// they have not called has its reason in api/uncalled.json; or, by --family and --version, of another library.
/// </summary>
internal sealed class CalledVerb : IVerb
{
    private const string Rtx = "rtx1";

    public string Name => "called";

    public string Usage =>
        "FILE…    methods of TensorRT-RTX that tests called; fails where one has no call and no reason\n"
        + "  called --family trt10 --version 10.6 FILE…    how many methods of that library tests called";

    public int Run(VerbOptions options)
    {
        string family = options.Optional("family", Rtx);
        string version = options.Optional("version", "");
        HashSet<string> recorded = [.. options.Positional.SelectMany(File.ReadLines)
            .Where(line => line.StartsWith(family + " ", StringComparison.Ordinal)).Select(line => line[(family.Length + 1)..])];
        List<IGrouping<string, string>> classes = [.. MethodsOf(family, version)
            .Select(method => (method.ClassName, method.QualifiedName)).Distinct()
            .GroupBy(method => method.ClassName, method => method.QualifiedName).OrderBy(group => group.Key, StringComparer.Ordinal)];
        HashSet<string> all = [.. classes.SelectMany(group => group)];
        UncalledFile uncalled = family == Rtx
            ? UncalledFile.Read(RepositoryLayout.InRoot("build/api/uncalled.json")) : new UncalledFile(0, [], []);
        string[] called = [.. all.Where(recorded.Contains)];
        string[] reachable = [.. all.Where(method => uncalled.WhyUnreachable(method) is null)];
        Print(classes, recorded, uncalled);

        string[] faults = family == Rtx ? [.. Faults(all, recorded, uncalled)] : [];
        foreach (string fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        Console.WriteLine($"{called.Length} of {reachable.Length} methods called on {$"{family} {version}".TrimEnd()}");
        return faults.Length == 0 ? 0 : 1;
    }

    /// <summary>Those of the family that the version has; all where no version is given.</summary>
    private static IEnumerable<BoundMethod> MethodsOf(string family, string version)
    {
        SinceFile since = SinceFile.Read(RepositoryLayout.Since);
        return BoundApi.Load().Methods.Where(method => method.PerFamily.ContainsKey(family)
            && (version.Length == 0 || Version.Parse(since.FirstVersion(method, family)) <= Version.Parse(version)));
    }

    private static void Print(
        IEnumerable<IGrouping<string, string>> classes, HashSet<string> recorded, UncalledFile uncalled)
    {
        foreach (IGrouping<string, string> group in classes)
        {
            string[] reachable = [.. group.Where(method => uncalled.WhyUnreachable(method) is null)];
            if (reachable.Length > 0)
            {
                Console.WriteLine($"{group.Key,-32}{reachable.Count(recorded.Contains),3} of {reachable.Length,3}");
            }

            foreach (string method in reachable.Where(method => !recorded.Contains(method)))
            {
                Console.WriteLine($"    not called: {method}{Reason(uncalled.WhyUncalled(method))}");
            }
        }

        foreach (UncalledReason reason in uncalled.Unreachable)
        {
            Console.WriteLine($"out of reach: {string.Join(", ", reason.Methods)}: {reason.Reason}");
        }
    }

    private static string Reason(string? reason) => reason is null ? "" : $": {reason}";

    private static IEnumerable<string> Faults(HashSet<string> all, HashSet<string> recorded, UncalledFile uncalled)
    {
        foreach (string method in all.Except(recorded).Order(StringComparer.Ordinal).Where(method => uncalled.ReasonsOf(method).Count == 0))
        {
            yield return $"{method}: no test calls it, and build/api/uncalled.json has no reason for that";
        }

        foreach (string method in all.Intersect(recorded).Order(StringComparer.Ordinal).Where(method => uncalled.ReasonsOf(method).Count > 0))
        {
            yield return $"{method}: build/api/uncalled.json says that it is not called, but it is";
        }

        foreach (string pattern in uncalled.Patterns.Where(pattern => !all.Any(method => UncalledFile.Matches(pattern, method))))
        {
            yield return $"{pattern}: stands in build/api/uncalled.json and is no method of {Rtx}";
        }

        int called = all.Count(recorded.Contains);
        if (called < uncalled.Floor)
        {
            yield return $"{called} methods were called; build/api/uncalled.json wants {uncalled.Floor} at least";
        }
    }
}
