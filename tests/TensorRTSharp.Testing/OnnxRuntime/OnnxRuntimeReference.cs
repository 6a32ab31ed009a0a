using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace TensorRTSharp.Testing;

/// <summary>
/// A model in ONNX Runtime, through Microsoft's own package. ONNX Runtime collects telemetry unless
/// <c>ORT_DISABLE_TELEMETRY=1</c> stood in the environment when the process started: tests/onnxruntime.runsettings.
/// </summary>
public sealed class OnnxRuntimeReference : IDisposable
{
    private const string TelemetrySwitch = "ORT_DISABLE_TELEMETRY";

    private readonly InferenceSession _session;

    public OnnxRuntimeReference(byte[] model)
    {
        if (Environment.GetEnvironmentVariable(TelemetrySwitch) != "1")
        {
            throw new InvalidOperationException(
                $"Set {TelemetrySwitch}=1 before the tests start: ONNX Runtime would send telemetry.");
        }

        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(model, options);
    }

    /// <summary>Runs a model once.</summary>
    public static IReadOnlyDictionary<string, TypedArray> Run(
        byte[] model, IReadOnlyDictionary<string, TypedArray> inputs)
    {
        using var reference = new OnnxRuntimeReference(model);
        return reference.Run(inputs);
    }

    public IReadOnlyDictionary<string, TypedArray> Run(IReadOnlyDictionary<string, TypedArray> inputs)
    {
        using var options = new RunOptions();
        var values = inputs.ToDictionary(i => i.Key, i => ToValue(i.Value));
        try
        {
            using var outputs = _session.Run(options, values, _session.OutputNames);
            return _session.OutputNames.Zip(outputs).ToDictionary(o => o.First, o => FromValue(o.Second));
        }
        finally
        {
            foreach (var value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    public void Dispose() => _session.Dispose();

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
