using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Layers;

/// <summary>Networks' and tensors' own properties, on the real TensorRT-RTX.</summary>
[Level("1")]
internal sealed class TensorTests
{
    [Test]
    public void A_network_has_a_name()
    {
        using RtxNetwork on = new();
        on.Network.Name = "größer";
        Assert.That(on.Network.Name, Is.EqualTo("größer"));
    }

    [Test]
    public void A_tensor_has_a_name_a_shape_and_names_of_its_dimensions()
    {
        using RtxNetwork on = new();
        Tensor input = on.Input(-1, 3);
        input.Name = "pixels";
        input.SetDimensionName(0, "batch");
        Assert.Multiple(() =>
        {
            Assert.That(on.Network.Inputs[0].Name, Is.EqualTo("pixels"));
            Assert.That(input.GetDimensionName(0), Is.EqualTo("batch"));
            Assert.That(input.GetDimensionName(1), Is.Null);
            Assert.That(input.DataType, Is.EqualTo(DataType.Float));
            Assert.That(input.IsNetworkInput, Is.True);
            Assert.That(input.IsNetworkOutput, Is.False);
        });
        input.SetDimensions([-1, 4]);
        Assert.That(input.GetDimensions(), Is.EqualTo(new long[] { -1, 4 }));
        input.SetDimensionName(0, null);
        Assert.That(input.GetDimensionName(0), Is.Null);
        Tensor output = on.Unary(input);
        on.Network.MarkOutput(output);
        Assert.That(output.IsNetworkInput, Is.False);
        Assert.That(output.IsNetworkOutput, Is.True);
        Assert.That(output.IsExecutionTensor, Is.True);
        Assert.That(output.IsShapeTensor, Is.False);
    }

    [Test]
    public void Formats_of_a_tensor_are_chosen()
    {
        using RtxNetwork on = new();
        Tensor input = on.Input(1, 8, 4, 4);
        Assert.That(input.GetAllowedFormats(), Does.Contain(TensorFormat.Linear));
        input.SetAllowedFormats(TensorFormat.Linear);
        Assert.That(input.GetAllowedFormats(), Is.EqualTo(new[] { TensorFormat.Linear }));
    }

    [Test]
    public void What_TensorRT_RTX_lacks_is_not_supported()
    {
        using RtxNetwork on = new();
        Tensor input = on.Input(1, 3);
        Assert.That(() => input.Location, Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("ITensor::getLocation"));
        Assert.That(() => input.Location = TensorLocation.Host, Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("ITensor::setLocation"));
    }
}
