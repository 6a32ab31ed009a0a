using System.Diagnostics;

namespace TensorRTSharp.Product.Tests;

/// <summary>A process run to its end, with what it printed.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static ChildProcess Run(string file, IEnumerable<string> arguments, Action<ProcessStartInfo>? change = null)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        change?.Invoke(start);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{file} did not end within {Patience.TotalMinutes} minutes.");
        }

        return new ChildProcess(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>The SDK, as a user at a prompt would call it.</summary>
    public static ChildProcess Dotnet(IEnumerable<string> arguments, Action<ProcessStartInfo>? change = null) =>
        Run("dotnet", arguments, start =>
        {
            // What the test host sets for itself must not reach a build.
            foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            {
                start.Environment.Remove(variable);
            }

            change?.Invoke(start);
        });

    public void MustSucceed() => Assert.That(ExitCode, Is.Zero, $"{Output}\n{Error}");
}
