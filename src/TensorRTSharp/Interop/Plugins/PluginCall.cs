namespace TensorRTSharp.Interop;

/// <summary>Calls during which plugins may be asked: what they throw becomes the cause of the call's failure.</summary>
internal static class PluginCall
{
    /// <param name="library">The library, whose plugins may fail on threads of its own.</param>
    /// <param name="failures">Of the object that the call is made on.</param>
    /// <param name="failure">What kind of failure it is where a plugin threw.</param>
    /// <param name="state">What the call gets.</param>
    /// <param name="call">The call.</param>
    internal static T Run<TState, T>(
        TensorRT library, CallbackFailure failures, TensorRTStatus failure, TState state, Func<TState, T> call)
        where TState : allows ref struct
    {
        T result;
        using (failures.Enter())
        {
            try
            {
                result = call(state);
            }
            catch (Exception refused) when (Take(library, failures) is { } cause)
            {
                throw Failed(cause, failure, refused);
            }
        }

        if (Take(library, failures) is { } ignored)
        {
            (result as IDisposable)?.Dispose();
            throw Failed(ignored, failure, null);
        }

        return result;
    }

    internal static T Run<T>(TensorRT library, CallbackFailure failures, TensorRTStatus failure, Func<T> call) =>
        Run(library, failures, failure, call, static made => made());

    internal static void Run(TensorRT library, CallbackFailure failures, TensorRTStatus failure, Action call) =>
        _ = Run<Action, object?>(
            library,
            failures,
            failure,
            call,
            static made =>
            {
                made();
                return null;
            });

    internal static Exception? Take(TensorRT library, CallbackFailure failures) =>
        failures.Take() ?? library.PluginsOrNull?.Failures.Take();

    /// <summary>The exception of a call that a plugin failed: it has the plugin's as its cause.</summary>
    internal static Exception Failed(Exception cause, TensorRTStatus failure, Exception? refused)
    {
        string lead = $"A callback threw {cause.GetType().Name}: {cause.Message}";
        return NativeStatus.CreateException(
            failure, refused is null ? lead : $"{lead} ({refused.Message})", cause: cause);
    }
}
