using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>Single operators against plain loops that share no code with any backend.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.All))]
public sealed class ReferenceOpTests(Backend backend)
{
    private readonly TensorRT _library = TensorRT.Open(backend);

    [TestCaseSource(typeof(OperatorCases), nameof(OperatorCases.All))]
    public void An_operator_computes_what_ONNX_defines(OperatorCase operatorCase)
    {
        using var compiled = CompiledModel.FromBytes(_library, operatorCase.Model);

        var y = compiled.Run(operatorCase.Inputs)[OperatorCase.Output];

        ToleranceAssert.AreClose(y, operatorCase.Expected, operatorCase.Tolerance, operatorCase.Name);
    }
}
