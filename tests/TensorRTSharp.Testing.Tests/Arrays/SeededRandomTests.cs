using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class SeededRandomTests
{
    [Test]
    public void The_sequence_is_that_of_SplitMix64()
    {
        var random = new SeededRandom(1234567);

        // Published test vector of the algorithm.
        Assert.That(random.NextUInt64(), Is.EqualTo(6457827717110365317));
        Assert.That(random.NextUInt64(), Is.EqualTo(3203168211198807973));
        Assert.That(random.NextUInt64(), Is.EqualTo(9817491932198370423));
    }

    [Test]
    public void Streams_of_one_seed_differ()
    {
        var a = new SeededRandom(1, "a");
        var b = new SeededRandom(1, "b");

        Assert.That(a.NextUInt64(), Is.Not.EqualTo(b.NextUInt64()));
    }

    [Test]
    public void Numbers_stay_in_their_range_and_reach_its_ends()
    {
        var random = new SeededRandom(7);
        var doubles = Enumerable.Range(0, 10_000).Select(_ => random.NextDouble(-2, 3)).ToArray();
        var integers = Enumerable.Range(0, 1_000).Select(_ => random.NextInt32(-1, 2)).ToHashSet();

        Assert.That(doubles, Has.All.GreaterThanOrEqualTo(-2).And.All.LessThan(3));
        Assert.That(doubles.Average(), Is.EqualTo(0.5).Within(0.1));
        Assert.That(integers, Is.EquivalentTo(new[] { -1, 0, 1, 2 }));
    }
}
