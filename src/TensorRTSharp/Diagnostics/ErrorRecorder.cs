namespace TensorRTSharp;

/// <summary>An <see cref="IErrorRecorder"/> that keeps errors in a list. Any thread may use it, several at once.</summary>
/// <param name="capacity">How many errors are kept; later ones are counted as overflow.</param>
public sealed class ErrorRecorder(int capacity = 256) : IErrorRecorder
{
    private readonly Lock _gate = new();
    private readonly List<RecordedError> _errors = [];
    private bool _hasOverflowed;

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _errors.Count;
            }
        }
    }

    /// <inheritdoc/>
    public bool HasOverflowed
    {
        get
        {
            lock (_gate)
            {
                return _hasOverflowed;
            }
        }
    }

    /// <summary>The errors recorded so far.</summary>
    /// <returns>A copy, earlier errors first.</returns>
    public RecordedError[] ToArray()
    {
        lock (_gate)
        {
            return [.. _errors];
        }
    }

    /// <inheritdoc/>
    public ErrorCode GetErrorCode(int index) => At(index).Code;

    /// <inheritdoc/>
    public string GetErrorDescription(int index) => At(index).Description;

    /// <inheritdoc/>
    public void Clear()
    {
        lock (_gate)
        {
            _errors.Clear();
            _hasOverflowed = false;
        }
    }

    /// <inheritdoc/>
    public bool ReportError(ErrorCode code, string description)
    {
        lock (_gate)
        {
            if (_errors.Count < capacity)
            {
                _errors.Add(new RecordedError(code, description));
            }
            else
            {
                _hasOverflowed = true;
            }
        }

        return false;
    }

    private RecordedError At(int index)
    {
        lock (_gate)
        {
            return index >= 0 && index < _errors.Count ? _errors[index] : new RecordedError(ErrorCode.Success, "");
        }
    }
}

/// <summary>An error that TensorRT reported.</summary>
/// <param name="Code">What kind of error.</param>
/// <param name="Description">TensorRT's text.</param>
public readonly record struct RecordedError(ErrorCode Code, string Description);
