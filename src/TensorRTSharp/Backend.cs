using System.Diagnostics.CodeAnalysis;

namespace TensorRTSharp;

/// <summary>The implementations that can stand behind this API: <c>trts_backend</c>.</summary>
[SuppressMessage(
    "Design", "CA1008:Enums should have zero value", Justification = "A backend is always named: there is no default.")]
public enum Backend
{
    /// <summary>
    /// ONNX Runtime on the CPU: the reference, for machines without a GPU. Needs the package TensorRTSharp.Cpu.
    /// </summary>
    Cpu = 1,

    /// <summary>TensorRT 10 on an NVIDIA GPU.</summary>
    TensorRT10 = 10,

    /// <summary>TensorRT 11 on an NVIDIA GPU.</summary>
    TensorRT11 = 11,

    /// <summary>TensorRT-RTX, 1.5 or newer, on an NVIDIA RTX GPU.</summary>
    TensorRTRtx = 101,
}
