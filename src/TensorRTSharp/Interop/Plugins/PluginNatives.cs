namespace TensorRTSharp.Interop;

/// <summary>Creators and plugins of either generation, whoever made them.</summary>
internal static unsafe class PluginNatives
{
    internal static PluginKind KindOf(BorrowedRef creator) =>
        Utf8.ToString((nint)NativeMethods.PluginCreatorInterfaceRefGetInterfaceInfo(creator).Kind) switch
        {
            "PLUGIN CREATOR_V1" => PluginKind.V2,
            "PLUGIN CREATOR_V3ONE" => PluginKind.V3,
            _ => PluginKind.Unknown,
        };

    internal static (string Name, string Version, string Namespace, IReadOnlyList<PluginField> Fields) Describe(
        BorrowedRef creator, PluginKind kind) => kind switch
        {
            PluginKind.V2 => (
                NativeMethods.PluginCreatorRefGetPluginName(creator) ?? "",
                NativeMethods.PluginCreatorRefGetPluginVersion(creator) ?? "",
                NativeMethods.PluginCreatorRefGetPluginNamespace(creator) ?? "",
                NativeFields.Read(NativeMethods.PluginCreatorRefGetFieldNames(creator))),
            PluginKind.V3 => (
                NativeMethods.PluginCreatorV3OneRefGetPluginName(creator) ?? "",
                NativeMethods.PluginCreatorV3OneRefGetPluginVersion(creator) ?? "",
                NativeMethods.PluginCreatorV3OneRefGetPluginNamespace(creator) ?? "",
                NativeFields.Read(NativeMethods.PluginCreatorV3OneRefGetFieldNames(creator))),
            _ => ("", "", "", []),
        };

    internal static NativeView Use(
        BorrowedRef creator, PluginKind kind, string layer, IReadOnlyList<PluginField> fields, Func<NativeView, NativeView> use)
    {
        using NativeFields native = new(fields);
        switch (kind)
        {
            case PluginKind.V2:
                NativeView second = NativeMethods.PluginCreatorRefCreatePlugin(creator, layer, native.Collection);
                RequireMade(second);
                try
                {
                    return use(second);
                }
                finally
                {
                    NativeMethods.PluginV2RefDestroyPlugin(new BorrowedRef(null!, second));
                }

            case PluginKind.V3:
                NativeView third = NativeMethods.PluginCreatorV3OneRefCreatePlugin(
                    creator, layer, native.Collection, TensorRTPhase.Build);
                RequireMade(third);
                try
                {
                    return use(third);
                }
                finally
                {
                    NativeMethods.PluginV3RefDestroy(third);
                }

            default:
                throw new TensorRTNotSupportedException("The creator is of a kind that is not known here.");
        }
    }

    private static void RequireMade(NativeView plugin)
    {
        if (plugin.IsNull)
        {
            throw new TensorRTException(
                "The creator made no plugin of these fields: their names, types and values must be those that it needs.");
        }
    }
}
