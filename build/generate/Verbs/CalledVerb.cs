using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>
/// How much of TensorRT-RTX the tests have called, by the files that a recording library wrote, and that what they have not
/// called has its reason in api/uncalled.json.
/// </summary>
internal sealed class CalledVerb : IVerb
{
    private const string Family = "rtx1";

    public string Name => "called";

    public string Usage => "FILE…    methods of TensorRT-RTX that tests called; fails where one has no call and no reason";

    public int Run(VerbOptions options)
    {
        UncalledFile uncalled = UncalledFile.Read(RepositoryLayout.InRoot("build/api/uncalled.json"));
        HashSet<string> recorded = [.. options.Positional.SelectMany(File.ReadLines)
            .Where(line => line.StartsWith(Family + " ", StringComparison.Ordinal)).Select(line => line[(Family.Length + 1)..])];
        List<IGrouping<string, string>> classes = [.. BoundApi.Load().Methods.Where(method => method.PerFamily.ContainsKey(Family))
            .Select(method => (method.ClassName, method.QualifiedName)).Distinct()
            .GroupBy(method => method.ClassName, method => method.QualifiedName).OrderBy(group => group.Key, StringComparer.Ordinal)];
        HashSet<string> all = [.. classes.SelectMany(group => group)];
        string[] called = [.. all.Where(recorded.Contains)];
        string[] reachable = [.. all.Where(method => uncalled.WhyUnreachable(method) is null)];
        Print(classes, recorded, uncalled);

        string[] faults = [.. Faults(all, recorded, uncalled)];
        foreach (string fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        Console.WriteLine($"{called.Length} of {reachable.Length} methods called on {Family}");
        return faults.Length == 0 ? 0 : 1;
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
                Console.WriteLine($"    not called: {method}: {uncalled.WhyUncalled(method) ?? "no reason is given"}");
            }
        }

        foreach (UncalledReason reason in uncalled.Unreachable)
        {
            Console.WriteLine($"out of reach: {string.Join(", ", reason.Methods)}: {reason.Reason}");
        }
    }

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
            yield return $"{pattern}: stands in build/api/uncalled.json and is no method of {Family}";
        }

        int called = all.Count(recorded.Contains);
        if (called < uncalled.Floor)
        {
            yield return $"{called} methods were called; build/api/uncalled.json wants {uncalled.Floor} at least";
        }
    }
}
