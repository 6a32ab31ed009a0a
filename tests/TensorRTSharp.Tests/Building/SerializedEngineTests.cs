using NUnit.Framework;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

internal sealed class SerializedEngineTests
{
    private string _folder = "";

    [SetUp]
    public void MakeAFolder() => _folder = Directory.CreateTempSubdirectory("trtsharp-plan").FullName;

    [TearDown]
    public void DeleteTheFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Every_way_out_gives_the_same_bytes()
    {
        using SerializedEngine plan = Plan();
        byte[] array = plan.ToArray();
        using MemoryStream stream = new();
        plan.CopyTo(stream);
        string path = Path.Combine(_folder, "affine.plan");
        plan.Save(path);
        Assert.That(array, Has.Length.EqualTo(plan.ByteLength));
        Assert.That(stream.ToArray(), Is.EqualTo(array));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(array));
    }

    [Test]
    public void Saving_replaces_a_file_and_leaves_nothing_else()
    {
        string path = Path.Combine(_folder, "affine.plan");
        File.WriteAllText(path, "old");
        using SerializedEngine plan = Plan();
        plan.Save(path);
        Assert.That(new FileInfo(path).Length, Is.EqualTo(plan.ByteLength));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_failed_save_leaves_the_old_file_and_nothing_else()
    {
        string path = Path.Combine(_folder, "affine.plan");
        Directory.CreateDirectory(path); // cannot be replaced by a file
        using SerializedEngine plan = Plan();
        Assert.That(() => plan.Save(path), Throws.InstanceOf<Exception>());
        Assert.That(Directory.Exists(path));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test]
    public void A_disposed_plan_cannot_be_used()
    {
        SerializedEngine plan = Plan();
        plan.Dispose();
        Assert.That(() => plan.ToArray(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => plan.Save(Path.Combine(_folder, "x")), Throws.TypeOf<ObjectDisposedException>());
    }

    private static SerializedEngine Plan() => Engines.Plan(
        CpuBackend.Require(), Models.Affine(), ([1, 3], [2, 3], [8, 3]));
}
