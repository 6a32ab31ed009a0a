namespace TensorRTSharp.Interop;

/// <summary>Answers nvinfer1::IInt8EntropyCalibrator2 from a feed.</summary>
internal sealed unsafe class FeedingEntropyCalibrator2 : Int8EntropyCalibrator2Callback
{
    private readonly CalibrationFeed _feed;

    internal FeedingEntropyCalibrator2(CalibrationFeed feed, CallbackFailure failure)
    {
        _feed = feed;
        ReportTo(failure);
    }

    protected override int GetBatchSize() => _feed.Calibrator.BatchSize;

    protected override bool GetBatch(void** bindings, byte** names, int nbBindings) =>
        _feed.GetBatch(bindings, names, nbBindings);

    protected override void* ReadCalibrationCache(long* length) => _feed.ReadCache(length);

    protected override void WriteCalibrationCache(void* ptr, long length) => _feed.WriteCache(ptr, length);
}

/// <summary>Answers nvinfer1::IInt8EntropyCalibrator from a feed.</summary>
internal sealed unsafe class FeedingEntropyCalibrator : Int8EntropyCalibratorCallback
{
    private readonly CalibrationFeed _feed;

    internal FeedingEntropyCalibrator(CalibrationFeed feed, CallbackFailure failure)
    {
        _feed = feed;
        ReportTo(failure);
    }

    protected override int GetBatchSize() => _feed.Calibrator.BatchSize;

    protected override bool GetBatch(void** bindings, byte** names, int nbBindings) =>
        _feed.GetBatch(bindings, names, nbBindings);

    protected override void* ReadCalibrationCache(long* length) => _feed.ReadCache(length);

    protected override void WriteCalibrationCache(void* ptr, long length) => _feed.WriteCache(ptr, length);
}

/// <summary>Answers nvinfer1::IInt8MinMaxCalibrator from a feed.</summary>
internal sealed unsafe class FeedingMinMaxCalibrator : Int8MinMaxCalibratorCallback
{
    private readonly CalibrationFeed _feed;

    internal FeedingMinMaxCalibrator(CalibrationFeed feed, CallbackFailure failure)
    {
        _feed = feed;
        ReportTo(failure);
    }

    protected override int GetBatchSize() => _feed.Calibrator.BatchSize;

    protected override bool GetBatch(void** bindings, byte** names, int nbBindings) =>
        _feed.GetBatch(bindings, names, nbBindings);

    protected override void* ReadCalibrationCache(long* length) => _feed.ReadCache(length);

    protected override void WriteCalibrationCache(void* ptr, long length) => _feed.WriteCache(ptr, length);
}

/// <summary>Answers nvinfer1::IInt8LegacyCalibrator from a feed.</summary>
internal sealed unsafe class FeedingLegacyCalibrator : Int8LegacyCalibratorCallback
{
    private readonly Int8LegacyCalibrator _calibrator;
    private readonly CalibrationFeed _feed;
    private byte[]? _histogram; // pinned: TensorRT has its address

    internal FeedingLegacyCalibrator(Int8LegacyCalibrator calibrator, CalibrationFeed feed, CallbackFailure failure)
    {
        _calibrator = calibrator;
        _feed = feed;
        ReportTo(failure);
    }

    protected override int GetBatchSize() => _feed.Calibrator.BatchSize;

    protected override bool GetBatch(void** bindings, byte** names, int nbBindings) =>
        _feed.GetBatch(bindings, names, nbBindings);

    protected override void* ReadCalibrationCache(long* length) => _feed.ReadCache(length);

    protected override void WriteCalibrationCache(void* ptr, long length) => _feed.WriteCache(ptr, length);

    protected override double GetQuantile() => _calibrator.Quantile;

    protected override double GetRegressionCutoff() => _calibrator.RegressionCutoff;

    protected override void* ReadHistogramCache(long* length)
    {
        ReadOnlyMemory<byte> histogram = _calibrator.Histogram;
        _histogram = GC.AllocateUninitializedArray<byte>(histogram.Length, pinned: true);
        histogram.CopyTo(_histogram);
        *length = _histogram.Length;
        fixed (byte* address = _histogram)
        {
            return address; // null for none
        }
    }

    protected override void WriteHistogramCache(void* ptr, long length) =>
        _calibrator.Histogram = new ReadOnlySpan<byte>(ptr, checked((int)length)).ToArray();
}
