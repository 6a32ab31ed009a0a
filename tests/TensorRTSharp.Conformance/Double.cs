using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>The fake TensorRT that stands for a backend.</summary>
internal static class Double
{
    public static FakeTensorRT Of(Backend backend) => FakeTensorRT.Require(backend switch
    {
        Backend.TensorRT10 => "trt10",
        Backend.TensorRT11 => "trt11",
        _ => "rtx1",
    });
}
