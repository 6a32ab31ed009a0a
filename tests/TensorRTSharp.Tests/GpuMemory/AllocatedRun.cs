using Microsoft.Extensions.Logging;
using TensorRTSharp.Tests.Calibration;

namespace TensorRTSharp.Tests.GpuMemory;

/// <summary>y[N,3] = 2 x[N,3] + 1 on a fake TensorRT: what a plan goes through once it is there.</summary>
internal static class AllocatedRun
{
    internal static byte[] Plan(string family)
    {
        using CalibratedBuild build = new(family);
        using SerializedEngine plan = build.Run();
        return plan.ToArray();
    }

    internal static Runtime CreateRuntime(string family, IGpuAllocator? allocator, ILogger? logger = null)
    {
        Runtime runtime = CalibratedBuild.Open(family).CreateRuntime(logger);
        runtime.GpuAllocator = allocator;
        return runtime;
    }

    /// <summary>The engine; its runtime is disposed already.</summary>
    internal static Engine Load(string family, IGpuAllocator allocator)
    {
        using Runtime runtime = CreateRuntime(family, allocator);
        return runtime.DeserializeEngine(Plan(family));
    }

    /// <summary>Runs once.</summary>
    /// <returns>The outputs for 1, 2, 3.</returns>
    internal static float[] Enqueue(TensorRT library, InferenceContext context, DeviceStream stream)
    {
        using DeviceBuffer x = library.AllocateBuffer(12);
        using DeviceBuffer y = library.AllocateBuffer(12);
        x.CopyFrom<float>([1, 2, 3]);
        context.SetInputShape("x", [1, 3]);
        context.SetTensorAddress("x", x);
        context.SetTensorAddress("y", y);
        context.Enqueue(stream);
        stream.Synchronize();
        float[] outputs = new float[3];
        y.CopyTo<float>(outputs);
        return outputs;
    }

    internal static float[] Enqueue(TensorRT library, InferenceContext context)
    {
        using DeviceStream stream = library.CreateStream();
        return Enqueue(library, context, stream);
    }
}
