using System.Text.RegularExpressions;

namespace TensorRTSharp.Product.Tests;

/// <summary>Sources of tests/Samples, and what is marked in them: <c>// &lt;name&gt;</c> to <c>// &lt;/name&gt;</c>.</summary>
internal static partial class SampleFiles
{
    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "tests", "Samples", file));

    /// <returns>The mark's name, and what stands between.</returns>
    public static IEnumerable<Match> Marked(string source) => Marks().Matches(source);

    [GeneratedRegex(@"// <([a-z-]+)>\n(.*?)\s+// </\1>", RegexOptions.Singleline)]
    private static partial Regex Marks();
}
