using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Emit;
using TensorRTSharp.Generate.Model;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Verbs;

/// <summary>All that is known of one method and all that was made of it: for whoever adds one.</summary>
internal sealed class ExplainVerb : IVerb
{
    public string Name => "explain";

    public string Usage => "CLASS::METHOD    facts, decisions and emitted lines of one method";

    public int Run(VerbOptions options)
    {
        string wanted = options.Positional.Count > 0 ? options.Positional[0]
            : throw new GeneratorException("Say which: explain IBuilderConfig::setFlag");
        string[] parts = wanted.Split("::");
        (string className, string name) = parts.Length >= 2
            ? (parts[^2], parts[^1])
            : throw new GeneratorException($"'{wanted}' is no CLASS::METHOD.");
        BoundApi api = BoundApi.Load();
        Console.WriteLine($"{className}::{name}");
        Facts(api, className, name);
        List<BoundMethod> methods = [.. api.Methods.Where(method => method.ClassName == className && method.Name == name)];
        if (methods.Count == 0)
        {
            Console.WriteLine();
            Console.WriteLine("Not bound: it stands under 'leftOut' in build/api/binding.json, or its class is one that the application implements.");
            return 0;
        }

        Decisions(api, methods);
        GeneratedFile[] files = [.. Emitters.EmitAll()];
        foreach (BoundMethod method in methods)
        {
            Emitted(files, method);
        }

        return 0;
    }

    private static void Facts(BoundApi api, string className, string name)
    {
        SinceFile since = SinceFile.Read(RepositoryLayout.Since);
        Console.WriteLine();
        Console.WriteLine("In NVIDIA's headers (build/api/tensorrt.json, since.json)");
        bool found = false;
        foreach (ApiFamily family in api.Facts.Families)
        {
            foreach (ApiClass type in family.Classes.Where(type => type.Name == className && !type.IsInternal))
            {
                foreach (ApiMethod method in type.Methods.Where(method => method.Name == name))
                {
                    found = true;
                    Console.WriteLine($"  {family.Id,-5}  {Declaration(type, method)}");
                    Console.WriteLine($"         since version {since.FirstVersion(type.QualifiedName, method, family.Id) ?? "?"}; {Body(method)}");
                }
            }
        }

        if (!found)
        {
            throw new GeneratorException($"No family has a public {className}::{name}.");
        }
    }

    private static string Declaration(ApiClass type, ApiMethod method)
    {
        string parameters = string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type.Spelling} {parameter.Name}".Trim()));
        return $"{method.Returns.Spelling} {type.QualifiedName}::{method.Name}({parameters})"
            + $"{(method.IsConst ? " const" : "")}{(method.IsNoExcept ? " noexcept" : "")}{(method.IsDeprecated ? "  [deprecated]" : "")}";
    }

    private static string Body(ApiMethod method) => method switch
    {
        { Body: { Kind: BodyKind.Forward } body } => $"an inline method that calls the virtual {body.Target}->{body.TargetMethod}({body.TargetSignature})",
        { Slot: { } slot } => $"virtual, in slot {slot} of the vtable",
        _ => "inline",
    };

    private static void Decisions(BoundApi api, List<BoundMethod> methods)
    {
        Console.WriteLine();
        Console.WriteLine("Decided (by the rules of build/generate/Binding, or by name in build/api/binding.json)");
        BoundModule module = api.Modules.Single(candidate => candidate.ClassName == methods[0].ClassName);
        Console.WriteLine($"  {module.ClassName} is trts_{module.Module}, {(module.IsOwned ? "which the caller destroys" : "which its owner destroys")}");
        foreach (BoundMethod method in methods)
        {
            Console.WriteLine($"  trts_{method.CName}: {Meaning(method)}; a failure is {method.Decision.Failure ?? "INVALID_ARGUMENT"}");
        }
    }

    /// <summary>From C# down to TensorRT; the first folder that fits a file names its layer.</summary>
    private static readonly (string Layer, string Folder)[] Layers =
    [
        ("C#: the import, and the method around it that throws", "src/"),
        ("C: the function that the library exports", "native/include/"),
        ("C++: its place in the table of functions that each family fills", "native/core/dispatch/tensorrt_methods"),
        ("C++: its body, which asks that table and refuses what the loaded version lacks", "native/core/dispatch/"),
        ("C++: the call of TensorRT, compiled for each family", "native/tensorrt/"),
        ("Its test, on the fake TensorRT", "tests/"),
    ];

    private static void Emitted(IReadOnlyList<GeneratedFile> files, BoundMethod method)
    {
        Console.WriteLine();
        Console.WriteLine($"Emitted for trts_{method.CName}");
        ILookup<string, GeneratedFile> layers = files.ToLookup(
            file => Layers.First(layer => file.Path.StartsWith(layer.Folder, StringComparison.Ordinal)).Layer);
        foreach ((string layer, _) in Layers)
        {
            Print(layer, layers[layer].SelectMany(file => LinesWith(file, method.CName)));
        }

        Print("Where C# calls it (written by hand)", RepositoryLayout.LinesOfSource($"NativeMethods.{Naming.Pascal(method.CName)}("));
    }

    private static void Print(string title, IEnumerable<SourceLine> lines)
    {
        SourceLine[] found = [.. lines];
        if (found.Length > 0)
        {
            Console.WriteLine($"  {title}");
        }

        foreach (SourceLine line in found)
        {
            Console.WriteLine($"    {line.Path}:{line.Number}");
            Console.WriteLine($"      {line.Text.Trim()}");
        }
    }

    private static IEnumerable<SourceLine> LinesWith(GeneratedFile file, string cName) =>
        SourceLine.In(file.Path, file.Text).Where(line =>
            line.Text.Contains(cName + "(", StringComparison.Ordinal) || line.Text.Contains(cName + ")(", StringComparison.Ordinal)
            || line.Text.Contains(cName + ",", StringComparison.Ordinal) || line.Text.Contains($".{cName} =", StringComparison.Ordinal)
            || line.Text.Contains($" {Naming.Pascal(cName)}(", StringComparison.Ordinal));

    private static string Meaning(BoundMethod method) => method switch
    {
        { Result: null } when method.Newest.Returns.Kind == TypeKind.Bool => "its bool tells success",
        { Result: null } => "it gives nothing back",
        { Result: { } result } => $"it gives {result.Shape.ToString().ToLowerInvariant()} back",
    };
}
