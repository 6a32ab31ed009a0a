namespace TensorRTSharp.Tests.Interop.Callbacks;

/// <summary>Which method throws, once.</summary>
internal sealed class ThrownBy
{
    public string? Method { get; set; }

    public void Enter(string method) => _ = Enter<int>(method);

    public T Enter<T>(string method)
    {
        if (method == Method)
        {
            Method = null;
            throw new InvalidOperationException(method);
        }

        return default!;
    }
}
