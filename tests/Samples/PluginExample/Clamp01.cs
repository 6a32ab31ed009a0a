using TensorRTSharp;

/// <summary>y = min(1, max(0, slope * x)), element by element.</summary>
internal sealed class Clamp01 : Plugin
{
    private const string Ptx =
        """
        .version 6.0
        .target sm_70
        .address_size 64

        .visible .entry clamp01(.param .u64 x, .param .u64 y, .param .f32 slope, .param .u32 count)
        {
            .reg .pred %outside;
            .reg .b32 %block, %size, %thread, %index, %count;
            .reg .b64 %x, %y, %offset;
            .reg .f32 %slope, %value;

            mov.u32 %block, %ctaid.x;
            mov.u32 %size, %ntid.x;
            mov.u32 %thread, %tid.x;
            mad.lo.u32 %index, %block, %size, %thread;
            ld.param.u32 %count, [count];
            setp.ge.u32 %outside, %index, %count;
            @%outside bra done;

            ld.param.u64 %x, [x];
            ld.param.u64 %y, [y];
            ld.param.f32 %slope, [slope];
            cvta.to.global.u64 %x, %x;
            cvta.to.global.u64 %y, %y;
            mul.wide.u32 %offset, %index, 4;
            add.u64 %x, %x, %offset;
            add.u64 %y, %y, %offset;
            ld.global.f32 %value, [%x];
            mul.f32 %value, %value, %slope;
            max.f32 %value, %value, 0f00000000;
            min.f32 %value, %value, 0f3F800000;
            st.global.f32 [%y], %value;
        done:
            ret;
        }
        """;

    private float _slope = 1;
    private DeviceKernel? _kernel;

    public override string Name => "Clamp01";

    public override void DescribeFields(PluginFields fields) => fields.Add("slope", ref _slope);

    public override void InferShapes(PluginShapes shapes) => shapes.SetOutput(0, shapes.GetInput(0));

    public override void Attach()
    {
        if (Library.Backend != Backend.Cpu)
        {
            _kernel = DeviceModule.LoadPtx(Library, Ptx).GetKernel("clamp01");
        }
    }

    public override void Enqueue(PluginEnqueueContext context)
    {
        if (context.IsOnHost)
        {
            ReadOnlySpan<float> x = context.GetInput<float>(0);
            Span<float> y = context.GetOutput<float>(0);
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = Math.Clamp(_slope * x[i], 0, 1);
            }

            return;
        }

        int count = (int)context.Inputs[0].ElementCount;
        _kernel!.Launch(
            context.Stream, (count + 255) / 256, 256, context.GetInputAddress(0), context.GetOutputAddress(0), _slope, count);
    }
}
