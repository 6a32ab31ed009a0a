namespace TensorRTSharp.Testing;

/// <summary>What nobody holds, gone at once: for tests of what keeps an object alive.</summary>
public static class Garbage
{
    /// <summary>Twice, because finalizers let go of more.</summary>
    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
