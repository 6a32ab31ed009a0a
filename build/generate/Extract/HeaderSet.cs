namespace TensorRTSharp.Generate.Extract;

/// <summary>The headers of one family that its entry headers reach, in the order of a compiler.</summary>
internal sealed class HeaderSet
{
    public static readonly IReadOnlyList<string> Entries = ["NvInfer.h", "NvInferPlugin.h", "NvOnnxParser.h"];

    /// <summary>Conditions that are understood: facts hold for g++ and clang, C++17, all switches unset.</summary>
    private static readonly HashSet<string> KnownConditions =
    [
        "#if __cplusplus >= 201402L",
        "#if __cplusplus >= 201907L",
        "#elif __cplusplus >= 201603L",
        "#ifdef _MSC_VER",
        "#ifdef TENSORRT_BUILD_LIB",
        "#if !defined(NV_INFER_INTERNAL_INCLUDE)",
    ];

    private readonly string _folder;
    private readonly List<HeaderSource> _headers = [];
    private readonly HashSet<string> _visited = [];

    public HeaderSet(string folder)
    {
        _folder = Path.GetFullPath(folder);
        foreach (string entry in Entries)
        {
            Visit(entry);
        }
    }

    public IReadOnlyList<HeaderSource> Headers => _headers;

    /// <summary>The position of a file among the headers, or -1 for one that is not the family's.</summary>
    public int IndexOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) == _folder
        ? _headers.FindIndex(header => header.Name == Path.GetFileName(path))
        : -1;

    public int Macro(string name) =>
        _headers.Select(header => header.Macro(name)).FirstOrDefault(value => value is not null)
        ?? throw new GeneratorException($"{_folder} defines no {name}.");

    public void ReportUnknownConditions(Problems problems)
    {
        foreach (HeaderSource header in _headers)
        {
            foreach (string condition in header.Conditions().Where(condition => !KnownConditions.Contains(condition)))
            {
                problems.Add($"{header.Name}: {condition}");
            }
        }
    }

    private void Visit(string name)
    {
        string path = Path.Combine(_folder, name);
        if (!_visited.Add(name) || !File.Exists(path))
        {
            return;
        }

        HeaderSource header = HeaderSource.Load(path);
        foreach (string include in header.Includes())
        {
            Visit(include);
        }

        _headers.Add(header);
    }
}
