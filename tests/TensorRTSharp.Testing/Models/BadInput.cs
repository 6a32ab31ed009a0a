namespace TensorRTSharp.Testing;

/// <summary>A file that a loader must refuse, and what is wrong with it.</summary>
public sealed record BadInput(string File, string What, bool MustBeRejected)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    /// <summary>What TensorRT-RTX's parser made of it, if it was asked.</summary>
    public BuildVerdict? TrtRtx { get; init; }

    public override string ToString() => Name;
}
