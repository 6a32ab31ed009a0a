namespace TensorRTSharp.Conformance;

/// <summary>y = x, of any type; on a double nothing but told that it ran.</summary>
internal sealed class Copying : Plugin
{
    private int _tactic = -1;

    public static List<int> Ran { get; } = [];

    public override string Name => nameof(Copying);

    public override IReadOnlyList<int> Tactics => Ways;

    public override string? TimingCacheId => CacheId;

    public override string? Metadata => "copies";

    public DataType Type { get; init; } = DataType.Float;

    public int[] Ways { get; init; } = [];

    public string? CacheId { get; init; }

    public override bool SupportsFormat(int position, PluginTensors tensors) => tensors[position].DataType == Type;

    public override void SetTactic(int tactic) => _tactic = tactic;

    public override void Enqueue(PluginEnqueueContext context)
    {
        Ran.Add(_tactic);
        if (context.IsOnHost)
        {
            context.GetInput<byte>(0).CopyTo(context.GetOutput<byte>(0));
        }
    }

    public static int SizeOf(DataType type) => type switch
    {
        DataType.Half => 2,
        DataType.Int8 => 1,
        DataType.Int64 => 8,
        _ => 4,
    };
}
