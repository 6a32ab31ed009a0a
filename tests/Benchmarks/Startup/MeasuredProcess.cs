using System.Diagnostics;
using System.Globalization;

namespace TensorRTSharp.Benchmarks;

/// <summary>
/// A process run to its end: how long it took, when it said what, and the most memory that it and its children had.
/// </summary>
/// <param name="Wall">From before its start until after its end.</param>
/// <param name="Lines">What it printed, and when.</param>
/// <param name="PeakBytes">
/// Of each process the most resident memory: its own first, then its children's in order of birth.
/// </param>
internal sealed record MeasuredProcess(
    TimeSpan Wall, IReadOnlyList<(string Text, TimeSpan At)> Lines, IReadOnlyList<long> PeakBytes)
{
    // The kernel keeps the peak itself: looking rarely misses only what happens right before the end.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    public static MeasuredProcess Run(string file, IEnumerable<string> arguments, int expectedExitCode = 0)
    {
        List<(string Text, TimeSpan At)> lines = [];
        List<(int Id, long Bytes)> peaks = [];
        long started = Stopwatch.GetTimestamp();
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true },
        };
        process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is { } text)
            {
                lines.Add((text, Stopwatch.GetElapsedTime(started)));
            }
        };
        _ = process.Start();
        process.BeginOutputReadLine();
        while (!process.WaitForExit(LookEvery))
        {
            Look(process.Id, peaks);
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(started);
        process.WaitForExit(); // for the rest of its output
        return process.ExitCode == expectedExitCode
            ? new MeasuredProcess(wall, lines, [.. peaks.Select(static peak => peak.Bytes)])
            : throw new InvalidOperationException(
                $"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{string.Join('\n', lines)}");
    }

    private static void Look(int id, List<(int Id, long Bytes)> peaks)
    {
        try
        {
            if (PeakBytesOf(id) is { } bytes)
            {
                int known = peaks.FindIndex(peak => peak.Id == id);
                if (known < 0)
                {
                    peaks.Add((id, bytes));
                }
                else
                {
                    peaks[known] = (id, bytes);
                }
            }

            foreach (string thread in Directory.GetDirectories($"/proc/{id}/task"))
            {
                foreach (string child in Words(File.ReadAllText(Path.Combine(thread, "children"))))
                {
                    Look(int.Parse(child, CultureInfo.InvariantCulture), peaks);
                }
            }
        }
        catch (IOException)
        {
            // The process, or one of its threads, ended while it was looked at.
        }
    }

    /// <summary>Null for a process that has ended, but was not waited for yet.</summary>
    private static long? PeakBytesOf(int id) =>
        File.ReadLines($"/proc/{id}/status")
            .Where(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Select(static line => (long?)(long.Parse(Words(line)[1], CultureInfo.InvariantCulture) * 1024))
            .FirstOrDefault();

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
