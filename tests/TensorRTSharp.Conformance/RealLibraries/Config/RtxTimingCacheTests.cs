using Microsoft.Extensions.Logging;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Config;

/// <summary>Timing caches on the real TensorRT-RTX, which measures nothing: its header calls all of it a no-op.</summary>
[Level("1")]
internal sealed class RtxTimingCacheTests
{
    [Test]
    public void A_cache_is_created_set_and_stays_empty()
    {
        using RtxDigits digits = new();
        Assert.That(digits.Config.TimingCache, Is.Null);
        using TimingCache cache = digits.Config.CreateTimingCache();
        byte[] empty = Bytes(cache);
        Assert.That(empty[..4], Is.EqualTo("ptrt"u8.ToArray()), "how serialized caches begin");
        digits.Config.SetTimingCache(cache);
        Assert.That(digits.Config.TimingCache, Is.SameAs(cache));
        digits.Config.SetTimingCache(cache, ignoreMismatch: true);
        digits.Config.SetFlag(BuilderFlag.EditableTimingCache);
        Assert.That(digits.Build(), Is.Not.Empty);
        Assert.That(cache.GetKeys(), Is.Empty);
        cache.Reset();
        Assert.That(Bytes(cache), Is.EqualTo(empty));
    }

    [Test]
    [LibraryRefuses]
    public void A_cache_is_read_again_and_combined()
    {
        using RtxDigits digits = new();
        using TimingCache first = digits.Config.CreateTimingCache();
        using TimingCache again = digits.Config.CreateTimingCache(Bytes(first));
        Assert.That(Bytes(again), Is.EqualTo(Bytes(first)));
        first.Combine(again);
        first.Combine(again, ignoreMismatch: true);
        Assert.That(first.GetKeys(), Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_cache_is_not_combined_with_itself()
    {
        using RtxDigits digits = new();
        using TimingCache cache = digits.Config.CreateTimingCache();
        Assert.That(() => cache.Combine(cache), Throws.ArgumentException.With.Message.Contains("give another one"));
    }

    [TestCase(3)]
    [TestCase(1000)]
    [TestCase(-20)]
    [LibraryRefuses]
    public void Bytes_that_are_no_cache_give_an_empty_one_and_a_warning(int length)
    {
        LogLines log = new();
        using RtxDigits digits = new(log);
        using TimingCache empty = digits.Config.CreateTimingCache();
        byte[] wrong = length > 0 ? new byte[length] : Bytes(empty)[..^-length];
        using TimingCache cache = digits.Config.CreateTimingCache(wrong);
        Assert.That(Bytes(cache), Is.EqualTo(Bytes(empty)));
        Assert.That(
            log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text),
            Has.Some.Contains("Failed to deserialize timing cache"));
        Assert.That(digits.Build(), Is.Not.Empty);
    }

    [Test]
    [LibraryRefuses]
    public void A_key_that_is_not_there_is_told_and_cannot_be_changed()
    {
        using RtxDigits digits = new();
        using TimingCache cache = digits.Config.CreateTimingCache();
        Assert.That(cache.Query(default).TacticHash, Is.EqualTo(ulong.MaxValue), "kINVALID_TACTIC_HASH");
        Assert.That(
            () => cache.Update(default, new TimingCacheValue(5, TimeSpan.FromMilliseconds(1))),
            Throws.ArgumentException.With.Message.Contains("TimingCacheKey not found"));
    }

    [Test]
    public void A_cache_outlives_its_configuration()
    {
        TimingCache cache;
        using (RtxDigits digits = new())
        {
            cache = digits.Config.CreateTimingCache();
            digits.Config.TimingCache = cache;
        }

        Assert.That(Bytes(cache), Is.Not.Empty);
        cache.Dispose();
        Assert.That(() => cache.Reset(), Throws.TypeOf<ObjectDisposedException>());
    }

    private static byte[] Bytes(TimingCache cache)
    {
        using HostMemory memory = cache.Serialize();
        return memory.ToArray();
    }
}
