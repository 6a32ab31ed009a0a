namespace TensorRTSharp.Interop;

/// <summary><c>trts_stream_flag</c>.</summary>
internal enum NativeStreamFlags
{
    /// <summary>Waits for work of the context's own stream (the null stream), and that for it.</summary>
    Default = 0,

    /// <summary>Does not.</summary>
    NonBlocking = 1,
}
