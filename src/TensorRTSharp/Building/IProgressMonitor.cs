using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IProgressMonitor: follows a build, and may cancel it. The builder calls it from several of its threads at
/// once. An exception cancels the build and becomes the inner exception of the <see cref="EngineBuildException"/>.
/// </summary>
public interface IProgressMonitor
{
    /// <summary>nvinfer1::IProgressMonitor::phaseStart: a phase begins. Phases nest.</summary>
    /// <param name="phase">The phase; its name is unique among those that run.</param>
    /// <param name="parentPhase">The phase that this one is a part of, or null.</param>
    /// <param name="stepCount">How many steps it has.</param>
    void PhaseStart(string phase, string? parentPhase, int stepCount);

    /// <summary>nvinfer1::IProgressMonitor::stepComplete: a step is done. Steps may complete out of order.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="step">The step, from 0.</param>
    /// <returns>False cancels the build.</returns>
    [SuppressMessage(
        "Naming", "CA1716:Identifiers should not match keywords", Justification = "Only VB reserves it.")]
    bool StepComplete(string phase, int step);

    /// <summary>nvinfer1::IProgressMonitor::phaseFinish: a phase ended, all of its steps done or not.</summary>
    /// <param name="phase">The phase.</param>
    void PhaseFinish(string phase);
}
