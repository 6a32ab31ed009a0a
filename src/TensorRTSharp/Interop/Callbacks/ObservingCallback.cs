namespace TensorRTSharp.Interop;

/// <summary>Takes what a parser tells of weights to an <see cref="IRefitterObserver"/>.</summary>
internal sealed unsafe class ObservingCallback : RefitterObserverCallback
{
    private readonly IRefitterObserver _observer;
    private readonly CallbackFailure _failure;

    internal ObservingCallback(IRefitterObserver observer, CallbackFailure failure)
    {
        _observer = observer;
        _failure = failure;
        ReportTo(failure);
    }

    /// <summary>Is the observer being told? TensorRT forbids it to use the parser meanwhile.</summary>
    internal bool IsTelling { get; private set; }

    protected override void OnRefittableWeight(NativeRefitRecord* record)
    {
        if (_failure.HasFailed)
        {
            return; // the call fails, and the observer knows: it threw
        }

        RefitRecord copy = Copy(in *record);
        IsTelling = true;
        try
        {
            _observer.OnRefittableWeight(copy);
        }
        finally
        {
            IsTelling = false;
        }
    }

    private static RefitRecord Copy(in NativeRefitRecord record) => new(
        Utf8.ToString((nint)record.TrtName),
        record.Kind,
        record.OnnxDtype,
        record.TrtDtype,
        record.Count,
        NativeNames.Read((nint)record.SourceOnnxNames, record.NbSources),
        record.Kind is RefitTransformKind.BatchNormFoldScale or RefitTransformKind.BatchNormFoldBias ? record.Epsilon : null,
        record.FixedData == null
            ? ReadOnlyMemory<byte>.Empty
            : new ReadOnlySpan<byte>(record.FixedData, checked((int)record.FixedDataSize)).ToArray());
}
