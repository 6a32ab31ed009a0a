using TensorRTSharp.Interop;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>A recorder below the public one: it sees the calls that count its references, as TensorRT makes them.</summary>
internal sealed unsafe class CountedReferences : ErrorRecorderCallback
{
    private int _references;
    private int _taken;

    /// <summary>How many there are now.</summary>
    public int References => Volatile.Read(ref _references);

    /// <summary>How many were taken in all.</summary>
    public int Taken => Volatile.Read(ref _taken);

    protected override bool HasIncRefCount => true;

    protected override bool HasDecRefCount => true;

    protected override int IncRefCount()
    {
        _ = Interlocked.Increment(ref _taken);
        return Interlocked.Increment(ref _references);
    }

    protected override int DecRefCount() => Interlocked.Decrement(ref _references);

    protected override int GetNbErrors() => 0;

    protected override ErrorCode GetErrorCode(int errorIdx) => ErrorCode.Success;

    protected override byte* GetErrorDesc(int errorIdx) => null;

    protected override bool HasOverflowed() => false;

    protected override void Clear()
    {
    }

    protected override bool ReportError(ErrorCode val, byte* desc) => false;
}
