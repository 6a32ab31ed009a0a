using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using TensorRTSharp.Caching;

namespace TensorRTSharp;

/// <summary>
/// A file that holds a plan, open for reading: the plan itself, with what a JSON file beside it tells, or an entry of an
/// <see cref="EngineCache"/>.
/// </summary>
internal sealed class PlanFile : IDisposable
{
    private const long LargestDescription = 64 << 20;

    private readonly SafeFileHandle _file;

    private PlanFile(SafeFileHandle file, PlanBytes bytes, EngineInfo info)
    {
        _file = file;
        Bytes = bytes;
        Info = info;
    }

    internal PlanBytes Bytes { get; }

    internal EngineInfo Info { get; }

    internal static PlanFile Open(string path)
    {
        SafeFileHandle file = EntryFile.OpenForReading(path);
        try
        {
            byte[] start = new byte[EntryFile.UsualPlanOffset];
            int count = RandomAccess.Read(file, start, 0);
            long length = RandomAccess.GetLength(file);
            if (EntryFile.HasMark(start.AsSpan(0, count)))
            {
                EntryHeader? header = EntryFile.ReadHeader(file, out string damage);
                FilePlanBytes entry = header is null
                    ? new FilePlanBytes(file, 0, length)
                    : new FilePlanBytes(file, header.Plan.Offset, header.Plan.Length);
                string? problem = header is null ? $"it is a damaged entry of an engine cache: {damage}" : null;
                return new PlanFile(file, entry, EngineInfo.Of(entry, header?.Description, problem));
            }

            FilePlanBytes bytes = new(file, 0, length);
            (EngineDescription? description, string? fault) = DescriptionBeside(path, length);
            return new PlanFile(file, bytes, EngineInfo.Of(bytes, description, fault));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static (EngineDescription? Description, string? Problem) DescriptionBeside(string plan, long length)
    {
        string path = plan + EngineDescription.FileSuffix;
        try
        {
            if (!File.Exists(path) || new FileInfo(path).Length > LargestDescription)
            {
                return (null, null);
            }

            PlanNote? note = JsonSerializer.Deserialize(File.ReadAllBytes(path), PlanJson.Default.PlanNote);
            return note is null ? (null, $"{path} is empty")
                : note.Plan.Length != length ? (null, $"{path} describes another plan, of {note.Plan.Length} bytes")
                : (note.Description, null);
        }
        catch (Exception problem) when (problem is JsonException || FileUse.IsFailure(problem))
        {
            return (null, $"{path} cannot be read: {problem.Message}");
        }
    }
}
