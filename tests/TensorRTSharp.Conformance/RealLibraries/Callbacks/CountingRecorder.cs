using System.Collections.Concurrent;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>An error recorder that counts how often TensorRT calls each of its methods, and can fail in one.</summary>
internal sealed class CountingRecorder : IErrorRecorder
{
    private readonly ErrorRecorder _errors = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public int Count => Called(nameof(Count), () => _errors.Count);

    public bool HasOverflowed => Called(nameof(HasOverflowed), () => _errors.HasOverflowed);

    /// <summary>The method that throws, and what.</summary>
    public (string Method, Exception What)? Throws { get; set; }

    public RecordedError[] Recorded => _errors.ToArray();

    public int CallsOf(string method) => _calls.GetValueOrDefault(method);

    public ErrorCode GetErrorCode(int index) => Called(nameof(GetErrorCode), () => _errors.GetErrorCode(index));

    public string GetErrorDescription(int index) =>
        Called(nameof(GetErrorDescription), () => _errors.GetErrorDescription(index));

    public void Clear() => _ = Called(nameof(Clear), () =>
    {
        _errors.Clear();
        return true;
    });

    public bool ReportError(ErrorCode code, string description) =>
        Called(nameof(ReportError), () => _errors.ReportError(code, description));

    private T Called<T>(string method, Func<T> answer)
    {
        _ = _calls.AddOrUpdate(method, 1, static (_, count) => count + 1);
        return Throws is { } fault && fault.Method == method ? throw fault.What : answer();
    }
}
