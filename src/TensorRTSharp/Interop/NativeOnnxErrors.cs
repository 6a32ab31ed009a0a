namespace TensorRTSharp.Interop;

/// <summary>The errors that a parser keeps until it is used again, copied.</summary>
internal static class NativeOnnxErrors
{
    internal static OnnxParserError[] Read(NativeHandle owner, int count, Func<int, NativeView> at)
    {
        var errors = new OnnxParserError[count];
        for (int index = 0; index < errors.Length; index++)
        {
            errors[index] = Read(new BorrowedRef(owner, at(index)));
        }

        return errors;
    }

    private static OnnxParserError Read(BorrowedRef error) => new(
        NativeMethods.OnnxParserErrorCode(error),
        NativeMethods.OnnxParserErrorDesc(error) ?? "",
        NativeMethods.OnnxParserErrorNode(error),
        NativeMethods.OnnxParserErrorNodeName(error) ?? "",
        NativeMethods.OnnxParserErrorNodeOperator(error) ?? "")
    {
        SourceFile = NativeMethods.OnnxParserErrorFile(error) ?? "",
        SourceLine = NativeMethods.OnnxParserErrorLine(error),
        SourceFunction = NativeMethods.OnnxParserErrorFunc(error) ?? "",
        LocalFunctionStack = ReadStack(error),
    };

    private static string[] ReadStack(BorrowedRef error)
    {
        try
        {
            int size = NativeMethods.OnnxParserErrorLocalFunctionStackSize(error);
            return size <= 0 ? [] : NativeNames.Read(NativeMethods.OnnxParserErrorLocalFunctionStack(error), size);
        }
        catch (TensorRTNotSupportedException)
        {
            return []; // the CPU backend inlines functions before anything can fail in them
        }
    }
}
