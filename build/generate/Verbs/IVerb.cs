namespace TensorRTSharp.Generate.Verbs;

/// <summary>One command of the generator.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>Its options, for the list of verbs.</summary>
    string Usage { get; }

    /// <returns>The exit code.</returns>
    int Run(VerbOptions options);
}
