using System.Security.Cryptography;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Plans;

/// <summary>A plan of over 2 GB, which no array of .NET's holds. It takes 8 GB of memory: part of <c>build.sh verify</c>.</summary>
[TestFixture]
[Level("3")]
public sealed class LargePlanTests
{
    private const string Switch = "TRTSHARP_TEST_LARGE";
    private const int Side = 11_500; // five constants of 529 MB
    private const int Constants = 5;
    private const long MostManagedBytes = 1 << 20; // for the load and the copy; the plan is 2,500 times that

    [Test]
    public void A_plan_of_over_2_GB_is_built_saved_and_loaded_without_passing_through_managed_memory()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null)
        {
            Assert.Ignore($"{Switch} is not set: takes 8 GB of memory, 6 GB on the disk and two minutes");
        }

        TensorRT library = BackendsUnderTest.Open(Backend.TensorRT11);
        string folder = Directory.CreateTempSubdirectory("trtsharp-large").FullName;
        try
        {
            string built = Path.Combine(folder, "built.plan");
            Build(library, built);
            Assert.That(new FileInfo(built).Length, Is.GreaterThan((long)Side * Side * sizeof(float) * Constants));

            string saved = Path.Combine(folder, "saved.plan");
            EngineLoadOptions options = new() { Library = library };
            long before = GC.GetTotalAllocatedBytes(precise: true);
            using (Engine engine = Engine.Load(built, options))
            {
                engine.Save(saved);
            }

            Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(MostManagedBytes));
            Assert.That(Hash(saved), Is.EqualTo(Hash(built)));
            using FileStream stream = File.OpenRead(saved);
            using Engine again = Engine.Load(stream, options);
            Assert.That(again.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "x" }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Build(TensorRT library, string path)
    {
        using Builder builder = library.CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        using Network network = builder.CreateNetwork();
        Tensor sum = network.AddInput("x", DataType.Float, Side, Side);
        float[] values = new float[Side * Side];
        for (int i = 0; i < Constants; i++)
        {
            Array.Fill(values, i + 1);
            using Weights weights = Weights.From<float>(values);
            Tensor constant = network.AddConstant(weights, Side, Side).GetOutput(0);
            sum = network.AddElementWise(sum, constant, ElementWiseOperation.Sum).GetOutput(0);
        }

        sum.Name = "y";
        network.MarkOutput(sum);
        using FileStream plan = File.Create(path);
        builder.BuildSerializedNetworkToStream(network, config, plan);
    }

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file));
    }
}
