namespace TensorRTSharp.Interop;

/// <summary>
/// Makes an engine's GPU the calling thread's current one, which is the one that TensorRT works on, and restores what was.
/// </summary>
internal readonly ref struct DeviceScope : IDisposable
{
    private readonly LibraryPointer _library;
    private readonly int _before = NativeMethods.CurrentDevice;

    internal DeviceScope(Engine engine)
    {
        _library = engine.Library.Library;
        if (engine.Backend == Backend.Cpu)
        {
            return;
        }

        int current = NativeMethods.DeviceGetCurrent(_library);
        if (current != engine.Device)
        {
            NativeMethods.DeviceMakeCurrent(_library, engine.Device);
            _before = current;
        }
    }

    public void Dispose()
    {
        if (_before != NativeMethods.CurrentDevice)
        {
            NativeMethods.DeviceMakeCurrent(_library, _before);
        }
    }
}
