namespace TensorRTSharp.Testing;

/// <summary>A file that a loader must refuse, and what is wrong with it.</summary>
public sealed record BadInput(string File, string What, bool MustBeRejected)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    public override string ToString() => Name;
}
