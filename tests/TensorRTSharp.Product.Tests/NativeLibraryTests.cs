using TensorRTSharp.Testing;

namespace TensorRTSharp.Product.Tests;

/// <summary>The library file as it ships.</summary>
[Level("0")]
public sealed class NativeLibraryTests
{
    /// <summary>The C runtime, and what it brings: the loader.</summary>
    private static readonly string[] Allowed = ["libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"];

    [Test]
    public void It_exports_our_functions_and_nothing_else()
    {
        ChildProcess listing = ChildProcess.Run("nm", ["-D", "--defined-only", "--format=posix", Repository.NativeLibrary]);
        listing.MustSucceed();
        string[] exports = [.. listing.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
        Assert.That(exports, Has.Length.GreaterThan(100));
        Assert.That(exports.Where(name => !name.StartsWith("trts_", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void It_needs_the_c_runtime_and_nothing_else()
    {
        ChildProcess listing = ChildProcess.Run("readelf", ["-d", Repository.NativeLibrary]);
        listing.MustSucceed();
        string[] needed = [.. listing.Output.Split('\n').Where(line => line.Contains("(NEEDED)", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.IndexOf(']', StringComparison.Ordinal)])];
        Assert.That(needed, Is.Not.Empty.And.SubsetOf(Allowed));
    }

    [Test]
    public void It_is_smaller_than_four_megabytes() =>
        Assert.That(new FileInfo(Repository.NativeLibrary).Length, Is.InRange(100_000, 4_000_000));
}
