namespace TensorRTSharp.Interop;

/// <summary>Takes the choices of algorithms to an <see cref="IAlgorithmSelector"/>.</summary>
internal sealed unsafe class SelectingCallback : AlgorithmSelectorCallback
{
    private readonly IAlgorithmSelector _selector;

    internal SelectingCallback(IAlgorithmSelector selector, CallbackFailure failure)
    {
        _selector = selector;
        ReportTo(failure);
    }

    protected override int SelectAlgorithms(NativeView context, NativeView* choices, int nbChoices, int* selection)
    {
        using CallLifetime call = new();
        Algorithm[] offered = AlgorithmsAt(call, choices, nbChoices);
        IEnumerable<Algorithm> selected = _selector.SelectAlgorithms(new AlgorithmContext(new BorrowedRef(call, context)), offered)
            ?? throw new InvalidOperationException(
                "IAlgorithmSelector.SelectAlgorithms gave null: give some of the choices, or none of them ([]) to leave it to "
                + "TensorRT.");
        var isTaken = new bool[offered.Length];
        int count = 0;
        foreach (Algorithm algorithm in selected)
        {
            int index = Array.IndexOf(offered, algorithm);
            if (index < 0)
            {
                throw new InvalidOperationException(
                    "IAlgorithmSelector.SelectAlgorithms gave an algorithm that is none of the choices of this call.");
            }

            if (!isTaken[index])
            {
                isTaken[index] = true;
                selection[count++] = index;
            }
        }

        return count;
    }

    protected override void ReportAlgorithms(NativeView* algoContexts, NativeView* algoChoices, int nbAlgorithms)
    {
        using CallLifetime call = new();
        Algorithm[] choices = AlgorithmsAt(call, algoChoices, nbAlgorithms);
        var contexts = new AlgorithmContext[choices.Length];
        for (int index = 0; index < contexts.Length; index++)
        {
            contexts[index] = new AlgorithmContext(new BorrowedRef(call, algoContexts[index]));
        }

        _selector.ReportAlgorithms(contexts, choices);
    }

    private static Algorithm[] AlgorithmsAt(CallLifetime call, NativeView* views, int count)
    {
        var algorithms = new Algorithm[count];
        for (int index = 0; index < count; index++)
        {
            algorithms[index] = new Algorithm(new BorrowedRef(call, views[index]), index);
        }

        return algorithms;
    }
}
