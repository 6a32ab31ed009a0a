using System.Runtime.CompilerServices;

namespace TensorRTSharp.Interop;

/// <summary>The arguments of IPluginV3OneRuntime::enqueue.</summary>
internal readonly unsafe struct NativePluginEnqueue
{
    private readonly void** _inputs;
    private readonly void** _outputs;

    internal NativePluginEnqueue(
        NativePluginTensors inputs,
        NativePluginTensors outputs,
        void** inputAddresses,
        void** outputAddresses,
        void* workspace,
        void* stream)
    {
        Inputs = inputs;
        Outputs = outputs;
        _inputs = inputAddresses;
        _outputs = outputAddresses;
        Workspace = (nint)workspace;
        Stream = (nint)stream;
    }

    internal NativePluginTensors Inputs { get; }

    internal NativePluginTensors Outputs { get; }

    internal nint Workspace { get; }

    internal nint Stream { get; }

    internal nint InputAt(int index) => At(_inputs, index, Inputs.Count, "inputs");

    internal nint OutputAt(int index) => At(_outputs, index, Outputs.Count, "outputs");

    internal static Span<T> Span<T>(nint address, long byteLength)
        where T : unmanaged =>
        new((void*)address, checked((int)(byteLength / Unsafe.SizeOf<T>())));

    private static nint At(void** addresses, int index, int count, string what) =>
        (uint)index < (uint)count
            ? (nint)addresses[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The plugin has {count} {what}.");
}
