namespace TensorRTSharp;

/// <summary>What calibration found for one tensor.</summary>
/// <param name="Tensor">The tensor's name.</param>
/// <param name="Scale">What an INT8 value is multiplied by: the tensor holds values up to 127 times this.</param>
public readonly record struct CalibrationScale(string Tensor, float Scale);
