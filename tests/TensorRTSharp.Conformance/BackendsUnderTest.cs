using NUnit.Framework;
using NUnit.Framework.Internal;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>The fixtures' arguments: each backend, with the level of reality that it stands for as category.</summary>
internal static class BackendsUnderTest
{
    /// <summary>Backends that run any model.</summary>
    public static IEnumerable<TestFixtureData> All() => [On(Backend.Cpu, "0")];

    /// <summary>All of them: also TensorRT's families, which on a machine without a GPU the doubles stand for.</summary>
    public static IEnumerable<TestFixtureData> WithDoubles() =>
        [.. All(), .. Doubles()];

    /// <summary>All that take plugins.</summary>
    public static IEnumerable<TestFixtureData> WithPlugins() =>
        [.. All(), On(Backend.TensorRT10, "3"), On(Backend.TensorRT11, "3")];

    /// <summary>TensorRT's families, as the doubles.</summary>
    public static IEnumerable<TestFixtureData> Doubles() =>
        [On(Backend.TensorRT10, "3"), On(Backend.TensorRT11, "3"), On(Backend.TensorRTRtx, "3")];

    public static TensorRT Open(Backend backend) =>
        backend == Backend.Cpu ? TensorRT.Open(backend) : TensorRT.Open(backend, Double.Of(backend).Path);

    private static TestFixtureData On(Backend backend, string level)
    {
        var fixture = new TestFixtureData(backend);
        fixture.Properties.Add(PropertyNames.Category, new LevelAttribute(level).Name);
        return fixture;
    }
}
