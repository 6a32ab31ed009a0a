namespace TensorRTSharp.Interop;

/// <summary><c>trts_stream_flag</c>.</summary>
internal enum NativeStreamFlags
{
    /// <summary>In one order with the null stream, which copies without a stream use.</summary>
    Default = 0,

    /// <summary>In an order of its own.</summary>
    NonBlocking = 1,
}
