using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace TensorRTSharp.Caching;

/// <summary>
/// The format of an entry: one line of text that names the format and guards the header; the header as JSON; empty lines
/// up to the plan's offset; the plan, to the end of the file. Every byte is checked: by the line's fixed form, by a hash,
/// or by being a line feed.
/// </summary>
internal static class EntryFile
{
    internal const string Extension = ".engine";

    /// <summary>Where the plan begins, unless the header needs more: <c>head</c> shows text and nothing else.</summary>
    internal const int UsualPlanOffset = 16 << 10;

    internal const int FormatVersion = 1;

    private const string Mark = "TensorRTSharp engine, format ";
    private const int LongestLine = 256;
    private const int LargestHeader = 64 << 20;
    private const int Alignment = 4 << 10;

    /// <summary>For reading while others read it, replace it or delete it.</summary>
    internal static SafeFileHandle OpenForReading(string path) =>
        File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Does a file that begins so say that it is an entry, of whatever format?</summary>
    internal static bool HasMark(ReadOnlySpan<byte> start) => start.StartsWith(Encoding.ASCII.GetBytes(Mark));

    /// <summary>The first bytes of an entry, up to its plan.</summary>
    internal static byte[] Head(EngineDescription description, IReadOnlyList<DescribedOption> key, long length, string sha256)
    {
        byte[] Json(long planOffset) => new EntryHeader
        {
            Plan = new EntryPlan { Offset = planOffset, Length = length, Sha256 = sha256 },
            Description = description,
            Key = key,
        }.ToJson();

        byte[] json = Json(UsualPlanOffset);
        int offset = UsualPlanOffset;
        if (json.Length + LongestLine > offset)
        {
            offset = (json.Length + LongestLine + Alignment) / Alignment * Alignment;
            json = Json(offset);
        }

        byte[] head = new byte[offset];
        head.AsSpan().Fill((byte)'\n');
        byte[] line = Encoding.ASCII.GetBytes(Line(json));
        line.CopyTo(head, 0);
        json.CopyTo(head, line.Length);
        return head;
    }

    /// <summary>Reads and checks all of an entry but its plan's bytes. Null, and why, for a damaged one.</summary>
    internal static EntryHeader? ReadHeader(SafeFileHandle file, out string damage)
    {
        Span<byte> start = stackalloc byte[LongestLine];
        start = start[..RandomAccess.Read(file, start, 0)];
        long size = RandomAccess.GetLength(file);
        if (!TryReadLine(start, out int lineLength, out int headerLength, out string sha256, out damage))
        {
            return null;
        }

        if (headerLength > LargestHeader || lineLength + headerLength > size)
        {
            damage = $"it is cut off: it has {size} bytes, and its header would end at {lineLength + (long)headerLength}";
            return null;
        }

        byte[] json = new byte[headerLength];
        if (new FilePlanBytes(file, lineLength, headerLength).Read(0, json) != headerLength
            || Convert.ToHexStringLower(SHA256.HashData(json)) != sha256)
        {
            damage = "its header's hash does not match its header";
            return null;
        }

        EntryHeader? header;
        try
        {
            header = JsonSerializer.Deserialize(json, PlanJson.Default.EntryHeader);
        }
        catch (JsonException problem)
        {
            damage = $"its header cannot be read: {problem.Message}";
            return null;
        }

        damage = header is null ? "its header is empty" : DamageOf(header, file, lineLength + headerLength, size);
        return damage.Length == 0 ? header : null;
    }

    /// <summary>Why the plan is not the one that was written; empty where it is.</summary>
    internal static string DamageOfPlan(SafeFileHandle file, EntryHeader header, CancellationToken cancellationToken)
    {
        using PlanStream plan = new(new FilePlanBytes(file, header.Plan.Offset, header.Plan.Length));
        string sha256 = StreamHash.Sha256(plan, cancellationToken);
        return sha256 == header.Plan.Sha256
            ? ""
            : $"its plan's hash does not match: it has {sha256}, and had {header.Plan.Sha256} when it was written";
    }

    private static string DamageOf(EntryHeader header, SafeFileHandle file, int end, long size)
    {
        EntryPlan plan = header.Plan;
        if (plan.Offset < end || plan.Length <= 0 || plan.Offset > size || plan.Length > size - plan.Offset)
        {
            return $"it is cut off: it has {size} bytes, and its plan {plan.Length} from byte {plan.Offset}";
        }

        if (plan.Offset + plan.Length != size)
        {
            return $"{size - plan.Offset - plan.Length} bytes follow its end";
        }

        byte[] filling = new byte[plan.Offset - end];
        return RandomAccess.Read(file, filling, end) == filling.Length && !filling.AsSpan().ContainsAnyExcept((byte)'\n')
            ? ""
            : "something stands between its header and its plan";
    }

    private static string Line(byte[] json) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mark}{FormatVersion}, header of {json.Length} bytes with SHA-256 {Convert.ToHexStringLower(SHA256.HashData(json))}\n");

    private static bool TryReadLine(
        ReadOnlySpan<byte> start, out int lineLength, out int headerLength, out string sha256, out string damage)
    {
        (lineLength, headerLength, sha256, damage) = (0, 0, "", "");
        if (start.IsEmpty)
        {
            damage = "it is empty";
            return false;
        }

        int end = start.IndexOf((byte)'\n');
        string line = Encoding.Latin1.GetString(start[..Math.Max(end, 0)]);
        if (!line.StartsWith(Mark, StringComparison.Ordinal))
        {
            damage = HasMark(start) ? "it is cut off in its first line" : "it is no entry of an engine cache";
            return false;
        }

        string[] words = line[Mark.Length..].Split(' ');
        if (words[0] != $"{FormatVersion},")
        {
            damage = $"it is of format {words[0].TrimEnd(',')}, and this version of TensorRTSharp reads {FormatVersion}";
            return false;
        }

        if (words is not [_, "header", "of", var length, "bytes", "with", "SHA-256", { Length: 64 } hash]
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out headerLength))
        {
            damage = "its first line is damaged";
            return false;
        }

        sha256 = hash;
        lineLength = end + 1;
        return true;
    }
}
