using System.Text.RegularExpressions;

namespace TensorRTSharp.Generate.Since;

/// <summary>What is known of TensorRT-RTX's releases: the survey's table of RTX-only members and its release list.</summary>
internal sealed partial class RtxSurface
{
    /// <summary>The oldest release supported; members that were there before it count from here.</summary>
    public const string Oldest = "1.5";

    /// <summary>1.6 added deferred weights, build routes and the refit observer.</summary>
    private static readonly HashSet<string> AddedIn16 =
    [
        "IRuntime::setDeferredWeightsLoading", "IRuntime::getDeferredWeightsLoading",
        "ICudaEngine::areWeightsLoaded", "ICudaEngine::loadWeights", "ICudaEngine::loadWeightsAsync",
        "IBuilderConfig::setBuildRoute", "IBuilderConfig::getBuildRoute", "IBuilderConfig::getAllBuildRoutes",
        "IParser::setRefitObserver", "IParserRefitter::setRefitObserver", "IRefitterObserver::onRefittableWeight",
    ];

    private readonly HashSet<string> _onlyInRtx;

    private RtxSurface(HashSet<string> onlyInRtx) => _onlyInRtx = onlyInRtx;

    /// <param name="path">A Markdown file with a table "area | present only in RTX | absent in RTX".</param>
    public static RtxSurface Read(string path)
    {
        HashSet<string> members = [];
        IEnumerable<string> rows = File.ReadLines(path)
            .SkipWhile(line => !line.StartsWith("| area | present only in RTX", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|') && !line.StartsWith("| enums", StringComparison.Ordinal));
        foreach (string row in rows)
        {
            string[] cells = row.Split('|', StringSplitOptions.TrimEntries);
            foreach (Match name in MemberName().Matches(cells[2]))
            {
                foreach (Match owner in ClassName().Matches(cells[1]))
                {
                    members.Add($"{owner.Value}::{name.Groups[2].Value}");
                    if (name.Groups[1].Success)
                    {
                        members.Add($"{owner.Value}::set{name.Groups[2].Value[3..]}");
                    }
                }
            }
        }

        return new RtxSurface(members);
    }

    /// <param name="key">Class::method.</param>
    /// <param name="isCommon">It is among the members that RTX 1.6 shares with TensorRT.</param>
    /// <returns>Null for a member that no release up to 1.6 has.</returns>
    public string? FirstVersion(string key, bool isCommon) =>
        AddedIn16.Contains(key) ? "1.6"
        : isCommon || _onlyInRtx.Contains(key) ? Oldest
        : null;

    [GeneratedRegex(@"(set/)?\b([a-z]\w+)")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"\bI[A-Z]\w+")]
    private static partial Regex ClassName();
}
