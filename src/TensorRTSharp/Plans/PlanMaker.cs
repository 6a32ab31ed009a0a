using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TensorRTSharp.Caching;

namespace TensorRTSharp;

/// <summary>
/// Who made a plan, read off its first bytes. TensorRT documents none of it: what is not known is said so, and never an
/// error. The CPU backend's own format is native/cpu/plan.h's.
/// </summary>
/// <param name="Backend">The backend that can run it; null where there is none, or nothing tells.</param>
/// <param name="Text">The maker in words, with its version; where it is unknown, what the bytes are instead.</param>
/// <param name="Version">Of the library; null where it is not known.</param>
/// <param name="DeclaredSize">How many bytes the plan says that it has; null where it does not.</param>
internal sealed record PlanMaker(Backend? Backend, string Text, Version? Version, long? DeclaredSize)
{
    /// <summary>How many bytes at least tell all that there is to be told.</summary>
    internal const int HeadBytes = 4 << 10;

    private const int TensorRTHeadBytes = 0x1c;
    private const int CpuHeadBytes = 32;
    private const uint CpuFormat = 1;
    private const int CpuRuntimeVersion = 2; // the tag of ONNX Runtime's version among the header's fields

    /// <summary>Looks at the beginning of a plan, or of what is none.</summary>
    internal static PlanMaker Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("ftrt"u8) || head.StartsWith("vtrt"u8))
        {
            return OfTensorRT(head, isRtx: head[0] == (byte)'v');
        }

        return head.StartsWith("TRTSCPU\0"u8) ? OfCpu(head) : Unknown(head);
    }

    /// <summary>Where the bytes tell nothing and their description does.</summary>
    internal static PlanMaker As(EngineDescription description) => new(
        description.Maker,
        description.Maker == TensorRTSharp.Backend.Cpu
            ? NameOfCpu(description.LibraryVersion)
            : $"{NameOf(description.Maker)} {description.LibraryVersion}",
        Version.TryParse(description.LibraryVersion, out Version? version) ? version : null,
        DeclaredSize: null);

    /// <summary>The library's name, as NVIDIA and others write it.</summary>
    internal static string NameOf(Backend backend) => backend switch
    {
        TensorRTSharp.Backend.Cpu => "ONNX Runtime",
        TensorRTSharp.Backend.TensorRTRtx => "TensorRT-RTX",
        _ => "TensorRT",
    };

    internal static string NameOfCpu(string version) => $"the CPU backend (ONNX Runtime {version})";

    private static PlanMaker OfTensorRT(ReadOnlySpan<byte> head, bool isRtx)
    {
        string name = isRtx ? "TensorRT-RTX" : "TensorRT";
        if (head.Length < TensorRTHeadBytes)
        {
            return new PlanMaker(null, $"{name}, of unknown version: there are only {head.Length} bytes", null, null);
        }

        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(head[0x10..]);
        Version version = new(head[0x18], head[0x19], head[0x1a], head[0x1b]);
        Backend? backend = (isRtx, version.Major) switch
        {
            (true, 1) => TensorRTSharp.Backend.TensorRTRtx,
            (false, 10) => TensorRTSharp.Backend.TensorRT10,
            (false, 11) => TensorRTSharp.Backend.TensorRT11,
            _ => null,
        };
        return new PlanMaker(
            backend,
            backend is null ? $"{name} {version}, which this version of TensorRTSharp does not run" : $"{name} {version}",
            version,
            size <= long.MaxValue ? (long)size : null);
    }

    private static PlanMaker OfCpu(ReadOnlySpan<byte> head)
    {
        const string Name = "the CPU backend";
        if (head.Length < CpuHeadBytes)
        {
            return new PlanMaker(
                TensorRTSharp.Backend.Cpu, $"{Name}; there are only {head.Length} bytes", null, null);
        }

        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(head[16..]);
        long? declared = size <= long.MaxValue ? (long)size : null;
        uint format = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        if (format != CpuFormat)
        {
            return new PlanMaker(
                TensorRTSharp.Backend.Cpu,
                string.Create(CultureInfo.InvariantCulture, $"{Name}, in format {format} where this version of TensorRTSharp reads {CpuFormat}"),
                null,
                declared);
        }

        string runtime = CpuField(head[CpuHeadBytes..], CpuRuntimeVersion);
        return new PlanMaker(
            TensorRTSharp.Backend.Cpu,
            runtime.Length == 0 ? Name : NameOfCpu(runtime),
            Version.TryParse(runtime, out Version? version) ? version : null,
            declared);
    }

    /// <summary>A text among fields of (tag u16, size u32, payload); empty where it is not in these bytes.</summary>
    private static string CpuField(ReadOnlySpan<byte> fields, int wanted)
    {
        const int Prefix = 6;
        const int Longest = 64;
        while (fields.Length >= Prefix)
        {
            int tag = BinaryPrimitives.ReadUInt16LittleEndian(fields);
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(fields[2..]);
            fields = fields[Prefix..];
            if (size > fields.Length)
            {
                break;
            }

            if (tag == wanted)
            {
                ReadOnlySpan<byte> text = fields[..(int)size];
                return text.Length <= Longest && !text.ContainsAnyExceptInRange((byte)' ', (byte)'~')
                    ? Encoding.ASCII.GetString(text)
                    : "";
            }

            fields = fields[(int)size..];
        }

        return "";
    }

    private static PlanMaker Unknown(ReadOnlySpan<byte> head)
    {
        string what = head switch
        {
            [] => "there are no bytes",
            _ when EntryFile.HasMark(head) => "it is an entry of an engine cache, which is read by its path",
            [0x08, > 0 and < 0x20, _, ..] => "it looks like an ONNX model, which has to be built first",
            [.. var some] => $"it begins with the bytes {Convert.ToHexStringLower(some[..Math.Min(8, some.Length)])}, as no plan does",
        };
        return new PlanMaker(null, $"unknown: {what}", null, null);
    }
}
