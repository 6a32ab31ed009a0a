using NUnit.Framework;
using NUnit.Framework.Internal;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>The fixtures' arguments: each backend, with the level of reality that it stands for as category.</summary>
internal static class BackendsUnderTest
{
    public static IEnumerable<TestFixtureData> All() => [On(Backend.Cpu, "0")];

    private static TestFixtureData On(Backend backend, string level)
    {
        var fixture = new TestFixtureData(backend);
        fixture.Properties.Add(PropertyNames.Category, new LevelAttribute(level).Name);
        return fixture;
    }
}
