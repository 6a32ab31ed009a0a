using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>The choice of algorithms, in which TensorRT 10 alone lets the application have a say.</content>
public sealed partial class BuilderConfig
{
    private IAlgorithmSelector? _algorithmSelector;
    private AlgorithmSelectorHandle? _nativeSelector;

    /// <summary>
    /// nvinfer1::IBuilderConfig::setAlgorithmSelector, getAlgorithmSelector: has a say in which algorithms builds take; null
    /// for none. TensorRT 10. Held until it is replaced or this object is disposed.
    /// </summary>
    /// <exception cref="TensorRTNotSupportedException">The backend asks nobody.</exception>
    /// <exception cref="InvalidOperationException">A build is under way.</exception>
    public IAlgorithmSelector? AlgorithmSelector
    {
        get
        {
            _ = Handle;
            return _algorithmSelector;
        }

        set
        {
            BuilderConfigHandle handle = Handle;
            RequireNoBuild();
            if (value is null)
            {
                DropSelector(handle, native: true);
                return;
            }

            if (Builder.Library.Backend != Backend.TensorRT10)
            {
                throw new TensorRTNotSupportedException(
                    $"Algorithm selectors belong to TensorRT 10; this is {Builder.Library}. Where it has a timing cache, create "
                    + "it with BuilderFlag.EditableTimingCache and choose tactics by its entries (TimingCache.Update).");
            }

            SelectingCallback callback = new(value, Builder.Failures);
            using AlgorithmSelectorHandle native = callback.Create(Builder.Library.Library);
            NativeMethods.BuilderConfigSetAlgorithmSelector(handle, native);
            handle.KeepAlive(native); // the native configuration points at it
            DropSelector(handle, native: false);
            (_algorithmSelector, _nativeSelector) = (value, native);
        }
    }

    private void DropSelector(BuilderConfigHandle handle, bool native)
    {
        if (_nativeSelector is { } before)
        {
            if (native)
            {
                NativeMethods.BuilderConfigSetAlgorithmSelector(handle, null);
            }

            (_algorithmSelector, _nativeSelector) = (null, null);
            handle.LetGo(before);
        }
    }
}
