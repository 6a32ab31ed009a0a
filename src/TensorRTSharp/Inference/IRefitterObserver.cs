namespace TensorRTSharp;

/// <summary>
/// nvonnxparser::IRefitterObserver: is told how each weight that can be refitted comes out of an ONNX model
/// (<see cref="OnnxParser.RefitObserver"/>, <see cref="OnnxParserRefitter.RefitObserver"/>): to refit engines later without
/// the model, with <see cref="Refitter.SetNamedWeights"/>. Called on the thread that parses or refits. TensorRT 11.4, RTX 1.6.
/// </summary>
public interface IRefitterObserver
{
    /// <summary>
    /// nvonnxparser::IRefitterObserver::onRefittableWeight, in the order of the model's graph. What was told counts only where
    /// the parse or the refit succeeds. What this throws fails it, and is the inner exception of its failure; nothing is told
    /// after that. It must not use the parser or the refitter.
    /// </summary>
    /// <param name="record">The weight: a copy, which may be kept.</param>
    void OnRefittableWeight(RefitRecord record);
}
