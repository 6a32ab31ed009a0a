using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TensorRTSharp.Testing;

/// <summary>Reads and writes numpy's <c>.npy</c> files: versions 1 and 2, little endian, C order.</summary>
public static partial class Npy
{
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static TypedArray Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    public static TypedArray Parse(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic))
        {
            throw new InvalidDataException("This is no .npy file: its first bytes are not numpy's magic.");
        }

        var (type, shape) = ParseHeader(ReadHeader(file, out var data));
        var expected = TypedArray.ElementCount(shape) * type.Size();
        return data.Length == expected
            ? new TypedArray(type, shape, data.ToArray())
            : throw new InvalidDataException(
                $"{data.Length} bytes of data where {type} {TypedArray.FormatShape(shape)} takes {expected}.");
    }

    public static void Write(string path, TypedArray array) => File.WriteAllBytes(path, Format(array));

    public static byte[] Format(TypedArray array)
    {
        var order = array.Type.Size() == 1 ? '|' : '<';
        var dimensions = string.Join(", ", array.Shape.Select(d => d.ToString(CultureInfo.InvariantCulture)));
        var shape = array.Shape.Length == 1 ? $"({dimensions},)" : $"({dimensions})";
        var header = $"{{'descr': '{order}{array.Type.NpyCode()}', 'fortran_order': False, 'shape': {shape}, }}";

        const int version1Prefix = 10;
        var end = version1Prefix + header.Length + 1;
        var dataStart = (end + Alignment - 1) / Alignment * Alignment;
        var file = new byte[dataStart + array.Bytes.Length];
        Magic.CopyTo(file);
        file[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), (ushort)(dataStart - version1Prefix));
        Encoding.ASCII.GetBytes(header.PadRight(dataStart - version1Prefix - 1) + '\n', file.AsSpan(version1Prefix));
        array.Bytes.CopyTo(file.AsSpan(dataStart));
        return file;
    }

    private static string ReadHeader(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> data)
    {
        const int versionAt = 6;
        const int lengthAt = 8;
        var version = file.Length > versionAt ? file[versionAt] : 0;
        var start = version switch
        {
            1 => lengthAt + sizeof(ushort),
            2 => lengthAt + sizeof(uint),
            _ => throw new InvalidDataException($".npy version {version} is not supported, only 1 and 2."),
        };
        if (file.Length < start)
        {
            throw new InvalidDataException("The file ends inside its header.");
        }

        var length = version == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(file[lengthAt..])
            : BinaryPrimitives.ReadUInt32LittleEndian(file[lengthAt..]);
        if (length > file.Length - start)
        {
            throw new InvalidDataException("The file ends inside its header.");
        }

        data = file[(start + (int)length)..];
        return Encoding.Latin1.GetString(file.Slice(start, (int)length));
    }

    private static (ElementType Type, long[] Shape) ParseHeader(string header)
    {
        var match = HeaderPattern().Match(header);
        if (!match.Success)
        {
            throw new InvalidDataException($"The header is not one of a plain little-endian array: {header.Trim()}");
        }

        long[] shape =
        [
            .. match.Groups["shape"].Value
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(d => long.Parse(d, CultureInfo.InvariantCulture)),
        ];
        if (match.Groups["fortran"].Value == "True" && shape.Length > 1)
        {
            throw new InvalidDataException("The array is in Fortran order; only C order is supported.");
        }

        return (ElementTypes.FromNpy(match.Groups["type"].Value), shape);
    }

    [GeneratedRegex(
        @"^\{\s*'descr':\s*'[<|](?<type>[fiub][1248])',\s*'fortran_order':\s*(?<fortran>True|False),"
        + @"\s*'shape':\s*\((?<shape>[\d,\s]*)\),?\s*\}\s*$")]
    private static partial Regex HeaderPattern();
}
