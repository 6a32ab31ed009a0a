using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>
/// Each call that the whole road makes, at each place where it makes it, goes wrong in each way that it can: one typed
/// exception, nothing left behind, and the same road works afterwards.
/// </summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.Doubles))]
public sealed class FaultTests(Backend backend)
{
    private const string LogLine = "planned failure";

    private static readonly float[] Rows = [1, 2, 3, -4, 5.5f, 0];

    /// <summary>
    /// Methods whose failure value is an answer like others, so that nobody can tell before a later call does, if at all:
    /// false, no name, no bytes, no output, no creator, the type, the mode and the location that are 0, an unknown shape.
    /// </summary>
    private static readonly string[] Silent =
    [
        "ICudaEngine::getName", "ICudaEngine::getTensorDataType", "ICudaEngine::getTensorIOMode",
        "ICudaEngine::getTensorLocation", "ICudaEngine::getTensorShape", "ICudaEngine::isShapeInferenceIO",
        "IExecutionContext::getTensorShape",
        "IHostMemory::data", "IHostMemory::size", "ILayer::getOutput", "ILayer::getType",
        "IPluginRegistry::getCreator",
    ];

    private TensorRT _library = null!;
    private FakeTensorRT _fake = null!;

    private static IEnumerable<string> Roads => SmallModel.Roads.Keys;

    [OneTimeSetUp]
    public void Open()
    {
        _fake = Double.Of(backend);
        _library = BackendsUnderTest.Open(backend);
    }

    [TearDown]
    public void Clear() => _fake.ClearFaults();

    [TestCaseSource(nameof(Roads))]
    public void A_failing_call_is_one_exception(string road) => Check(road, FakeOutcome.Fails);

    [TestCaseSource(nameof(Roads))]
    public void A_small_number_for_an_object_is_one_exception(string road) => Check(road, FakeOutcome.SmallNumber);

    [TestCaseSource(nameof(Roads))]
    public void An_exception_from_native_code_is_one_exception(string road) => Check(road, FakeOutcome.Throws);

    private void Check(string road, FakeOutcome outcome)
    {
        _fake.ClearCalls();
        Assert.That(Run(road), Is.EqualTo(SmallModel.Expected(Rows)));
        Dictionary<string, int> calls = _fake.Calls.CountBy(static call => call.Method).ToDictionary();
        Assert.That(calls, Has.Count.GreaterThan(35));
        long natives = NativeHandle.LiveCount;
        List<string> silent = [];
        foreach ((string method, int count) in calls)
        {
            for (int skip = 0; skip < count; skip++)
            {
                if (!_fake.AddFault(method, outcome, skip, logLine: LogLine))
                {
                    break; // noexcept
                }

                Exception? failure = FailureOf(road);
                if (failure is null)
                {
                    silent.Add(method);
                    continue;
                }

                using IDisposable all = Assert.EnterMultipleScope();
                Assert.That(IsTyped(failure), Is.True, () => $"{method}, call {skip}: {failure}");
                if (!failure.Message.Contains(LogLine, StringComparison.Ordinal))
                {
                    silent.Add(method); // something later fell over it
                }

                Assert.That(_fake.Living, Is.Empty, $"{method}, call {skip}");
                Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives), $"{method}, call {skip}");
                Assert.That(_fake.Traps, Is.Empty, $"{method}, call {skip}");
            }
        }

        Assert.That(Run(road), Is.EqualTo(SmallModel.Expected(Rows)));
        Assert.That(silent.Distinct().Order(), Is.SubsetOf(Silent));
    }

    /// <returns>Null where the road did not mind.</returns>
    private Exception? FailureOf(string road)
    {
        try
        {
            _ = Run(road);
            return null;
        }
        catch (Exception exception) when (exception is not AssertionException)
        {
            return exception;
        }
        finally
        {
            _fake.ClearFaults();
        }
    }

    private static bool IsTyped(Exception exception) =>
        exception is TensorRTException or ArgumentException or InvalidOperationException;

    private float[] Run(string road)
    {
        using SerializedEngine plan = SmallModel.Build(_library, road, static (_, config) =>
        {
            using TimingCache cache = config.CreateTimingCache();
            config.SetTimingCache(cache);
            config.SetFlag(BuilderFlag.Refit);
            using HostMemory bytes = cache.Serialize();
        });
        using Runtime runtime = _library.CreateRuntime();
        using Engine engine = runtime.DeserializeEngine(plan);
        using (EngineInspector inspector = engine.CreateInspector())
        {
            _ = inspector.GetEngineInformation();
        }

        using (Refitter refitter = engine.CreateRefitter())
        {
            _ = refitter.GetAllWeights();
            refitter.RefitEngine();
        }

        using InferenceContext context = engine.CreateContext();
        using DeviceStream stream = _library.CreateStream();
        using DeviceBuffer input = _library.AllocateBuffer(Rows.Length * sizeof(float));
        using OutputBuffer output = _library.CreateOutputBuffer();
        input.CopyFrom<float>(Rows);
        context.SetInputShape(SmallModel.Input, [Rows.Length / 3, 3]);
        context.SetTensorAddress(SmallModel.Input, input);
        context.SetOutputBuffer(SmallModel.Output, output);
        context.Enqueue(stream);
        stream.Synchronize();
        return output.ToArray<float>();
    }
}
