using System.Buffers.Binary;
using System.Text;
using NUnit.Framework;
using TensorRTSharp.Tests.Caching;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Plans;

internal sealed class EngineInfoTests
{
    private string _folder = "";

    [SetUp]
    public void MakeAFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-info").FullName;

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("ftrt", 10, 6, 0, 26, Backend.TensorRT10, "TensorRT 10.6.0.26")]
    [TestCase("ftrt", 11, 4, 0, 1, Backend.TensorRT11, "TensorRT 11.4.0.1")]
    [TestCase("vtrt", 1, 7, 1, 116, Backend.TensorRTRtx, "TensorRT-RTX 1.7.1.116")]
    [TestCase("ftrt", 8, 6, 1, 0, null, "TensorRT 8.6.1.0, which this version of TensorRTSharp does not run")]
    [TestCase("vtrt", 2, 0, 0, 0, null, "TensorRT-RTX 2.0.0.0, which this version of TensorRTSharp does not run")]
    public void A_plan_s_first_bytes_name_its_maker(
        string mark, byte major, byte minor, byte patch, byte build, Backend? maker, string text)
    {
        byte[] plan = Head(mark, 100, major, minor, patch, build);
        EngineInfo info = EngineInfo.Read(plan);
        Assert.That(info.Maker, Is.EqualTo(maker));
        Assert.That(info.MakerText, Is.EqualTo(text));
        Assert.That(info.MakerVersion, Is.EqualTo(new Version(major, minor, patch, build)));
        Assert.That(info.Size, Is.EqualTo(ByteSize.Bytes(100)));
        Assert.That(info.Problem, Is.Null);
    }

    [Test]
    public void What_is_cut_off_or_too_long_is_said()
    {
        byte[] plan = Head("ftrt", 100, 10, 6, 0, 26);
        Assert.That(
            EngineInfo.Read(plan.AsSpan(0, 60)).Problem, Is.EqualTo("it is cut off: it has 60 bytes, and says that it has 100"));
        Assert.That(
            EngineInfo.Read([.. plan, 1]).Problem, Is.EqualTo("1 bytes follow its end: it has 101, and says that it has 100"));
        Assert.That(EngineInfo.Read(plan.AsSpan(0, 10)).MakerText, Is.EqualTo("TensorRT, of unknown version: there are only 10 bytes"));
    }

    [Test]
    public void Bytes_that_are_no_plan_have_an_unknown_maker()
    {
        (byte[], string)[] cases =
        [
            ([], "unknown: there are no bytes"),
            ([1], "unknown: it begins with the bytes 01, as no plan does"),
            (Models.Affine(), "unknown: it looks like an ONNX model, which has to be built first"),
            ("TensorRTSharp engine, format 1, and so on"u8.ToArray(), "unknown: it is an entry of an engine cache, which is read by its path"),
            ("<html><body>404"u8.ToArray(), "unknown: it begins with the bytes 3c68746d6c3e3c62, as no plan does"),
        ];
        foreach ((byte[] bytes, string text) in cases)
        {
            string path = Path.Combine(_folder, "x.plan");
            File.WriteAllBytes(path, bytes);
            using MemoryStream stream = new(bytes);
            foreach (EngineInfo info in new[] { EngineInfo.Read(bytes), EngineInfo.Read(stream), EngineInfo.Read(path) })
            {
                Assert.That(info.Maker, Is.Null);
                Assert.That(info.MakerText, Is.EqualTo(text));
                Assert.That(info.Description, Is.Null);
                Assert.That(info.ToString(), Does.StartWith($"made by {text}, {ByteSize.Bytes(bytes.Length)}"));
            }
        }
    }

    [Test]
    public void No_bytes_make_it_throw()
    {
        Random random = new(1);
        foreach (string mark in new[] { "ftrt", "vtrt", "TRTSCPU\0\x1\0\0\0", "TensorRTSharp engine, format ", "\x08\x08" })
        {
            for (int i = 0; i < 2_000; i++)
            {
                byte[] bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
                Encoding.Latin1.GetBytes(mark)[..Math.Min(mark.Length, bytes.Length)].CopyTo(bytes, 0);
                Assert.That(EngineInfo.Read(bytes).ToString(), Is.Not.Empty);
                if (i < 50)
                {
                    string path = Path.Combine(_folder, "x.plan");
                    File.WriteAllBytes(path, bytes);
                    Assert.That(EngineInfo.Read(path).ToString(), Is.Not.Empty);
                }
            }
        }
    }

    [Test]
    public void A_plan_of_the_CPU_backend_names_its_ONNX_Runtime()
    {
        TensorRT library = CpuBackend.Require();
        using SerializedEngine plan = Engines.Plan(library, Models.Affine(), ([1, 3], [2, 3], [8, 3]));
        EngineInfo info = EngineInfo.Read(plan.ToArray());
        Assert.That(info.Maker, Is.EqualTo(Backend.Cpu));
        Assert.That(info.MakerText, Is.EqualTo($"the CPU backend (ONNX Runtime {library.Version})"));
        Assert.That(info.MakerVersion, Is.EqualTo(library.Version));
        Assert.That(info.Problem, Is.Null);
        byte[] other = plan.ToArray();
        other[8] = 9;
        Assert.That(
            EngineInfo.Read(other).MakerText,
            Is.EqualTo("the CPU backend, in format 9 where this version of TensorRTSharp reads 1"));
    }

    [Test]
    public void A_stream_is_put_back_where_it_was()
    {
        using MemoryStream stream = new([0, 0, 0, .. Head("ftrt", 100, 10, 6, 0, 26)]);
        stream.Position = 3;
        EngineInfo info = EngineInfo.Read(stream);
        Assert.That(info.Maker, Is.EqualTo(Backend.TensorRT10));
        Assert.That(info.Problem, Is.Null);
        Assert.That(stream.Position, Is.EqualTo(3));
    }

    [Test]
    public void An_entry_of_a_cache_tells_what_its_plan_was_built_from()
    {
        using CacheFolder folder = new();
        byte[] plan = Head("ftrt", 100, 10, 6, 0, 26);
        string path = folder.Get(CacheFolder.Key(), plan).Path;
        EngineInfo info = EngineInfo.Read(path);
        Assert.That(info.Maker, Is.EqualTo(Backend.TensorRT10));
        Assert.That(info.Size, Is.EqualTo(ByteSize.Bytes(100)));
        Assert.That(info.Description!.ToJson(), Is.EqualTo(CacheFolder.Description.ToJson()));
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = 200;
            file.WriteByte(0);
        }

        info = EngineInfo.Read(path);
        Assert.That(info.Maker, Is.Null);
        Assert.That(
            info.Problem, Is.EqualTo("it is a damaged entry of an engine cache: its header's hash does not match its header"));
    }

    [Test]
    public void A_missing_file_is_named()
    {
        string path = Path.Combine(_folder, "missing.plan");
        Assert.That(() => EngineInfo.Read(path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains(path));
    }

    [TestCase("{", "cannot be read")]
    [TestCase("null", "is empty")]
    [TestCase("""{"plan":{"length":1,"sha256":""},"description":null}""", "cannot be read")]
    [TestCase("""{"plan":{"length":1,"sha256":""},"description":{"maker":"Abacus","libraryVersion":"1"}}""", "cannot be read")]
    [TestCase("""{"plan":{"length":1,"sha256":""},"description":{"maker":"Cpu","libraryVersion":"1"}}""", "describes another plan, of 1 bytes")]
    public void A_bad_file_beside_a_plan_is_said_and_not_believed(string json, string problem)
    {
        string path = Path.Combine(_folder, "x.plan");
        File.WriteAllBytes(path, Head("ftrt", 100, 10, 6, 0, 26));
        File.WriteAllText(path + ".json", json);
        EngineInfo info = EngineInfo.Read(path);
        Assert.That(info.Maker, Is.EqualTo(Backend.TensorRT10));
        Assert.That(info.Description, Is.Null);
        Assert.That(info.Problem, Does.Contain("x.plan.json").And.Contain(problem));
    }

    /// <summary>As TensorRT writes it: mark, size, version; then bytes.</summary>
    internal static byte[] Head(string mark, int size, byte major, byte minor, byte patch, byte build)
    {
        byte[] plan = new byte[size];
        Encoding.ASCII.GetBytes(mark).CopyTo(plan, 0);
        BinaryPrimitives.WriteInt64LittleEndian(plan.AsSpan(0x10), size);
        (plan[0x18], plan[0x19], plan[0x1a], plan[0x1b]) = (major, minor, patch, build);
        return plan;
    }
}
