using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using TensorRTSharp.Caching;

namespace TensorRTSharp.Conformance;

/// <summary>Entries of an engine cache that are whole, and hold what TensorRT does not take.</summary>
internal static class EntryForgery
{
    public static void ReplacePlan(string entry, byte[] plan)
    {
        EntryHeader header;
        using (SafeFileHandle file = EntryFile.OpenForReading(entry))
        {
            header = EntryFile.ReadHeader(file, out string damage) ?? throw new InvalidOperationException(damage);
        }

        byte[] head = EntryFile.Head(
            header.Description, header.Key, plan.Length, Convert.ToHexStringLower(SHA256.HashData(plan)));
        File.WriteAllBytes(entry, [.. head, .. plan]);
    }
}
