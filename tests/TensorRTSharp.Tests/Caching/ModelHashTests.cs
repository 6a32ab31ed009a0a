using System.Security.Cryptography;
using System.Text;
using NUnit.Framework;
using TensorRTSharp.Caching;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Caching;

internal sealed class ModelHashTests
{
    private string _folder = "";

    [SetUp]
    public void MakeAFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-hash").FullName;

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_model_in_one_piece_has_the_hash_that_other_tools_print()
    {
        _ = CpuBackend.Require();
        byte[] model = Models.Affine();
        string expected = Convert.ToHexStringLower(SHA256.HashData(model));
        string path = Write("model.onnx", model);
        using MemoryStream stream = new(model);
        Assert.That(EngineCacheKey.ModelHash(path), Is.EqualTo(expected));
        Assert.That(EngineCacheKey.ModelHash(stream), Is.EqualTo(expected));
        Assert.That(EngineCacheKey.ModelHash(model), Is.EqualTo(expected));
        Assert.That(EngineCacheKey.DescribeModel(path), Is.EqualTo(new DescribedModel("model.onnx", model.Length, expected)));
    }

    [Test]
    public void Every_byte_of_external_data_counts()
    {
        _ = CpuBackend.Require();
        string path = Write("model.onnx", WithExternalData("b.bin", "a.bin"));
        byte[] data = [.. Enumerable.Range(0, 16).Select(static one => (byte)one)];
        string first = Write("b.bin", data);
        string second = Write("a.bin", data);
        string hash = EngineCacheKey.ModelHash(path);
        string dataHash = Convert.ToHexStringLower(SHA256.HashData(data));
        string list = $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}\n{dataHash} b.bin\n{dataHash} a.bin";
        Assert.That(hash, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)))));
        Assert.That(EngineCacheKey.DescribeModel(path).Size, Is.EqualTo(new FileInfo(path).Length + 32));
        foreach (string file in new[] { first, second })
        {
            data[15]++;
            File.WriteAllBytes(file, data);
            string changed = EngineCacheKey.ModelHash(path);
            Assert.That(changed, Is.Not.EqualTo(hash));
            hash = changed;
        }
    }

    [Test]
    public void A_relative_path_is_one_below_the_current_folder()
    {
        _ = CpuBackend.Require();
        string path = Write("model.onnx", WithExternalData("b.bin"));
        _ = Write("b.bin", new byte[16]);
        Assert.That(
            EngineCacheKey.ModelHash(Path.GetRelativePath(Environment.CurrentDirectory, path)),
            Is.EqualTo(EngineCacheKey.ModelHash(path)));
    }

    [Test]
    public void What_cannot_be_hashed_is_named()
    {
        _ = CpuBackend.Require();
        string missing = Path.Combine(_folder, "missing.onnx");
        Assert.That(
            () => EngineCacheKey.ModelHash(missing),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains(missing));
        Assert.That(
            () => EngineCacheKey.ModelHash(Write("model.onnx", WithExternalData("../b.bin"))),
            Throws.TypeOf<OnnxParseException>().With.Message.Contains("tensor 'w0': its data file '../b.bin' lies outside"));
        Assert.That(
            () => EngineCacheKey.ModelHash(Write("text.onnx", "no model"u8.ToArray())), Throws.TypeOf<OnnxParseException>());
    }

    [Test]
    public void Hashing_can_be_cancelled()
    {
        _ = CpuBackend.Require();
        using MemoryStream stream = new(new byte[10]);
        Assert.That(
            () => EngineCacheKey.ModelHash(stream, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => EngineCacheKey.ModelHash(Write("model.onnx", Models.Affine()), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A model with a tensor of 16 bytes in each of the files.</summary>
    private static byte[] WithExternalData(params string[] files)
    {
        byte[] graph = [.. files.SelectMany((file, index) => Field(
            5,
            [
                .. Number(1, 4), .. Number(2, 1), .. Text(8, $"w{index}"),
                .. Field(13, [.. Text(1, "location"), .. Text(2, file)]), .. Number(14, 1),
            ]))];
        return [.. Number(1, 8), .. Field(8, [.. Text(1, ""), .. Number(2, 17)]), .. Field(7, graph)];
    }

    private static byte[] Text(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Number(int number, byte value) => [(byte)(number << 3), value];

    private static byte[] Field(int number, byte[] bytes) => bytes.Length < 128
        ? [(byte)((number << 3) | 2), (byte)bytes.Length, .. bytes]
        : [(byte)((number << 3) | 2), (byte)(bytes.Length | 128), (byte)(bytes.Length >> 7), .. bytes];
}
