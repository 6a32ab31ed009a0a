using System.Reflection;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>All that can be set of layers, loops, conditionals and attention, on the real TensorRT-RTX.</summary>
[Level("1")]
internal sealed class LayerSettingTests
{
    // What TensorRT-RTX refuses whatever the value: LayerRefusalTests shows how.
    private static readonly string[] Refused =
    [
        "Layer.Precision", "Layer.OutputType", "NormalizationLayer.ComputePrecision",
    ];

    // These have one value.
    private static readonly string[] Single = ["CumulativeLayer.Operation", "KVCacheUpdateLayer.CacheMode"];

    [TestCaseSource(typeof(RoundTrips), nameof(RoundTrips.All))]
    public void A_setting_has_its_default_and_is_kept(RoundTrip setting)
    {
        using RtxNetwork on = new();
        setting.Run(on);
    }

    [Test]
    public void Every_setting_has_a_case()
    {
        IEnumerable<string> settings = Owners().SelectMany(Settings).Distinct();
        IEnumerable<string> covered = RoundTrips.All.Select(setting => Declared(setting.Owner, setting.Member));
        Assert.That(settings.Except(Refused).Except(Single), Is.EquivalentTo(covered));
    }

    [Test]
    public void What_has_one_value_takes_it()
    {
        using RtxNetwork on = new();
        CumulativeLayer cumulative = LayerCases.Add<CumulativeLayer>(on);
        cumulative.Operation = CumulativeOperation.Sum;
        Assert.That(cumulative.Operation, Is.EqualTo(CumulativeOperation.Sum));
        KVCacheUpdateLayer cache = LayerCases.Add<KVCacheUpdateLayer>(on);
        cache.CacheMode = KVCacheMode.Linear;
        Assert.That(cache.CacheMode, Is.EqualTo(KVCacheMode.Linear));
        Assert.That(Enum.GetValues<CumulativeOperation>(), Has.Length.EqualTo(1));
        Assert.That(Enum.GetValues<KVCacheMode>(), Has.Length.EqualTo(1));
    }

    private static IEnumerable<Type> Owners() => typeof(Layer).Assembly.GetTypes()
        .Where(type => type.IsAssignableTo(typeof(Layer)))
        .Concat([typeof(Loop), typeof(IfConditional), typeof(Attention)]);

    /// <summary>Properties that can be set, and what is got by one method and set by another.</summary>
    private static IEnumerable<string> Settings(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        MethodInfo[] methods = type.GetMethods(own);
        IEnumerable<string> properties = type.GetProperties(own).Where(property => property.CanWrite)
            .Select(property => property.Name);
        IEnumerable<string> pairs = methods.Where(method => method.Name.StartsWith("Set", StringComparison.Ordinal))
            .Select(method => method.Name[3..])
            .Where(name => name == "AlphaBeta" || methods.Any(method => method.Name == $"Get{name}"));
        return properties.Concat(pairs).Select(name => $"{type.Name}.{name}");
    }

    private static string Declared(Type owner, string member) =>
        $"{owner.GetProperty(member)?.DeclaringType?.Name ?? owner.Name}.{member}";
}
