using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>INT8 by calibration, which TensorRT 10 alone has.</content>
public sealed partial class BuilderConfig
{
    private CalibrationFeed? _calibration;
    private Int8CalibratorHandle? _nativeCalibrator;
    private OptimizationProfile? _calibrationProfile;
    private OptimizationProfile? _firstProfile;
    private volatile bool _isBuilding;

    /// <summary>
    /// nvinfer1::IBuilderConfig::setInt8Calibrator, getInt8Calibrator: where builds get typical data from, or a cache of
    /// what they found; null for none. Needs <see cref="BuilderFlag.Int8"/>. TensorRT 10. Held until it is replaced or this
    /// object is disposed.
    /// </summary>
    /// <exception cref="TensorRTNotSupportedException">The backend has no calibration.</exception>
    /// <exception cref="InvalidOperationException">A build is under way.</exception>
    public Int8Calibrator? Int8Calibrator
    {
        get
        {
            _ = Handle;
            return _calibration?.Calibrator;
        }

        set
        {
            BuilderConfigHandle handle = Handle;
            RequireNoBuild();
            if (value is null)
            {
                DropCalibrator(handle, native: true);
                return;
            }

            if (Builder.Library.Backend != Backend.TensorRT10)
            {
                throw new TensorRTNotSupportedException(
                    $"INT8 calibrators belong to TensorRT 10; this is {Builder.Library}. Build a model that is quantized "
                    + "explicitly instead, with QuantizeLinear and DequantizeLinear nodes.");
            }

            CalibrationFeed feed = new(value, Builder.Library);
            using Int8CalibratorHandle native = value.Create(feed, Builder.Failures, Builder.Library.Library);
            NativeMethods.BuilderConfigSetInt8Calibrator(handle, native);
            handle.KeepAlive(native); // the native configuration points at it
            DropCalibrator(handle, native: false);
            (_calibration, _nativeCalibrator) = (feed, native);
        }
    }

    /// <summary>
    /// nvinfer1::IBuilderConfig::setQuantizationFlag, clearQuantizationFlag: how calibration works. TensorRT 10.
    /// </summary>
    /// <param name="flag">The flag.</param>
    /// <param name="enabled">False clears it.</param>
    /// <exception cref="TensorRTNotSupportedException">The backend has no calibration.</exception>
    public void SetQuantizationFlag(QuantizationFlag flag, bool enabled = true)
    {
        if (enabled)
        {
            NativeMethods.BuilderConfigSetQuantizationFlag(Handle, flag);
        }
        else
        {
            NativeMethods.BuilderConfigClearQuantizationFlag(Handle, flag);
        }
    }

    /// <summary>nvinfer1::IBuilderConfig::getQuantizationFlag: is the flag set? TensorRT 10.</summary>
    /// <param name="flag">The flag.</param>
    /// <returns>True where it is.</returns>
    /// <exception cref="TensorRTNotSupportedException">The backend has no calibration.</exception>
    public bool GetQuantizationFlag(QuantizationFlag flag) => NativeMethods.BuilderConfigGetQuantizationFlag(Handle, flag);

    /// <summary>
    /// nvinfer1::IBuilderConfig::setCalibrationProfile: the optimum of this profile is the shape of the calibration's
    /// batches. Without one it is that of the first profile. TensorRT 10.
    /// </summary>
    /// <param name="profile">A complete profile, made by the same builder.</param>
    public void SetCalibrationProfile(OptimizationProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        RequireOwn(profile);
        NativeMethods.BuilderConfigSetCalibrationProfile(Handle, profile.Native);
        _calibrationProfile = profile;
    }

    /// <summary>What a build calls is not to be replaced, nor freed, while it may be called.</summary>
    private void RequireNoBuild()
    {
        if (_isBuilding)
        {
            throw new InvalidOperationException("A build with this configuration is under way: set it before or after.");
        }
    }

    private void RequireOwn(OptimizationProfile profile)
    {
        if (profile.Builder != Builder)
        {
            throw new ArgumentException(
                "The profile was created by another builder: use Builder.CreateOptimizationProfile of this one.",
                nameof(profile));
        }
    }

    private void BeginCalibration(Network network, CancellationToken cancellationToken)
    {
        if (_calibration is null)
        {
            return;
        }

        if (!GetFlag(BuilderFlag.Int8))
        {
            throw new InvalidOperationException(
                "The configuration has an INT8 calibrator, but not BuilderFlag.Int8, so it would not be asked: call "
                + "SetFlag(BuilderFlag.Int8), or set Int8Calibrator to null.");
        }

        _calibration.Begin(new CalibrationTarget(network, _calibrationProfile ?? _firstProfile), cancellationToken);
    }

    private void DropCalibrator(BuilderConfigHandle handle, bool native)
    {
        if (_nativeCalibrator is { } before)
        {
            if (native)
            {
                NativeMethods.BuilderConfigSetInt8Calibrator(handle, null);
            }

            (_calibration, _nativeCalibrator) = (null, null);
            handle.LetGo(before);
        }
    }
}
