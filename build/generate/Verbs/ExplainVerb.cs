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
        Facts(api, className, name);
        Decisions(api, className, name);
        return 0;
    }

    private static void Facts(BoundApi api, string className, string name)
    {
        SinceFile since = SinceFile.Read(RepositoryLayout.Since);
        Console.WriteLine("Facts (build/api/tensorrt.json, since.json)");
        bool found = false;
        foreach (ApiFamily family in api.Facts.Families)
        {
            foreach (ApiClass type in family.Classes.Where(type => type.Name == className && !type.IsInternal))
            {
                foreach (ApiMethod method in type.Methods.Where(method => method.Name == name))
                {
                    found = true;
                    Console.WriteLine($"  {family.Id,-5}  {Declaration(type, method)}");
                    Console.WriteLine($"         since {since.FirstVersion(type.QualifiedName, method, family.Id) ?? "?"}; {Body(method)}");
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
        { Body: { Kind: BodyKind.Forward } body } => $"calls {body.Target}->{body.TargetMethod}({body.TargetSignature})",
        { Slot: { } slot } => $"virtual itself, slot {slot}",
        _ => "inline",
    };

    private static void Decisions(BoundApi api, string className, string name)
    {
        List<BoundMethod> methods = [.. api.Methods.Where(method => method.ClassName == className && method.Name == name)];
        Console.WriteLine();
        if (methods.Count == 0)
        {
            Console.WriteLine("Not bound: build/api/binding.json does not name it under 'bound'.");
            return;
        }

        foreach (BoundMethod method in methods)
        {
            BoundModule module = api.Modules.Single(candidate => candidate.ClassName == className);
            Console.WriteLine("Decisions (build/api/binding.json, and the rules of build/generate/Binding)");
            Console.WriteLine($"  {className} is module '{module.Module}', {(module.IsOwned ? "owned" : "borrowed")}");
            Console.WriteLine($"  a failure is {method.Decision.Failure ?? "INVALID_ARGUMENT"}; {Meaning(method)}");
            Console.WriteLine();
            Console.WriteLine("Emitted");
        }

        string cName = methods[0].CName;
        foreach (GeneratedFile file in Emitters.EmitAll())
        {
            string[] lines = file.Text.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i].Contains(cName + "(", StringComparison.Ordinal) || lines[i].Contains(cName + ")(", StringComparison.Ordinal)
                    || lines[i].Contains(cName + ",", StringComparison.Ordinal) || lines[i].Contains($".{cName} =", StringComparison.Ordinal))
                {
                    Console.WriteLine($"  {file.Path}:{i + 1}");
                    Console.WriteLine($"    {lines[i].Trim()}");
                }
            }
        }
    }

    private static string Meaning(BoundMethod method) => method switch
    {
        { Result: null } when method.Newest.Returns.Kind == TypeKind.Bool => "its bool tells success",
        { Result: null } => "it gives nothing back",
        { Result: { } result } => $"it gives {result.Shape.ToString().ToLowerInvariant()} back",
    };
}
