using TensorRTSharp.Generate.Model;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>
/// Imports build/api/since.json from a survey of older releases. A method that the survey lacks counts from the release
/// whose headers show it.
/// </summary>
internal sealed class SinceVerb : IVerb
{
    public string Name => "since";

    public string Usage => "--csv FILE --surface FILE [--out FILE]    a survey of older releases, as CSV and Markdown";

    public int Run(VerbOptions options)
    {
        SurfaceTable table = SurfaceTable.Read(options.Required("csv"));
        RtxSurface rtx = RtxSurface.Read(options.Required("surface"));
        ApiModel model = ApiJson.Read(RepositoryLayout.Facts);
        Dictionary<string, Dictionary<string, string>> methods = [];
        foreach (ApiFamily family in model.Families)
        {
            int matched = 0;
            List<string> defaulted = [];
            foreach ((ApiClass owner, ApiMethod method) in PublicMethods(family))
            {
                string key = SinceFile.KeyOf(owner.QualifiedName, method);
                string? version = IsLaterOverload(model, owner, method) ? null : Surveyed(family.Id, key, method, table, rtx);
                matched += version is null ? 0 : 1;
                if (version is null)
                {
                    defaulted.Add(key);
                    version = family.Version[..family.Version.LastIndexOf('.')];
                }

                methods.TryAdd(key, []);
                methods[key][family.Id] = version;
            }

            Console.WriteLine($"{family.Id}: {matched} matched, {defaulted.Count} counted from {family.Version}");
            defaulted.ForEach(key => Console.WriteLine($"  {key}"));
        }

        int removed = methods.Values.Count(item => item.ContainsKey("trt10") && !item.ContainsKey("trt11"));
        Console.WriteLine($"in TensorRT 10 but not in 11: {removed}");
        File.WriteAllText(options.Optional("out", RepositoryLayout.Since), new SinceFile(methods).Write());
        return 0;
    }

    /// <summary>Overrides count with the method they override.</summary>
    private static IEnumerable<(ApiClass, ApiMethod)> PublicMethods(ApiFamily family) =>
        from owner in family.Classes
        where !owner.IsInternal
        from method in owner.Methods
        where method.Access == Access.Public && !method.IsOverride
        select (owner, method);

    /// <summary>
    /// An overload that the oldest family lacks, of a method that it has: the survey's row is for the one that it has.
    /// </summary>
    private static bool IsLaterOverload(ApiModel model, ApiClass owner, ApiMethod method)
    {
        ApiMethod[] oldest = [.. model.Families[0].Classes.Where(type => type.PublicName == owner.PublicName && !type.IsInternal)
            .SelectMany(type => type.Methods).Where(same => same.Name == method.Name)];
        return oldest.Length > 0 && !Array.Exists(oldest, same => same.Signature == method.Signature)
            && owner.Methods.Any(same => same.Name == method.Name && same.Signature != method.Signature);
    }

    private static string? Surveyed(string family, string key, ApiMethod method, SurfaceTable table, RtxSurface rtx)
    {
        string name = key[..key.IndexOf('(', StringComparison.Ordinal)];
        string[] parts = name.Split("::");
        SurfaceTable.Row? row = table.Find(parts[0], parts[1], method.Signature);
        return family switch
        {
            "trt10" => row is { InTrt10: true } ? row.FirstVersion : null,
            "trt11" => row is not { InTrt11: true } ? null : row.InTrt10 ? "11.0" : row.FirstVersion,
            _ => rtx.FirstVersion(name, row is { InRtx: true }),
        };
    }
}
