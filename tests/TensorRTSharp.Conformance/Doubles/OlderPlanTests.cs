using NUnit.Framework;
using TensorRTSharp.Conformance.Plans;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.Doubles;

[Level("3")]
internal sealed class OlderPlanTests
{
    [Test]
    public void An_old_TensorRT_reads_from_the_middle_of_a_file_too()
    {
        TensorRT old = VersionedTensorRT10.Require("10.3.0").Library; // has the first kind of reader only
        using MemoryStream stream = new([9, 9, 9, .. PlanOfSmallModel.Of(old)]);
        stream.Position = 3;
        using Engine engine = Engine.Load(stream, new EngineLoadOptions { Library = old });
        PlanOfSmallModel.AssertComputes(old, engine);
    }
}
