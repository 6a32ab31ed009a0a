using System.Text.RegularExpressions;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Extract;

/// <summary>Recognises the few shapes that an inline method of TensorRT can have.</summary>
internal static partial class BodyReader
{
    /// <returns>Null for a body of no known shape.</returns>
    public static ApiBody? Read(string body)
    {
        if (body.Length == 0)
        {
            return new ApiBody { Kind = BodyKind.Empty };
        }

        if (Forward().Match(body) is { Success: true } forward)
        {
            return new ApiBody
            {
                Kind = BodyKind.Forward,
                Target = forward.Groups["target"].Value,
                TargetMethod = forward.Groups["method"].Value,
                Arguments = SplitArguments(forward.Groups["arguments"].Value),
            };
        }

        if (SelfForward().Match(body) is { Success: true } self)
        {
            return new ApiBody
            {
                Kind = BodyKind.SelfForward,
                TargetMethod = self.Groups["method"].Value,
                Arguments = SplitArguments(self.Groups["arguments"].Value),
            };
        }

        return Constant().Match(body) is { Success: true } constant
            ? new ApiBody { Kind = BodyKind.Constant, Text = constant.Groups["text"].Value }
            : null;
    }

    private static string[] SplitArguments(string arguments) =>
        arguments.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^(?:return )?(?<target>m[A-Z]\w*)->(?<method>\w+)\((?<arguments>[\w, ]*)\);$")]
    private static partial Regex Forward();

    [GeneratedRegex(@"^return (?<method>[a-z]\w*)\((?<arguments>[\w, ]*)\);$")]
    private static partial Regex SelfForward();

    // literals, enumerators, constants, aggregates of them, and integer arithmetic; no call and no variable
    [GeneratedRegex("""
        ^return\ (?<text>(?:
            nullptr | true | false | -?\d\w* | "[^"]*" | NV_TENSORRT_VERSION | 0x[0-9A-F]+U?
            | static_cast<u?int32_t>(?=\() | (?:[A-Z]\w*::)*k[A-Z]\w* | [A-Z]\w*(?=\{) | [{}(),|&<\ ]
        )+);$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Constant();
}
