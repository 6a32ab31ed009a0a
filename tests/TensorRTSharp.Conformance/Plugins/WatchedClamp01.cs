using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace TensorRTSharp.Conformance;

/// <summary>What happens to the copies of one plugin, and what is to go wrong.</summary>
internal sealed class PluginWatch
{
    private int _copies;

    public ConcurrentQueue<(string Method, int Copy)> Calls { get; } = new();

    /// <summary>The method that throws, and whether it does at the next call of it.</summary>
    public string? ThrowsIn { get; set; }

    /// <summary>Was it built from this class, so that it has the workspace that the class asks for?</summary>
    public bool IsBuiltHere { get; init; } = true;

    /// <summary>Garbage is collected in every method.</summary>
    public bool CollectsGarbage { get; set; }

    /// <summary>What else happens in enqueue, once.</summary>
    public Action? OnEnqueue { get; set; }

    public int NextCopy() => Interlocked.Increment(ref _copies);

    [MethodImpl(MethodImplOptions.NoInlining)] // it is looked for in stacks
    public void Called(string method, int copy)
    {
        Calls.Enqueue((method, copy));
        if (CollectsGarbage)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        if (ThrowsIn == method)
        {
            ThrowsIn = null;
            throw new InvalidOperationException($"thrown in {method}");
        }
    }

    public string[] MethodsInOrder() => [.. Calls.Select(static call => call.Method).Distinct()];
}

/// <summary>A Clamp01 under another name, all of whose methods are watched.</summary>
internal sealed class WatchedClamp01(PluginWatch watch, string name = "WatchedClamp01") : Clamp01
{
    private int _copy = watch.NextCopy();

    public override string Name => name;

    public override int OutputCount
    {
        get
        {
            watch.Called(nameof(OutputCount), _copy);
            return 1;
        }
    }

    public override IReadOnlyList<int> Tactics
    {
        get
        {
            watch.Called(nameof(Tactics), _copy);
            return [3, 5];
        }
    }

    public override void DescribeFields(PluginFields fields)
    {
        watch.Called(nameof(DescribeFields), _copy);
        base.DescribeFields(fields);
    }

    public override DataType GetOutputType(int output, ReadOnlySpan<DataType> inputs)
    {
        watch.Called(nameof(GetOutputType), _copy);
        return base.GetOutputType(output, inputs);
    }

    public override void InferShapes(PluginShapes shapes)
    {
        watch.Called(nameof(InferShapes), _copy);
        base.InferShapes(shapes);
    }

    public override bool SupportsFormat(int position, PluginTensors tensors)
    {
        watch.Called(nameof(SupportsFormat), _copy);
        return base.SupportsFormat(position, tensors);
    }

    public override void Configure(PluginTensors inputs, PluginTensors outputs)
    {
        watch.Called(nameof(Configure), _copy);
        base.Configure(inputs, outputs);
    }

    public override long GetWorkspaceSize(PluginTensors inputs, PluginTensors outputs)
    {
        watch.Called(nameof(GetWorkspaceSize), _copy);
        return 64;
    }

    public override void SetTactic(int tactic)
    {
        watch.Called(nameof(SetTactic), _copy);
        base.SetTactic(tactic);
    }

    public override void Attach()
    {
        watch.Called(nameof(Attach), _copy);
        base.Attach();
    }

    public override void OnShapeChange(PluginTensors inputs, PluginTensors outputs)
    {
        watch.Called(nameof(OnShapeChange), _copy);
        base.OnShapeChange(inputs, outputs);
    }

    public override void Enqueue(PluginEnqueueContext context)
    {
        watch.Called(nameof(Enqueue), _copy);
        Action? also = watch.OnEnqueue;
        watch.OnEnqueue = null;
        also?.Invoke();
        if (context.Workspace == 0 && watch.IsBuiltHere)
        {
            throw new InvalidOperationException("There is no workspace.");
        }

        base.Enqueue(context);
    }

    public override void Release() => watch.Called(nameof(Release), _copy);

    protected override Plugin Clone()
    {
        watch.Called(nameof(Clone), _copy);
        WatchedClamp01 copy = (WatchedClamp01)base.Clone();
        copy._copy = watch.NextCopy();
        return copy;
    }
}
