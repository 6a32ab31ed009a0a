using System.Text;

namespace TensorRTSharp;

/// <summary>
/// What can be known of a plan without TensorRT, without a GPU, and without running any of it: who made it, and what a
/// cache's entry or a JSON file beside it tells besides. Immutable.
/// </summary>
/// <remarks>
/// A plan's maker is read off its first bytes, which NVIDIA does not document: take it as a hint. Bytes that are no plan
/// give an unknown maker and no exception.
/// </remarks>
public sealed class EngineInfo
{
    private EngineInfo(PlanMaker maker, long size)
    {
        Maker = maker.Backend;
        MakerText = maker.Text;
        MakerVersion = maker.Version;
        Size = ByteSize.Bytes(size);
        if (maker.DeclaredSize is { } declared && declared != size)
        {
            Problem = size < declared
                ? $"it is cut off: it has {size} bytes, and says that it has {declared}"
                : $"{size - declared} bytes follow its end: it has {size}, and says that it has {declared}";
        }
    }

    /// <summary>The backend that made it and can run it; null where nothing tells, or none here can.</summary>
    public Backend? Maker { get; }

    /// <summary>
    /// The maker in words, with its version: "TensorRT 10.6.0.26"; "unknown", and what the bytes are instead.
    /// </summary>
    public string MakerText { get; }

    /// <summary>The version of the library that made it; null where it is not known.</summary>
    public Version? MakerVersion { get; }

    /// <summary>How many bytes the plan has here.</summary>
    public ByteSize Size { get; }

    /// <summary>What a cache's entry, or the JSON file beside the plan, tells of it; null where there is none.</summary>
    public EngineDescription? Description { get; private init; }

    /// <summary>
    /// What is wrong: cut off, a damaged entry of a cache, a JSON file that tells of another plan. Null where nothing is
    /// seen; that does not mean that the plan is whole.
    /// </summary>
    public string? Problem { get; private set; }

    /// <summary>Looks at a file: a plan, or an entry of an <see cref="EngineCache"/>.</summary>
    /// <param name="path">The file. The JSON file beside it is looked at too.</param>
    /// <returns>What is known of it.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static EngineInfo Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using PlanFile file = PlanFile.Open(path);
        return file.Info;
    }

    /// <summary>Looks at the beginning of a stream.</summary>
    /// <param name="plan">
    /// A readable stream at the beginning of a plan. One that can seek is put back to where it was; of others a few
    /// kilobytes are gone.
    /// </param>
    /// <returns>What is known of it.</returns>
    public static EngineInfo Read(Stream plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        long start = plan.CanSeek ? plan.Position : 0;
        byte[] head = new byte[PlanMaker.HeadBytes];
        int count = plan.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (!plan.CanSeek)
        {
            return OfHead(head.AsSpan(0, count));
        }

        long length = plan.Length - start;
        plan.Position = start;
        return new EngineInfo(PlanMaker.Of(head.AsSpan(0, count)), length);
    }

    /// <summary>Looks at bytes.</summary>
    /// <param name="plan">A plan.</param>
    /// <returns>What is known of it.</returns>
    public static EngineInfo Read(ReadOnlySpan<byte> plan) =>
        new(PlanMaker.Of(plan[..Math.Min(plan.Length, PlanMaker.HeadBytes)]), plan.Length);

    /// <summary>All of it, in lines.</summary>
    public override string ToString()
    {
        StringBuilder text = new($"made by {MakerText}, {Size}");
        if (Problem is not null)
        {
            _ = text.Append(", but ").Append(Problem);
        }

        if (Description is { } description)
        {
            _ = text.Append(Environment.NewLine).Append(description.ToJson());
        }

        return text.ToString();
    }

    /// <summary>Of the first bytes, where nobody knows how many follow: as many as they say.</summary>
    internal static EngineInfo OfHead(ReadOnlySpan<byte> head)
    {
        PlanMaker maker = PlanMaker.Of(head);
        return new EngineInfo(maker, head.Length < PlanMaker.HeadBytes ? head.Length : maker.DeclaredSize ?? head.Length);
    }

    internal static EngineInfo Of(PlanBytes plan, EngineDescription? description, string? problem)
    {
        byte[] head = new byte[PlanMaker.HeadBytes];
        int count = plan.Read(0, head);
        PlanMaker maker = PlanMaker.Of(head.AsSpan(0, count));
        if (maker.Backend is null && maker.Version is null && description is not null)
        {
            maker = PlanMaker.As(description); // a format that only its maker knows
        }

        EngineInfo info = new(maker, plan.Length) { Description = description };
        info.Problem ??= problem;
        return info;
    }
}
