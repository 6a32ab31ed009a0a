using System.Security.Cryptography;
using System.Text;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Caching;

/// <content>What a model is, whatever its name: its bytes, and those of the files that it names.</content>
internal sealed partial class EngineCacheKey
{
    /// <summary>
    /// SHA-256 of the file, as other tools print it. Of a model with external data: of that hash and, for each data file
    /// in the model's order, its name and hash.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="OnnxParseException">It is no model, or names data files that are not in its folder.</exception>
    internal static string ModelHash(string path, CancellationToken cancellationToken = default) =>
        DescribeModel(path, cancellationToken).Sha256;

    /// <summary>SHA-256 of the rest of the stream: no file, no external data.</summary>
    internal static string ModelHash(Stream model, CancellationToken cancellationToken = default) =>
        StreamHash.Sha256(model, cancellationToken);

    /// <summary>SHA-256 of the bytes: no file, no external data.</summary>
    internal static string ModelHash(ReadOnlyMemory<byte> model) =>
        Convert.ToHexStringLower(SHA256.HashData(model.Span));

    /// <summary>As <see cref="ModelHash(string, CancellationToken)"/>, with the size of all files.</summary>
    internal static DescribedModel DescribeModel(string path, CancellationToken cancellationToken = default)
    {
        string full = Path.GetFullPath(path);
        (string hash, long size) = HashFile(full, cancellationToken);
        string[] files = NativeMethods.OnnxFilesFind(full);
        if (files.Length == 0)
        {
            return new DescribedModel(Path.GetFileName(full), size, hash);
        }

        using IncrementalHash all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        all.AppendData(Encoding.UTF8.GetBytes(hash));
        foreach (string file in files)
        {
            (string fileHash, long fileSize) = HashFile(
                Path.Combine(Path.GetDirectoryName(full)!, file), cancellationToken);
            all.AppendData(Encoding.UTF8.GetBytes($"\n{fileHash} {file}"));
            size += fileSize;
        }

        return new DescribedModel(Path.GetFileName(full), size, Convert.ToHexStringLower(all.GetHashAndReset()));
    }

    private static (string Hash, long Size) HashFile(string path, CancellationToken cancellationToken)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        string hash = StreamHash.Sha256(file, cancellationToken);
        return (hash, file.Position);
    }
}
