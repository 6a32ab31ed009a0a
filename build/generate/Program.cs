using TensorRTSharp.Generate;
using TensorRTSharp.Generate.Verbs;

IVerb[] verbs =
[
    new ExtractVerb(),
    new SinceVerb(),
    new EmitVerb(),
    new CheckVerb(),
    new AbiTestVerb(),
    new CoverageVerb(),
    new CalledVerb(),
    new ExplainVerb(),
];

IVerb? verb = args.Length == 0 ? null : Array.Find(verbs, candidate => candidate.Name == args[0]);
if (verb is null)
{
    Console.Error.WriteLine("usage:");
    foreach (IVerb known in verbs)
    {
        Console.Error.WriteLine($"  {known.Name} {known.Usage}");
    }

    return 2;
}

try
{
    return verb.Run(VerbOptions.Parse(args[1..]));
}
catch (GeneratorException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
