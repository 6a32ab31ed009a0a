namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IErrorRecorder: gets the errors of an object and of those made from it. Called from any thread, several at
/// once. References are counted natively: there is nothing to do for it. <see cref="TensorRTSharp.ErrorRecorder"/> is one
/// that is ready to use.
/// </summary>
public interface IErrorRecorder
{
    /// <summary>nvinfer1::IErrorRecorder::getNbErrors: how many errors are recorded.</summary>
    int Count { get; }

    /// <summary>nvinfer1::IErrorRecorder::hasOverflowed: were there more errors than could be recorded?</summary>
    bool HasOverflowed { get; }

    /// <summary>nvinfer1::IErrorRecorder::getErrorCode.</summary>
    /// <param name="index">From 0; earlier errors first.</param>
    /// <returns>The code; <see cref="ErrorCode.Success"/> where there is no such error.</returns>
    ErrorCode GetErrorCode(int index);

    /// <summary>nvinfer1::IErrorRecorder::getErrorDesc.</summary>
    /// <param name="index">From 0; earlier errors first.</param>
    /// <returns>The text; empty where there is no such error.</returns>
    string GetErrorDescription(int index);

    /// <summary>nvinfer1::IErrorRecorder::clear: forgets all errors.</summary>
    void Clear();

    /// <summary>nvinfer1::IErrorRecorder::reportError: an error happened.</summary>
    /// <param name="code">What kind of error.</param>
    /// <param name="description">TensorRT's text.</param>
    /// <returns>True where it is fatal: what TensorRT is doing then ends.</returns>
    bool ReportError(ErrorCode code, string description);
}
