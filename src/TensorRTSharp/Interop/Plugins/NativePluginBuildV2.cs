namespace TensorRTSharp.Interop;

/// <summary>Takes the questions of IPluginV3OneBuildV2 to a <see cref="Plugin"/>.</summary>
internal sealed unsafe class NativePluginBuildV2(TensorRT library, Plugin plugin) : PluginV3OneBuildV2Callback
{
    protected override CallbackFailure? FailureElsewhere => library.Plugins.Failures;

    protected override bool HasGetWorkspaceSize => true;

    protected override bool HasGetValidTactics => true;

    protected override bool HasGetNbTactics => true;

    protected override bool HasGetTimingCacheID => true;

    protected override bool HasGetFormatCombinationLimit => true;

    protected override bool HasGetMetadataString => true;

    protected override int ConfigurePlugin(
        NativeDynamicPluginTensorDesc* @in, int nbInputs, NativeDynamicPluginTensorDesc* @out, int nbOutputs) =>
        PluginBuildAnswers.Configure(plugin, @in, nbInputs, @out, nbOutputs);

    protected override int GetOutputDataTypes(DataType* outputTypes, int nbOutputs, DataType* inputTypes, int nbInputs) =>
        PluginBuildAnswers.GetOutputTypes(plugin, outputTypes, nbOutputs, inputTypes, nbInputs);

    protected override int GetOutputShapes(
        NativeDimsExprs* inputs,
        int nbInputs,
        NativeDimsExprs* shapeInputs,
        int nbShapeInputs,
        NativeDimsExprs* outputs,
        int nbOutputs,
        NativeView exprBuilder) =>
        PluginBuildAnswers.GetOutputShapes(
            plugin, inputs, nbInputs, shapeInputs, nbShapeInputs, outputs, nbOutputs, exprBuilder);

    protected override bool SupportsFormatCombination(
        int pos, NativeDynamicPluginTensorDesc* inOut, int nbInputs, int nbOutputs) =>
        PluginBuildAnswers.SupportsFormat(plugin, pos, inOut, nbInputs, nbOutputs);

    protected override int GetNbOutputs() => plugin.OutputCount;

    protected override long GetWorkspaceSize(
        NativeDynamicPluginTensorDesc* inputs, int nbInputs, NativeDynamicPluginTensorDesc* outputs, int nbOutputs) =>
        PluginBuildAnswers.GetWorkspaceSize(plugin, inputs, nbInputs, outputs, nbOutputs);

    protected override int GetNbTactics() => plugin.Tactics.Count;

    protected override int GetValidTactics(int* tactics, int nbTactics) =>
        PluginBuildAnswers.GetTactics(plugin, tactics, nbTactics);

    protected override byte* GetTimingCacheID() => (byte*)NativeText.OfNullable(plugin.TimingCacheId);

    protected override int GetFormatCombinationLimit() => plugin.FormatCombinationLimit;

    protected override byte* GetMetadataString() => (byte*)NativeText.OfNullable(plugin.Metadata);

    protected override bool HasGetAliasedInput => true;

    protected override int GetAliasedInput(int outputIndex) => plugin.GetAliasedInput(outputIndex);
}
