using System.Buffers.Binary;
using NUnit.Framework;
using TensorRTSharp.Caching;

namespace TensorRTSharp.Tests.Caching;

/// <summary>Plans of more bytes than any array has, in files that are mostly holes.</summary>
internal sealed class LargePlanTests
{
    private const long Length = 5L << 30;

    private string _folder = "";

    [SetUp]
    public void MakeAFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-large").FullName;

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_plan_of_5_GiB_is_read_at_any_place()
    {
        string path = Path.Combine(_folder, "large.plan");
        using (FileStream file = File.Create(path))
        {
            byte[] head = new byte[32];
            "ftrt"u8.CopyTo(head);
            BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(0x10), Length);
            (head[0x18], head[0x19]) = (10, 6);
            file.Write(head);
            file.SetLength(Length);
            file.Position = Length - 4;
            file.Write("tail"u8);
        }

        EngineInfo info = EngineInfo.Read(path);
        Assert.That(info.Size, Is.EqualTo(ByteSize.GiB(5)));
        Assert.That(info.Problem, Is.Null);
        using PlanFile plan = PlanFile.Open(path);
        AssertEndsIn(plan.Bytes, "tail"u8);
    }

    [Test]
    public void An_entry_of_5_GiB_is_listed_and_read_at_any_place()
    {
        EngineCacheKey key = CacheFolder.Key();
        string path = Path.Combine(_folder, $"model-{key.FileHash}.engine");
        using (FileStream file = File.Create(path))
        {
            byte[] head = EntryFile.Head(CacheFolder.Description, key.Components, Length, new string('0', 64));
            file.Write(head);
            file.SetLength(head.Length + Length);
            file.Position = head.Length + Length - 4;
            file.Write("tail"u8);
        }

        EngineCacheEntry entry = new EngineCache(_folder).Entries.Single();
        Assert.That(entry.Damage, Is.Null);
        Assert.That(entry.PlanSize, Is.EqualTo(ByteSize.GiB(5)));
        using PlanFile plan = PlanFile.Open(path);
        AssertEndsIn(plan.Bytes, "tail"u8);
    }

    private static void AssertEndsIn(PlanBytes bytes, ReadOnlySpan<byte> tail)
    {
        Assert.That(bytes.Length, Is.EqualTo(Length));
        using PlanStream stream = new(bytes);
        Assert.That(stream.Seek(-4, SeekOrigin.End), Is.EqualTo(Length - 4));
        byte[] read = new byte[8];
        Assert.That(stream.Read(read, 0, 8), Is.EqualTo(4), "nothing is read beyond the end");
        Assert.That(read.AsSpan(0, 4).SequenceEqual(tail));
        Assert.That(stream.Read(read, 0, 8), Is.Zero);
        Assert.That(stream.Seek(-4 - (3L << 30), SeekOrigin.Current), Is.EqualTo(Length - 4 - (3L << 30)));
        Assert.That(stream.Read(read, 0, 8), Is.EqualTo(8));
    }
}
