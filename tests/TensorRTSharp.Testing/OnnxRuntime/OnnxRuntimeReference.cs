using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace TensorRTSharp.Testing;

/// <summary>
/// Runs a model in ONNX Runtime through Microsoft's own package. ONNX Runtime collects telemetry unless
/// <c>ORT_DISABLE_TELEMETRY=1</c> stood in the environment when the process started: tests/onnxruntime.runsettings.
/// </summary>
public static class OnnxRuntimeReference
{
    private const string TelemetrySwitch = "ORT_DISABLE_TELEMETRY";

    public static IReadOnlyDictionary<string, TypedArray> Run(
        byte[] model, IReadOnlyDictionary<string, TypedArray> inputs)
    {
        if (Environment.GetEnvironmentVariable(TelemetrySwitch) != "1")
        {
            throw new InvalidOperationException(
                $"Set {TelemetrySwitch}=1 before the tests start: ONNX Runtime would send telemetry.");
        }

        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        using var session = new InferenceSession(model, options);
        using var runOptions = new RunOptions();
        var values = inputs.ToDictionary(i => i.Key, i => ToValue(i.Value));
        try
        {
            using var outputs = session.Run(runOptions, values, session.OutputNames);
            return session.OutputNames.Zip(outputs).ToDictionary(o => o.First, o => FromValue(o.Second));
        }
        finally
        {
            foreach (var value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    private static OrtValue ToValue(TypedArray array)
    {
        var value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, (TensorElementType)array.Type, array.Shape);
        array.Bytes.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    private static TypedArray FromValue(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        return new TypedArray((ElementType)info.ElementDataType, info.Shape, value.GetTensorMutableRawData().ToArray());
    }
}
