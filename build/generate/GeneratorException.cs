namespace TensorRTSharp.Generate;

/// <summary>A failure to be shown to whoever runs the generator, without a stack trace.</summary>
internal sealed class GeneratorException : Exception
{
    public GeneratorException()
    {
    }

    public GeneratorException(string message)
        : base(message)
    {
    }

    public GeneratorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
