using System.Collections;

namespace TensorRTSharp;

/// <summary>A list that native code holds: each access asks it, so that the list is never stale.</summary>
internal sealed class NativeList<T>(Func<int> count, Func<int, T> get) : IReadOnlyList<T>
{
    public int Count => count();

    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return get(index);
        }
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return get(index);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
