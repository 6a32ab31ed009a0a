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
        HashSet<string> bound = [.. api.Methods.SelectMany(method => method.PerFamily.Values
            .Select(declared => SinceFile.KeyOf(method.ClassName, declared)))];
        HashSet<string> application = [.. api.Decisions.Application.Classes];
        Dictionary<string, HashSet<string>> classes = [];
        foreach (ApiClass type in api.Facts.Families.SelectMany(family => family.Classes))
        {
            if (!type.IsInternal && !application.Contains(type.Name))
            {
                classes.TryAdd(type.Name, []);
                classes[type.Name].UnionWith(type.Methods
                    .Where(method => method is { Access: Access.Public, IsStatic: false, IsOverride: false })
                    .Select(method => SinceFile.KeyOf(type.QualifiedName, method)));
            }
        }

        int width = classes.Keys.Max(name => name.Length);
        foreach ((string name, HashSet<string> methods) in classes.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Console.WriteLine($"{name.PadRight(width)}  {methods.Count(bound.Contains),3} of {methods.Count,3}");
        }

        int all = classes.Values.Sum(methods => methods.Count);
        Console.WriteLine($"{classes.Values.Sum(methods => methods.Count(bound.Contains))} of {all} methods");
        return 0;
    }
}
