using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using NUnit.Framework;
using TensorRTSharp.Caching;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Caching;

internal sealed class DamagedEntryTests
{
    private static readonly byte[] Plan = CacheFolder.PlanOf(1, 1000);

    private CacheFolder _folder = null!;
    private string _path = "";
    private byte[] _entry = [];

    private static IEnumerable<TestCaseData> Damages()
    {
        TestCaseData Case(string name, Func<byte[], byte[]> damage, string reason) =>
            new TestCaseData(damage, reason).SetArgDisplayNames(name);
        int headerEnd = 400; // inside
        const int Offset = EntryFile.UsualPlanOffset;
        yield return Case("empty", static _ => [], "it is empty");
        yield return Case("cut off in its mark", static entry => entry[..10], "it is no entry of an engine cache");
        yield return Case("cut off in its first line", static entry => entry[..60], "it is cut off in its first line");
        yield return Case(
            "cut off in its header", entry => entry[..headerEnd], $"it is cut off: it has {headerEnd} bytes, and its header would end at");
        yield return Case(
            "cut off before its plan", static entry => entry[..10_000], "it is cut off: it has 10000 bytes, and its plan 1000 from byte 16384");
        yield return Case(
            "cut off at its plan", static entry => entry[..Offset], "it is cut off: it has 16384 bytes, and its plan 1000 from byte 16384");
        yield return Case("cut off in its plan", static entry => entry[..^1], "it is cut off: it has 17383 bytes");
        yield return Case("too long", static entry => [.. entry, 0], "1 bytes follow its end");
        yield return Case("a bit of its plan changed", static entry => Changed(entry, Offset + 500), "its plan's hash does not match: it has");
        yield return Case("a bit of its header changed", entry => Changed(entry, headerEnd), "its header's hash does not match its header");
        yield return Case("a bit between changed", static entry => Changed(entry, Offset - 10), "something stands between its header and its plan");
        yield return Case("a bit of its first line changed", static entry => Changed(entry, 36), "its first line is damaged");
        yield return Case(
            "another format", static entry => Replaced(entry, "format 1,", "format 2,"),
            "it is of format 2, and this version of TensorRTSharp reads 1");
        yield return Case("foreign", static _ => Models.Affine(), "it is no entry of an engine cache");
        yield return Case("zeros", static entry => new byte[entry.Length], "it is no entry of an engine cache");
        yield return Case("a plan", static _ => Plan, "it is no entry of an engine cache");
    }

    [SetUp]
    public void MakeAnEntry()
    {
        _folder = new CacheFolder();
        _path = _folder.Get(CacheFolder.Key(), Plan).Path;
        _entry = File.ReadAllBytes(_path);
        _folder.Log.Lines.Clear();
    }

    [TearDown]
    public void DeleteTheFolder() => _folder.Dispose();

    [TestCaseSource(nameof(Damages))]
    public void A_damaged_entry_is_reported_and_built_again(Func<byte[], byte[]> damage, string reason)
    {
        File.WriteAllBytes(_path, damage(_entry));
        bool isInPlan = reason.Contains("plan's hash", StringComparison.Ordinal);
        Assert.That(
            _folder.Cache().Entries.Single().Damage, isInPlan ? Is.Null : Does.StartWith(reason), "listing reads no plans");
        Assert.That(_folder.Get(CacheFolder.Key(), Plan).WasBuilt);
        LogLine[] warnings = [.. _folder.Log.Lines.Where(static line => line.Level == LogLevel.Warning)];
        Assert.That(warnings, Has.Length.EqualTo(1));
        Assert.That(warnings[0].Text, Does.StartWith($"Engine cache: {_path} cannot be used: {reason}"));
        Assert.That(warnings[0].Text, Does.EndWith("; the engine is built again"));
        Assert.That(File.ReadAllBytes(_path), Is.EqualTo(_entry));
        Assert.That(_folder.Get(CacheFolder.Key(), []) is { WasBuilt: false } found && found.Bytes.AsSpan().SequenceEqual(Plan));
    }

    [Test]
    public void No_byte_of_an_entry_changes_unseen()
    {
        using SafeFileHandle file = File.OpenHandle(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        for (int i = 0; i < _entry.Length; i++)
        {
            RandomAccess.Write(file, [(byte)(_entry[i] ^ 0x10)], i);
            EntryHeader? header = EntryFile.ReadHeader(file, out string damage);
            if (header is not null)
            {
                damage = EntryFile.DamageOfPlan(file, header, CancellationToken.None);
            }

            Assert.That(damage, Is.Not.Empty, $"byte {i}");
            RandomAccess.Write(file, [_entry[i]], i);
        }

        Assert.That(EntryFile.ReadHeader(file, out _), Is.Not.Null);
    }

    [Test]
    public void An_entry_under_another_key_s_name_is_not_taken_for_it()
    {
        EngineCacheKey other = CacheFolder.Key("model", ("model", "abc"), ("gpu", "B"));
        File.Move(_path, _path.Replace(CacheFolder.Key().FileHash, other.FileHash, StringComparison.Ordinal));
        Assert.That(_folder.Get(other, Plan).WasBuilt);
        Assert.That(_folder.Log.Lines.First().Text, Does.Contain("it was written for another key"));
    }

    [Test]
    public void A_folder_where_the_entry_should_be_costs_the_entry_and_not_the_engine()
    {
        File.Delete(_path);
        Directory.CreateDirectory(Path.Combine(_path, "full"));
        (byte[] bytes, bool wasBuilt, string path) = _folder.Get(CacheFolder.Key(), Plan);
        Assert.That(bytes, Is.EqualTo(Plan));
        Assert.That(wasBuilt);
        Assert.That(path, Is.Empty);
        Assert.That(_folder.Log.Lines.Last().Text, Does.StartWith(
            $"Engine cache: the engine for model is used, but could not be kept in {_folder.Folder}: "));
        Assert.That(_folder.Files("*.tmp*"), Is.Empty);
    }

    private static byte[] Changed(byte[] entry, int at)
    {
        byte[] changed = [.. entry];
        changed[at] ^= 0x10;
        return changed;
    }

    private static byte[] Replaced(byte[] entry, string text, string other) => Encoding.Latin1.GetBytes(
        Encoding.Latin1.GetString(entry).Replace(text, other, StringComparison.Ordinal));
}
