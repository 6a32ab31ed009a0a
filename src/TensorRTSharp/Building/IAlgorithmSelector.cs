namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IAlgorithmSelector: has a say in which algorithms a build of TensorRT 10 takes, and is told which it took
/// (<see cref="BuilderConfig.AlgorithmSelector"/>): to reproduce a build, or to rule out an algorithm. Called on whatever
/// thread the builder uses, which need not be the caller's.
/// </summary>
/// <remarks>
/// What a method throws fails the build, and is the inner exception of its failure. Since TensorRT 10.8 NVIDIA recommends
/// <see cref="TimingCache"/> instead, whose entries can be read and changed; TensorRT 11 has nothing else.
/// </remarks>
public interface IAlgorithmSelector
{
    /// <summary>
    /// nvinfer1::IAlgorithmSelector::selectAlgorithms: which algorithms of a layer are left. Of those TensorRT takes the one
    /// that it finds best.
    /// </summary>
    /// <param name="context">The layer, for the time of the call.</param>
    /// <param name="choices">The algorithms that it could have, for the time of the call.</param>
    /// <returns>
    /// Some of <paramref name="choices"/>. With none TensorRT chooses among all of them, or fails the build where
    /// <see cref="BuilderFlag.RejectEmptyAlgorithms"/> is set.
    /// </returns>
    IEnumerable<Algorithm> SelectAlgorithms(AlgorithmContext context, IReadOnlyList<Algorithm> choices);

    /// <summary>
    /// nvinfer1::IAlgorithmSelector::reportAlgorithms: what TensorRT took, for each optimization profile once, after its last
    /// <see cref="SelectAlgorithms"/>.
    /// </summary>
    /// <param name="contexts">The layers, for the time of the call.</param>
    /// <param name="choices">For each layer the algorithm that it got, for the time of the call.</param>
    void ReportAlgorithms(IReadOnlyList<AlgorithmContext> contexts, IReadOnlyList<Algorithm> choices);
}
