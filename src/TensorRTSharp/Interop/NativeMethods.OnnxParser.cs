namespace TensorRTSharp.Interop;

/// <content>A model in managed memory.</content>
internal static partial class NativeMethods
{
    /// <summary>nvonnxparser::IParser::parse.</summary>
    internal static unsafe void OnnxParserParse(OnnxParserHandle self, ReadOnlySpan<byte> model, string? modelPath)
    {
        fixed (byte* data = model)
        {
            OnnxParserParse(self, (nint)data, model.Length, modelPath!); // null where there is no external data
        }
    }
}
