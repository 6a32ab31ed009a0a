namespace TensorRTSharp.Interop;

/// <summary><c>trts_event_flag</c>.</summary>
[Flags]
internal enum NativeEventFlags
{
    /// <summary>With timing; who waits for it spins.</summary>
    Default = 0,

    /// <summary>Who waits for it sleeps.</summary>
    BlockingSync = 1,

    /// <summary>Cheaper; no elapsed time.</summary>
    DisableTiming = 2,
}
