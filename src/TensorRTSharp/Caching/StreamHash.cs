using System.Buffers;
using System.Security.Cryptography;

namespace TensorRTSharp.Caching;

/// <summary>Hashes of streams of any length, piece by piece.</summary>
internal static class StreamHash
{
    private const int PieceBytes = 1 << 20;

    /// <summary>From the stream's position to its end, as lowercase hexadecimal digits.</summary>
    internal static string Sha256(Stream stream, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _ = Append(hash, stream, cancellationToken);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Appends the rest of the stream.</summary>
    /// <returns>How many bytes that was.</returns>
    internal static long Append(IncrementalHash hash, Stream stream, CancellationToken cancellationToken)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            long total = 0;
            for (int count; (count = stream.Read(piece, 0, PieceBytes)) > 0; total += count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(piece, 0, count);
            }

            return total;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
