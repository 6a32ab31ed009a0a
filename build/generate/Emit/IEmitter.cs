namespace TensorRTSharp.Generate.Emit;

/// <summary>Turns facts and decisions into one kind of file.</summary>
internal interface IEmitter
{
    IEnumerable<GeneratedFile> Emit();
}

/// <param name="Path">Relative to the repository's root, with forward slashes.</param>
/// <param name="Text">Complete, with the line that says where it comes from.</param>
internal sealed record GeneratedFile(string Path, string Text);
