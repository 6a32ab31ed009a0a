namespace TensorRTSharp;

/// <summary>How an <see cref="InferenceSession"/> runs.</summary>
public sealed class InferenceSessionOptions
{
    /// <summary>
    /// The stream that runs are added to; null for one of the session's own. A run waits for all that was added to it
    /// before. Kept by the caller, and not disposed before the session.
    /// </summary>
    public DeviceStream? Stream { get; set; }

    /// <summary>
    /// The optimization profile that every run takes; null for the one whose optimum is closest to a run's shapes.
    /// Changing the profile between runs costs time.
    /// </summary>
    public int? OptimizationProfile { get; set; }
}
