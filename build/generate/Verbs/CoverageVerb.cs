using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Model;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>How much of TensorRT is bound: public methods of the objects that it implements, over the families' union.</summary>
internal sealed class CoverageVerb : IVerb
{
    public string Name => "coverage";

    public string Usage => "    bound methods by class; the last line is the whole";

    public int Run(VerbOptions options)
    {
        BoundApi api = BoundApi.Load();
        SinceFile since = SinceFile.Read(RepositoryLayout.Since);
        HashSet<string> bound = [.. api.Methods.SelectMany(method => method.PerFamily.Values
            .Select(declared => SinceFile.KeyOf(method.ClassName, declared)))];
        HashSet<string> objects = [.. api.Objects.Objects];
        SortedDictionary<string, HashSet<string>> classes = new(StringComparer.Ordinal);
        HashSet<string> surveyed = [];
        foreach (ApiFamily family in api.Facts.Families)
        {
            foreach (ApiClass type in family.Classes.Where(type => !type.IsInternal && objects.Contains(type.PublicName)))
            {
                classes.TryAdd(type.PublicName, []);
                foreach (ApiMethod method in type.Methods.Where(
                    method => method is { Access: Access.Public, IsStatic: false, IsOverride: false }))
                {
                    string key = SinceFile.KeyOf(type.QualifiedName, method);
                    _ = classes[type.PublicName].Add(key);
                    if (family.Id != "rtx1" && IsSurveyed(since.FirstVersion(type.QualifiedName, method, family.Id)))
                    {
                        _ = surveyed.Add(key);
                    }
                }
            }
        }

        Print(api, classes, surveyed, bound);
        return 0;
    }

    /// <summary>The survey of older headers (api/since.json) ends with 11.1.</summary>
    private static bool IsSurveyed(string? version) => version is not null && Version.Parse(version) <= new Version(11, 1);

    private static void Print(
        BoundApi api, SortedDictionary<string, HashSet<string>> classes, HashSet<string> surveyed, HashSet<string> bound)
    {
        int width = classes.Keys.Max(name => name.Length);
        foreach ((string name, HashSet<string> methods) in classes)
        {
            Console.WriteLine($"{name.PadRight(width)}  {methods.Count(bound.Contains),3} of {methods.Count,3}");
        }

        foreach ((string method, string reason) in api.LeftOut)
        {
            Console.WriteLine($"left out: {method}: {reason}");
        }

        int answered = api.Callbacks.Sum(callback => callback.Methods.Count);
        Console.WriteLine($"{api.Callbacks.Count(callback => callback.CanBeCreated)} interfaces of the application can be implemented: {answered} methods, inherited ones counted again");
        Console.WriteLine($"{surveyed.Count(bound.Contains)} of {surveyed.Count} methods of TensorRT 10.0 to 11.1");
        Console.WriteLine($"{classes.Values.Sum(methods => methods.Count(bound.Contains))} of {classes.Values.Sum(methods => methods.Count)} methods");
    }
}
