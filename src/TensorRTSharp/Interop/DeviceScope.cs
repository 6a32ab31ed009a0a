namespace TensorRTSharp.Interop;

/// <summary>
/// Makes a GPU the calling thread's current one, which is the one that TensorRT works on, and restores what was.
/// </summary>
internal readonly ref struct DeviceScope : IDisposable
{
    private readonly LibraryPointer _library;
    private readonly bool _hasChanged;
    private readonly int _before;

    internal DeviceScope(Engine engine)
        : this(engine.Library, engine.Device)
    {
    }

    internal DeviceScope(TensorRT library, int device)
    {
        _library = library.Library;
        if (library.Backend == Backend.Cpu)
        {
            return;
        }

        int current = NativeMethods.DeviceGetCurrent(_library);
        if (current != device)
        {
            NativeMethods.DeviceMakeCurrent(_library, device);
            (_hasChanged, _before) = (true, current);
        }
    }

    /// <summary>On that GPU, or on the one that is current where none is named.</summary>
    internal static DeviceScope On(TensorRT library, int? device) =>
        device is { } named ? new DeviceScope(library, named) : default;

    public void Dispose()
    {
        if (_hasChanged)
        {
            NativeMethods.DeviceMakeCurrent(_library, _before);
        }
    }
}
