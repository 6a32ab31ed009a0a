using NUnit.Framework;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>A setting of an object in a network: what it is at first, and that it is what it was set to.</summary>
/// <param name="Owner">The class that declares it.</param>
/// <param name="Member">The property, or what stands after Get and Set.</param>
/// <param name="Run">Does it.</param>
internal sealed record RoundTrip(Type Owner, string Member, Action<RtxNetwork> Run)
{
    public override string ToString() => $"{Owner.Name}.{Member}";

    /// <summary>A setting of the layer that the first case of its class adds.</summary>
    public static RoundTrip Of<T, TValue>(
        string member, Func<T, TValue> get, Action<T, TValue> set, TValue initial, TValue other)
        where T : Layer =>
        On(LayerCases.Add<T>, member, get, set, _ => initial, _ => other);

    /// <summary>As above, where a method takes a span.</summary>
    public static RoundTrip OfSpan<T, TElement>(
        string member, Func<T, TElement[]?> get, SetSpan<T, TElement> set, TElement[]? initial, TElement[] other)
        where T : Layer =>
        On(LayerCases.Add<T>, member, get, (layer, values) => set(layer, values), _ => initial, _ => other);

    /// <summary>As above, of weights.</summary>
    public static RoundTrip OfWeights<T>(string member, Func<T, Weights> get, Action<T, Weights> set, int count)
        where T : Layer =>
        OfSpan<T, float>(
            member,
            layer =>
            {
                using Weights weights = get(layer);
                return weights.ToArray<float>();
            },
            (layer, values) =>
            {
                using Weights weights = Weights.From(values);
                set(layer, weights);
            },
            [.. Enumerable.Range(1, count)],
            [.. Enumerable.Range(100, count)]);

    public static RoundTrip On<T, TValue>(
        Func<RtxNetwork, T> add,
        string member,
        Func<T, TValue> get,
        Action<T, TValue> set,
        Func<RtxNetwork, TValue> initial,
        Func<RtxNetwork, TValue> other)
        where T : class =>
        new(
            typeof(T),
            member,
            on =>
            {
                T owner = add(on);
                Assert.That(get(owner), Is.EqualTo(initial(on)), "at first");
                TValue value = other(on);
                Assert.That(get(owner), Is.Not.EqualTo(value), "it must change");
                set(owner, value);
                Assert.That(get(owner), Is.EqualTo(value), "as set");
            });

    public delegate void SetSpan<T, TElement>(T layer, ReadOnlySpan<TElement> values);
}
