namespace TensorRTSharp;

/// <summary>The numbers that an engine computes with, where it is free to choose.</summary>
public enum Precision
{
    /// <summary>
    /// 32-bit floats, and what the model itself says. TensorRT may still use TF32 in matrix products and convolutions:
    /// clear <see cref="BuilderFlag.TF32"/> to forbid that.
    /// </summary>
    Fp32 = 0,

    /// <summary>
    /// 16-bit floats (<see cref="Half"/>) wherever they are faster: <see cref="BuilderFlag.FP16"/>. TensorRT 10. Elsewhere
    /// the model itself must say so.
    /// </summary>
    Fp16 = 1,

    /// <summary>
    /// bfloat16 (<see cref="BFloat16"/>) wherever it is faster: <see cref="BuilderFlag.BF16"/>. TensorRT 10. Elsewhere the
    /// model itself must say so.
    /// </summary>
    Bf16 = 2,
}
