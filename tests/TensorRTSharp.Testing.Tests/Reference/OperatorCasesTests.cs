using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

/// <summary>Holds the reference against ONNX Runtime: two implementations that share nothing must agree.</summary>
[Level("0")]
public sealed class OperatorCasesTests
{
    [TestCaseSource(typeof(OperatorCases), nameof(OperatorCases.All))]
    public void The_reference_agrees_with_OnnxRuntime(OperatorCase operatorCase)
    {
        var y = OnnxRuntimeReference.Run(operatorCase.Model, operatorCase.Inputs)[OperatorCase.Output];

        ToleranceAssert.AreClose(y, operatorCase.Expected, operatorCase.Tolerance, operatorCase.Name);
    }

    [Test]
    public void Cases_are_the_same_each_time()
    {
        var first = OperatorCases.All().Select(c => (c.Name, Convert.ToHexString(c.Model)));

        Assert.That(OperatorCases.All().Select(c => (c.Name, Convert.ToHexString(c.Model))), Is.EqualTo(first));
    }
}
