namespace TensorRTSharp;

/// <summary>What a build is doing.</summary>
public enum BuildStage
{
    /// <summary>The model is read, to know whether its engine is in the cache.</summary>
    ReadingModel = 0,

    /// <summary>Another process or thread builds this engine for the cache; this one waits for it.</summary>
    WaitingForCache = 1,

    /// <summary>The model becomes a network.</summary>
    Parsing = 2,

    /// <summary>TensorRT builds: <see cref="BuildProgress.Phase"/> says what, as far as TensorRT tells.</summary>
    Building = 3,

    /// <summary>The plan is brought to the device.</summary>
    Loading = 4,

    /// <summary>The engine is there.</summary>
    Done = 5,
}

/// <summary>
/// How far a build is. There is no percentage: TensorRT's steps take very different times, and most of a build may pass
/// between two of them.
/// </summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Elapsed">Since the build began.</param>
public sealed record BuildProgress(BuildStage Stage, TimeSpan Elapsed)
{
    /// <summary>TensorRT's name for the part of the build that this is about; null where it is about a stage.</summary>
    public string? Phase { get; init; }

    /// <summary>The phase that <see cref="Phase"/> is a part of; null for none.</summary>
    public string? ParentPhase { get; init; }

    /// <summary>How many steps of <see cref="Phase"/> are done.</summary>
    public int StepsDone { get; init; }

    /// <summary>How many steps <see cref="Phase"/> has.</summary>
    public int StepCount { get; init; }
}
