using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Gpu;

/// <summary>Real engines on a real GPU give the outputs that ONNX Runtime's Python package recorded.</summary>
[Level("4")]
internal sealed class PlanOutputTests
{
    // TensorRT multiplies FP32 matrices in TF32 unless told not to: the catalog's bounds for that hold.
    [TestCase("digits-cnn.vc.plan", "digits-cnn")]
    [TestCase("digits-cnn-refit.plan", "digits-cnn")]
    [TestCase("digits-cnn-two-profiles.plan", "digits-cnn")]
    [TestCase("digits-cnn-weight-streaming.plan", "digits-cnn")]
    [TestCase("digits-cnn-detailed.plan", "digits-cnn")]
    [TestCase("ultraface-rfb-320.vc.plan", "ultraface-rfb-320")]
    [TestCase("tiny-encoder.vc.plan", "tiny-encoder")]
    [TestCase("if-branch.plan", "if-branch")]
    [TestCase("loop-accumulate.plan", "loop-accumulate")]
    public void Outputs_in_TF32_are_the_expected_ones(string plan, string model)
    {
        using LoadedPlan loaded = LoadedPlan.Load(plan);
        TestModel expected = TestModels.Catalog[model];
        loaded.AssertGivesOutputsOf(expected, expected.Tolerance.Tf32!.Elementwise!.Value);
    }

    [TestCase("digits-cnn-fp16-strong.plan", "digits-cnn-fp16")]
    public void Outputs_in_FP16_are_the_expected_ones(string plan, string model)
    {
        using LoadedPlan loaded = LoadedPlan.Load(plan);
        Assert.That(loaded.Engine.Inputs[0].DataType, Is.EqualTo(DataType.Half));
        TestModel expected = TestModels.Catalog[model];
        loaded.AssertGivesOutputsOf(expected, expected.Tolerance.Fp16!.Elementwise!.Value);
    }

    [TestCase("digits-cnn-int8.vc.plan", "digits-cnn-qdq")]
    [TestCase("digits-cnn-qdq.plan", "digits-cnn-qdq")]
    public void Outputs_in_INT8_are_the_expected_ones(string plan, string model)
    {
        using LoadedPlan loaded = LoadedPlan.Load(plan);
        TestModel expected = TestModels.Catalog[model];
        loaded.AssertGivesOutputsOf(expected, expected.Tolerance.Int8!.Elementwise!.Value);
    }

    // The least accuracy is the catalog's, for each precision.
    [TestCase("digits-cnn.vc.plan", 0.995)]
    [TestCase("digits-cnn-int8.vc.plan", 0.98)]
    [TestCase("digits-cnn-qdq.plan", 0.98)]
    public void Accuracy_over_the_test_set_is_that_of_the_trained_network(string plan, double least)
    {
        using LoadedPlan loaded = LoadedPlan.Load(plan);
        double[] logits = DigitsTestSet.Classify(loaded.Run, batch: 64);
        Assert.That(DigitsTestSet.AccuracyOf(logits), Is.GreaterThanOrEqualTo(least));
    }

    [Test]
    public void Outputs_whose_shape_depends_on_the_data_have_the_expected_shape_and_values()
    {
        using LoadedPlan loaded = LoadedPlan.Load("nonzero-select.vc.plan");
        loaded.AssertGivesOutputsOf(TestModels.Catalog["nonzero-select"], new Tolerance(0, 0));
    }

    [Test]
    public void Boxes_that_are_selected_are_the_expected_ones_in_any_order()
    {
        using LoadedPlan loaded = LoadedPlan.Load("nms-postprocess.plan");
        TestModel model = TestModels.Catalog["nms-postprocess"];
        foreach (ModelCase modelCase in loaded.CasesOf(model))
        {
            IReadOnlyDictionary<string, TypedArray> outputs = loaded.Run(TestModels.Catalog.ReadInputs(modelCase));
            TypedArray expected = TestModels.Catalog.ReadOutputs(modelCase)["selected"];
            Assert.That(Rows(outputs["selected"]), Is.EquivalentTo(Rows(expected)), modelCase.Name);
        }

        static List<string> Rows(TypedArray array) =>
            [.. array.ToArray<long>().Chunk(3).Select(row => string.Join(' ', row))];
    }

    // Its weights are constants, for measuring only: in FP16 they grow beyond what that holds, and every answer is NaN.
    [Test]
    public void ResNet_50_in_FP16_runs_at_every_batch_size()
    {
        using LoadedPlan loaded = LoadedPlan.Load("resnet50-fp16.vc.plan");
        EngineTensor input = loaded.Engine.Inputs.Single();
        EngineTensor output = loaded.Engine.Outputs.Single();
        foreach (int batch in new[] { 1, 8, 32, 64 })
        {
            TypedArray images = TypedArray.From(new float[batch * 3 * 224 * 224], batch, 3, 224, 224);
            TypedArray answers = loaded.Run(new Dictionary<string, TypedArray> { [input.Name] = images })[output.Name];
            Assert.That(answers.Shape, Is.EqualTo(new long[] { batch, 1000 }));
            Assert.That(answers.ToDoubles(), Is.All.EqualTo(double.NaN), "what TensorRT 10.6 answers");
        }
    }
}
