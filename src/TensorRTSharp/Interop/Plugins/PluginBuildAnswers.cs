namespace TensorRTSharp.Interop;

/// <summary>What the two versions of IPluginV3OneBuild have in common.</summary>
internal static unsafe class PluginBuildAnswers
{
    internal static int Configure(
        Plugin plugin, NativeDynamicPluginTensorDesc* inputs, int inputCount, NativeDynamicPluginTensorDesc* outputs, int outputCount)
    {
        plugin.Configure(new(new(inputs, inputCount)), new(new(outputs, outputCount)));
        return 0;
    }

    internal static int GetOutputTypes(Plugin plugin, DataType* outputs, int outputCount, DataType* inputs, int inputCount)
    {
        for (int output = 0; output < outputCount; output++)
        {
            outputs[output] = plugin.GetOutputType(output, new ReadOnlySpan<DataType>(inputs, inputCount));
        }

        return 0;
    }

    internal static int GetOutputShapes(
        Plugin plugin,
        NativeDimsExprs* inputs,
        int inputCount,
        NativeDimsExprs* shapeInputs,
        int shapeInputCount,
        NativeDimsExprs* outputs,
        int outputCount,
        NativeView builder)
    {
        DimensionExpressions expressions = new(builder);
        PluginShapes shapes = new(
            expressions,
            expressions.Read(inputs, inputCount),
            expressions.Read(shapeInputs, shapeInputCount),
            outputCount);
        plugin.InferShapes(shapes);
        for (int output = 0; output < outputCount; output++)
        {
            expressions.Write(shapes.OutputAt(output), outputs + output);
        }

        return 0;
    }

    internal static bool SupportsFormat(
        Plugin plugin, int position, NativeDynamicPluginTensorDesc* tensors, int inputCount, int outputCount) =>
        plugin.SupportsFormat(position, new(new(tensors, inputCount + outputCount)));

    internal static long GetWorkspaceSize(
        Plugin plugin, NativeDynamicPluginTensorDesc* inputs, int inputCount, NativeDynamicPluginTensorDesc* outputs, int outputCount) =>
        plugin.GetWorkspaceSize(new(new(inputs, inputCount)), new(new(outputs, outputCount)));

    internal static int GetTactics(Plugin plugin, int* tactics, int count)
    {
        IReadOnlyList<int> answered = plugin.Tactics;
        for (int index = 0; index < count; index++)
        {
            tactics[index] = answered[index];
        }

        return 0;
    }
}
