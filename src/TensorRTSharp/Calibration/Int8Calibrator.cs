using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::IInt8Calibrator: gives a build the data from which TensorRT 10 finds out how to hold a network's values in 8
/// bits. Set as <see cref="BuilderConfig.Int8Calibrator"/>, with <see cref="BuilderFlag.Int8"/>. Batches are asked for on
/// the thread that builds; for one build at a time. Held by the configuration; there is nothing to dispose.
/// </summary>
/// <remarks>
/// <see cref="Int8EntropyCalibrator2"/> is what NVIDIA recommends; <see cref="Int8MinMaxCalibrator"/> suits language
/// models. What batches, progress or the cache's file throw fails the build, and is its inner exception.
/// </remarks>
public abstract class Int8Calibrator
{
    private readonly IEnumerable<CalibrationBatch> _batches;
    private volatile CalibrationCache? _cache;

    private protected Int8Calibrator(IEnumerable<CalibrationBatch> batches, string algorithm)
    {
        ArgumentNullException.ThrowIfNull(batches);
        _batches = batches;
        Algorithm = algorithm;
    }

    /// <summary>nvinfer1::IInt8Calibrator::getAlgorithm, as caches name it: <c>EntropyCalibration2</c>, ….</summary>
    public string Algorithm { get; }

    /// <summary>
    /// nvinfer1::IInt8Calibrator::getBatchSize: the samples of a batch; 1 unless set. TensorRT 10 asks for it, and takes the
    /// shapes from the network and the calibration profile all the same.
    /// </summary>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>
    /// Where the result is kept: read by a build where the file is there, so that no batch is needed; written by a build
    /// where it is not. TensorRT's cache does not say of which model it is, nor of which data: give each its own file.
    /// Null for none.
    /// </summary>
    public string? CachePath { get; init; }

    /// <summary>
    /// nvinfer1::IInt8Calibrator::readCalibrationCache, writeCalibrationCache: what a build takes instead of batches where
    /// there is no file at <see cref="CachePath"/>; after a calibration, what it found.
    /// </summary>
    public CalibrationCache? Cache
    {
        get => _cache;
        set => _cache = value;
    }

    /// <summary>Is told how many batches were taken; called on the thread that builds.</summary>
    public IProgress<int>? Progress { get; init; }

    internal IEnumerator<CalibrationBatch> GetBatches() => _batches.GetEnumerator();

    /// <summary>The native calibrator, which asks <paramref name="feed"/>.</summary>
    internal abstract Int8CalibratorHandle Create(CalibrationFeed feed, CallbackFailure failure, LibraryPointer library);
}

/// <summary>
/// nvinfer1::IInt8EntropyCalibrator2: keeps as much information as 8 bits can; the default choice, and DLA's. Batches are
/// asked for on the thread that builds, for one build at a time. Nothing to dispose.
/// </summary>
/// <param name="batches">
/// Typical data, some hundred samples; enumerated from the start whenever TensorRT begins anew, and not at all where a cache
/// is there.
/// </param>
public sealed class Int8EntropyCalibrator2(IEnumerable<CalibrationBatch> batches)
    : Int8Calibrator(batches, "EntropyCalibration2")
{
    internal override Int8CalibratorHandle Create(CalibrationFeed feed, CallbackFailure failure, LibraryPointer library) =>
        new FeedingEntropyCalibrator2(feed, failure).Create(library);
}

/// <summary>
/// nvinfer1::IInt8EntropyCalibrator: as <see cref="Int8EntropyCalibrator2"/>, but after layers are fused. Batches are asked
/// for on the thread that builds, for one build at a time. Nothing to dispose.
/// </summary>
/// <param name="batches">As for <see cref="Int8EntropyCalibrator2"/>.</param>
public sealed class Int8EntropyCalibrator(IEnumerable<CalibrationBatch> batches)
    : Int8Calibrator(batches, "EntropyCalibration")
{
    internal override Int8CalibratorHandle Create(CalibrationFeed feed, CallbackFailure failure, LibraryPointer library) =>
        new FeedingEntropyCalibrator(feed, failure).Create(library);
}

/// <summary>
/// nvinfer1::IInt8MinMaxCalibrator: keeps the whole range of values, outliers included. Batches are asked for on the thread
/// that builds, for one build at a time. Nothing to dispose.
/// </summary>
/// <param name="batches">As for <see cref="Int8EntropyCalibrator2"/>.</param>
public sealed class Int8MinMaxCalibrator(IEnumerable<CalibrationBatch> batches)
    : Int8Calibrator(batches, "MinMaxCalibration")
{
    internal override Int8CalibratorHandle Create(CalibrationFeed feed, CallbackFailure failure, LibraryPointer library) =>
        new FeedingMinMaxCalibrator(feed, failure).Create(library);
}

/// <summary>
/// nvinfer1::IInt8LegacyCalibrator: cuts the range at a quantile of the values. Batches are asked for on the thread that
/// builds, for one build at a time. Nothing to dispose.
/// </summary>
/// <param name="batches">As for <see cref="Int8EntropyCalibrator2"/>.</param>
public sealed class Int8LegacyCalibrator(IEnumerable<CalibrationBatch> batches)
    : Int8Calibrator(batches, "LegacyCalibration")
{
    private readonly double _quantile = 0.9999;
    private readonly double _regressionCutoff = 1;

    /// <summary>nvinfer1::IInt8LegacyCalibrator::getQuantile: from 0 to 1; 0.9999 unless set.</summary>
    public double Quantile
    {
        get => _quantile;
        init => _quantile = RequireShare(value);
    }

    /// <summary>nvinfer1::IInt8LegacyCalibrator::getRegressionCutoff: from 0 to 1; 1 unless set.</summary>
    public double RegressionCutoff
    {
        get => _regressionCutoff;
        init => _regressionCutoff = RequireShare(value);
    }

    /// <summary>
    /// nvinfer1::IInt8LegacyCalibrator::readHistogramCache, writeHistogramCache: after a calibration, what it counted, in
    /// TensorRT's own form. Given to a calibrator with other cutoffs, it saves the counting. Empty for none.
    /// </summary>
    public ReadOnlyMemory<byte> Histogram { get; set; }

    internal override Int8CalibratorHandle Create(CalibrationFeed feed, CallbackFailure failure, LibraryPointer library) =>
        new FeedingLegacyCalibrator(this, feed, failure).Create(library);

    private static double RequireShare(double value) => value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A share from 0 to 1 is expected.");
}
