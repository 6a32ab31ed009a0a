using System.Numerics.Tensors;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// The outputs of a run, in host memory. Any thread may read it, several at once. Owned by the caller: disposing gives its
/// memory back for later runs, after which it throws; who keeps it keeps its values, whatever runs meanwhile.
/// </summary>
/// <remarks>
/// Spans stay valid memory after the result is disposed, but what they show is then undefined. A copy of this value is
/// the same result.
/// </remarks>
public readonly struct InferenceResult : IDisposable, IEquatable<InferenceResult>
{
    private readonly ResultLease? _lease;
    private readonly int _version;

    internal InferenceResult(ResultLease lease)
    {
        _lease = lease;
        _version = lease.Version;
    }

    /// <summary>The outputs' names, types and the shapes that they were built with, in the engine's order.</summary>
    public IReadOnlyList<EngineTensor> Outputs => Lease.Engine.Outputs;

    private ResultLease Lease => _lease ?? throw new InvalidOperationException(
        "This InferenceResult is empty: results come from InferenceSession.Run or RunAsync.");

    /// <summary>Are both the same result?</summary>
    public static bool operator ==(InferenceResult left, InferenceResult right) => left.Equals(right);

    /// <summary>Are they different results?</summary>
    public static bool operator !=(InferenceResult left, InferenceResult right) => !left.Equals(right);

    /// <summary>An output with its real shape. Copied from page-locked memory when first asked for.</summary>
    /// <typeparam name="T">
    /// The element type that the engine has: float, Half, BFloat16, sbyte, byte, int, long or bool.
    /// </typeparam>
    /// <param name="output">The name of an output.</param>
    /// <returns>The elements in row-major order.</returns>
    /// <exception cref="ArgumentException">There is no such output, or its elements are of another type.</exception>
    /// <exception cref="InvalidOperationException">It was left in device memory, or is larger than 2 GB.</exception>
    /// <exception cref="ObjectDisposedException">The result is disposed.</exception>
    public ReadOnlyTensorSpan<T> Get<T>(string output)
        where T : unmanaged =>
        Get<T>(Lease.Output(_version, output));

    /// <summary>The output at a position among <see cref="Outputs"/>, with its real shape.</summary>
    /// <inheritdoc cref="Get{T}(string)"/>
    /// <param name="output">The position, from 0.</param>
    public ReadOnlyTensorSpan<T> Get<T>(int output)
        where T : unmanaged =>
        Get<T>(Lease.Output(_version, output));

    /// <summary>An output as plain elements in row-major order.</summary>
    /// <inheritdoc cref="Get{T}(string)"/>
    public ReadOnlySpan<T> GetSpan<T>(string output)
        where T : unmanaged
    {
        OutputSlot slot = Lease.Output(_version, output);
        ElementTypes.Require<T>(slot.Tensor);
        return slot.AsSpan<T>();
    }

    /// <summary>An output of any element type as it lies in memory; elements of less than a byte are packed.</summary>
    /// <param name="output">The name of an output.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="ArgumentException">There is no such output.</exception>
    public ReadOnlySpan<byte> GetBytes(string output) => Lease.Output(_version, output).Bytes();

    /// <summary>An output as a new array.</summary>
    /// <inheritdoc cref="Get{T}(string)"/>
    public T[] ToArray<T>(string output)
        where T : unmanaged
    {
        OutputSlot slot = Lease.Output(_version, output);
        ElementTypes.Require<T>(slot.Tensor);
        T[] values = new T[TensorSize.Elements(slot.Shape.AsSpan())];
        slot.CopyTo<T>(values);
        return values;
    }

    /// <summary>Copies an output, straight from page-locked memory where it was not read before.</summary>
    /// <typeparam name="T">The element type that the engine has.</typeparam>
    /// <param name="output">The name of an output.</param>
    /// <param name="target">Gets the elements in row-major order; what lies behind them stays as it is.</param>
    /// <exception cref="ArgumentException">
    /// There is no such output, its elements are of another type, or the target is too small.
    /// </exception>
    public void CopyTo<T>(string output, Span<T> target)
        where T : unmanaged
    {
        OutputSlot slot = Lease.Output(_version, output);
        ElementTypes.Require<T>(slot.Tensor);
        slot.CopyTo(target);
    }

    /// <summary>The shape that an output has in this run.</summary>
    /// <param name="output">The name of an output.</param>
    /// <returns>All dimensions.</returns>
    public long[] GetShape(string output) => Lease.Output(_version, output).Shape.ToArray(output);

    /// <summary>Gives the memory back. More than once is harmless.</summary>
    public void Dispose() => _lease?.Return(_version);

    /// <inheritdoc/>
    public bool Equals(InferenceResult other) => ReferenceEquals(_lease, other._lease) && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] object? obj) =>
        obj is InferenceResult other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_lease, _version);

    private static ReadOnlyTensorSpan<T> Get<T>(OutputSlot slot)
        where T : unmanaged
    {
        ElementTypes.Require<T>(slot.Tensor);
        ReadOnlySpan<long> shape = slot.Shape.AsSpan();
        Span<nint> lengths = stackalloc nint[NativeDims.MaxRank];
        for (int index = 0; index < shape.Length; index++)
        {
            lengths[index] = (nint)shape[index];
        }

        return new ReadOnlyTensorSpan<T>(slot.AsSpan<T>(), lengths[..shape.Length]);
    }
}
