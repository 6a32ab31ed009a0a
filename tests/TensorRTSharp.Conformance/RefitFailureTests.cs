using NUnit.Framework;

namespace TensorRTSharp.Conformance;

/// <summary>A refit during which a callback throws.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.Doubles))]
public sealed class RefitFailureTests(Backend backend)
{
    [TestCase(false)]
    [TestCase(true)]
    public void What_a_recorder_throws_comes_with_that_refit_and_not_with_the_next_call(bool awaited)
    {
        TensorRT library = BackendsUnderTest.Open(backend);
        using Engine engine = TensorRT.FromNetwork(SmallModel.Roads["ONNX"]).WithLibrary(library)
            .WithProfile("x", [1, 3], [2, 3], [4, 3]).WithFlag(BuilderFlag.StripPlan).Build();
        using Refitter refitter = engine.CreateRefitter();
        using DeviceStream stream = library.CreateStream();
        FormatException thrown = new("the recorder is full");
        refitter.ErrorRecorder = new ThrowingRecorder(thrown);
        TensorRTException? failed = Assert.Catch<TensorRTException>(() =>
        {
            if (awaited)
            {
                refitter.RefitEngine(stream); // lacks the weights, which it tells the recorder
            }
            else
            {
                refitter.RefitEngine();
            }
        });
        Assert.That(failed!.InnerException, Is.SameAs(thrown));
        Assert.That(refitter.GetMissingWeights(), Is.Not.Empty);
        refitter.ErrorRecorder = null;
        Assert.That(() => refitter.RefitEngine(), Throws.InvalidOperationException);
    }

    private sealed class ThrowingRecorder(Exception thrown) : IErrorRecorder
    {
        public int Count => 0;

        public bool HasOverflowed => false;

        public ErrorCode GetErrorCode(int index) => ErrorCode.Success;

        public string GetErrorDescription(int index) => "";

        public void Clear()
        {
        }

        public bool ReportError(ErrorCode code, string description) => throw thrown;
    }
}
