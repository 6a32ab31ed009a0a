namespace TensorRTSharp.Generate.Extract;

/// <summary>Everything in the headers that no rule covers. One run reports all of it, and fails.</summary>
internal sealed class Problems
{
    private readonly SortedSet<string> _messages = new(StringComparer.Ordinal);

    public void Add(string message) => _messages.Add(message);

    public void ThrowIfAny(string what)
    {
        if (_messages.Count > 0)
        {
            throw new GeneratorException(
                $"{what}: {_messages.Count} construct(s) that the generator has no rule for:\n  "
                + string.Join("\n  ", _messages));
        }
    }
}
