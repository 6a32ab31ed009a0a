using System.Globalization;
using System.Text;

namespace TensorRTSharp;

/// <summary>
/// What a calibration found, in TensorRT's own text format, which other tools write and read: a header such as
/// <c>TRT-100600-EntropyCalibration2</c>, then for each tensor its name and the bits of its scale. Immutable; any thread.
/// </summary>
public sealed class CalibrationCache
{
    private readonly byte[] _bytes; // given back as they came, byte for byte

    private CalibrationCache(byte[] bytes, string source)
    {
        _bytes = bytes;
        Source = source;
        string[] lines = Decode(bytes, source).Split('\n');
        (TensorRTVersion, Algorithm) = ReadHeader(lines[0].TrimEnd('\r'), source);
        List<CalibrationScale> scales = new(lines.Length);
        for (int index = 1; index < lines.Length; index++)
        {
            if (lines[index].AsSpan().TrimEnd('\r') is { IsEmpty: false } line)
            {
                scales.Add(ReadScale(line, index + 1, source));
            }
        }

        Scales = scales;
    }

    /// <summary>The TensorRT that wrote it, as its header says: 10.6.0 for <c>TRT-100600</c>.</summary>
    public Version TensorRTVersion { get; }

    /// <summary>The algorithm, as its header says: <c>EntropyCalibration2</c>, <c>MinMaxCalibration</c>, ….</summary>
    public string Algorithm { get; }

    /// <summary>The tensors and their scales, in the cache's order.</summary>
    public IReadOnlyList<CalibrationScale> Scales { get; }

    /// <summary>For messages: the file, or that there is none.</summary>
    internal string Source { get; }

    /// <summary>Reads a cache.</summary>
    /// <param name="bytes">A cache as TensorRT writes it; copied.</param>
    /// <returns>The cache.</returns>
    /// <exception cref="CalibrationCacheException">This is no calibration cache: the message names the line.</exception>
    public static CalibrationCache Parse(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), "The calibration cache");

    /// <summary>Reads a cache from a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The cache.</returns>
    /// <exception cref="CalibrationCacheException">The file is no calibration cache: the message names the line.</exception>
    public static CalibrationCache Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(File.ReadAllBytes(path), $"The calibration cache '{path}'");
    }

    /// <summary>Writes the cache to a file, which then has all of it or is as it was.</summary>
    /// <param name="path">The file; replaced where there is one.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, file => file.Write(_bytes));
    }

    /// <summary>The cache as TensorRT writes it: the bytes that it was read from.</summary>
    /// <returns>A copy.</returns>
    public byte[] ToArray() => [.. _bytes];

    /// <summary>The largest magnitude that a tensor holds, by this cache: 127 times its scale.</summary>
    /// <param name="tensor">The tensor's name.</param>
    /// <returns>Null where the cache knows no such tensor.</returns>
    public float? GetDynamicRange(string tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        foreach (CalibrationScale scale in Scales)
        {
            if (scale.Tensor == tensor)
            {
                return 127 * scale.Scale;
            }
        }

        return null;
    }

    private static string Decode(byte[] bytes, string source)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException problem)
        {
            throw new CalibrationCacheException($"{source} is not text, so it is no calibration cache.", problem);
        }
    }

    private static (Version Version, string Algorithm) ReadHeader(string line, string source)
    {
        string[] parts = line.Split('-', 3);
        return parts is ["TRT", var digits, { Length: > 0 } algorithm]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (VersionOf(number), algorithm)
            : throw new CalibrationCacheException(
                $"{source} begins with '{Shorten(line)}', not with a line such as 'TRT-100600-EntropyCalibration2': it is no "
                + "calibration cache.");
    }

    /// <summary>Before TensorRT 10 a version had one digit less: 8601 is 8.6.1, 100600 is 10.6.0.</summary>
    private static Version VersionOf(int number) => number >= 10_000
        ? new Version(number / 10_000, number / 100 % 100, number % 100)
        : new Version(number / 1000, number / 100 % 10, number % 100);

    private static CalibrationScale ReadScale(ReadOnlySpan<char> line, int number, string source)
    {
        int colon = line.LastIndexOf(':'); // names may have some, too
        return colon > 0
            && uint.TryParse(
                line[(colon + 1)..].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint bits)
            ? new CalibrationScale(line[..colon].ToString(), BitConverter.UInt32BitsToSingle(bits))
            : throw new CalibrationCacheException(
                $"Line {number} of {source[..1].ToLowerInvariant()}{source[1..]} is '{Shorten(line.ToString())}', not a tensor's "
                + "name, a colon and eight hexadecimal digits.");
    }

    private static string Shorten(string line) => line.Length <= 60 ? line : line[..60] + "…";
}
