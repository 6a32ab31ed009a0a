using System.Text.Json;

namespace TensorRTSharp.Report;

/// <param name="Name">As in the architecture: "0", "1", "1w", "2", "3", "4".</param>
/// <param name="What">What is real at this level.</param>
/// <param name="Floor">Fewer passed tests than this fail the run, where the prerequisite is there.</param>
/// <param name="Prerequisite">An environment variable that names a folder or file; none: always there.</param>
/// <param name="WithShared">A higher floor where TRTSHARP_TEST_SHARED is there too: the models' tests.</param>
internal sealed record Level(string Name, string What, int Floor, string? Prerequisite = null, int? WithShared = null);

/// <summary>tests/floors.json: how many tests there are at least, so that a silent gap fails.</summary>
internal sealed class Floors
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required IReadOnlyList<Level> Levels { get; init; }

    public static Floors Read(string path) =>
        new() { Levels = JsonSerializer.Deserialize<Level[]>(File.ReadAllText(path), Options)! };

    /// <summary>The floor that holds in this run; null where the level's prerequisite is missing.</summary>
    public static int? Binding(Level level)
    {
        if (level.Prerequisite is not null && !IsThere(level.Prerequisite))
        {
            return Required().Contains(level.Name) ? level.Floor : null;
        }

        return level.WithShared is { } shared && IsThere("TRTSHARP_TEST_SHARED") ? shared : level.Floor;
    }

    public IEnumerable<string> Judge(IReadOnlyCollection<TestCount> counts)
    {
        foreach (Level level in Levels)
        {
            int passed = TestCount.Sum(counts.Where(count => count.Level == level.Name)).Passed;
            if (Binding(level) is { } floor && passed < floor)
            {
                yield return $"level {level.Name}: {passed} tests passed, but the floor is {floor}";
            }
        }

        foreach (string unknown in counts.Select(count => count.Level).Distinct().Except(Levels.Select(level => level.Name)))
        {
            yield return $"tests of level {unknown} ran, but tests/floors.json has no such level";
        }

        foreach (string required in Required().Except(Levels.Select(level => level.Name)))
        {
            yield return $"TRTSHARP_REQUIRE_LEVELS names level {required}, but tests/floors.json has no such level";
        }
    }

    private static string[] Required() => (Environment.GetEnvironmentVariable("TRTSHARP_REQUIRE_LEVELS") ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsThere(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path && (Directory.Exists(path) || File.Exists(path));
}
