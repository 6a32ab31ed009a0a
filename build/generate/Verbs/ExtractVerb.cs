using TensorRTSharp.Generate.Extract;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>Reads NVIDIA's headers into build/api/tensorrt.json.</summary>
internal sealed class ExtractVerb : IVerb
{
    private static readonly string[] Families = ["trt10", "trt11", "rtx1"];

    public string Name => "extract";

    public string Usage => "--headers DIR [--out FILE]    DIR holds trt10/, trt11/, rtx1/ and cuda/";

    public int Run(VerbOptions options)
    {
        string headers = options.Required("headers");
        string output = options.Optional("out", RepositoryLayout.Facts);
        string cuda = Path.Combine(headers, "cuda");
        ApiModel model = new()
        {
            Families = [.. Families.Select(id => FamilyReader.Read(id, Path.Combine(headers, id), cuda))],
        };

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllText(output, ApiJson.Write(model));
        foreach (ApiFamily family in model.Families)
        {
            int internals = family.Classes.Count(item => item.IsInternal);
            int virtuals = family.Classes.Sum(item => item.Methods.Count(method => method.IsVirtual));
            Console.WriteLine($"{family.Id} {family.Version}: {family.Classes.Count} classes ({internals} internal), "
                + $"{virtuals} virtual methods, {family.Structs.Count} structs, {family.Enums.Count} enums, "
                + $"{family.Functions.Count} functions");
        }

        return 0;
    }
}
