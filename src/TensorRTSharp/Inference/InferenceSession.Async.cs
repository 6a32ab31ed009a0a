using System.Runtime.CompilerServices;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Runs that are awaited.</content>
public sealed partial class InferenceSession
{
    private StreamCompletion? _completion;

    /// <summary>
    /// Runs the engine without keeping a thread: the GPU reports when it is done. On the CPU backend a thread of the pool
    /// does the work. The inputs belong to the run until then; their values were copied when they were set.
    /// </summary>
    /// <param name="inputs">A value for each input.</param>
    /// <param name="cancellationToken">As for <see cref="Run"/>.</param>
    /// <returns>The outputs. Owned by the caller. To be awaited once.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Run"/>.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="Run"/>.</exception>
    /// <exception cref="InferenceException">The run failed.</exception>
    /// <exception cref="OperationCanceledException">The token ended the run; the session stays usable.</exception>
    public ValueTask<InferenceResult> RunAsync(InferenceInputs inputs, CancellationToken cancellationToken = default)
    {
        Begin(inputs, cancellationToken);
        if (_isHost)
        {
            return RunOnPoolAsync(inputs, cancellationToken);
        }

        ResultLease lease;
        try
        {
            lease = Enqueue(inputs, cancellationToken);
        }
        catch
        {
            End(inputs);
            throw;
        }

        return CompleteAsync(inputs, lease);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<InferenceResult> RunOnPoolAsync(InferenceInputs inputs, CancellationToken cancellationToken)
    {
        try
        {
            // Not given the token: a run that never started must throw as one that was ended does.
            return await Task.Run(() => Execute(inputs, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            End(inputs);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<InferenceResult> CompleteAsync(InferenceInputs inputs, ResultLease lease)
    {
        try
        {
            _completion ??= new StreamCompletion();
            await _completion.WaitAsync(_stream).ConfigureAwait(false);
            return Finish(lease);
        }
        finally
        {
            End(inputs);
        }
    }
}
