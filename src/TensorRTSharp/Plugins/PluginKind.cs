namespace TensorRTSharp;

/// <summary>The generations of plugins.</summary>
public enum PluginKind
{
    /// <summary>None that is known here.</summary>
    Unknown = 0,

    /// <summary>nvinfer1::IPluginV2 and its extensions, made by an IPluginCreator.</summary>
    V2 = 2,

    /// <summary>nvinfer1::IPluginV3, made by an IPluginCreatorV3One.</summary>
    V3 = 3,
}
