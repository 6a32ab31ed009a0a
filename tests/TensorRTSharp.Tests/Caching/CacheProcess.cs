using System.Collections.Concurrent;
using System.Diagnostics;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Caching;

/// <summary>A running tests/Samples/CacheProcess.</summary>
internal sealed class CacheProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CacheProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data is null ? "" : $"error: {line.Data}");
        _ = _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Lines that it printed, but "ready".</summary>
    internal ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Starts one; the test is ignored where the tests run without their repository.</summary>
    internal static CacheProcess Start(params string[] arguments) => Start("dotnet", [Program(), .. arguments]);

    /// <summary>As above, under a limit for the size of any file: so many KiB, beyond which writes fail.</summary>
    internal static CacheProcess StartLimited(int kibibytes, params string[] arguments)
    {
        string[] command =
            ["-c", $"trap '' XFSZ; ulimit -f {kibibytes}; exec dotnet \"$@\"", "bash", Program(), .. arguments];
        return Start("bash", command);
    }

    /// <summary>
    /// As above, by somebody who may not write where others may not: as nobody where the tests run as root. Ignored where
    /// nobody cannot read the program.
    /// </summary>
    internal static CacheProcess StartUnprivileged(params string[] arguments)
    {
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", Program(), .. arguments]
            : ["dotnet", Program(), .. arguments];
        if (Environment.IsPrivilegedProcess)
        {
            using Process probe = Process.Start("setpriv", [.. command[1..4], "test", "-r", Program()]);
            probe.WaitForExit();
            if (probe.ExitCode != 0)
            {
                Assert.Ignore("these tests run as root, in a folder that nobody else reads");
            }
        }

        return Start("env", ["HOME=/tmp", .. command]);
    }

    /// <summary>Lets one that waits for input go.</summary>
    internal void Go() => _process.StandardInput.WriteLine();

    internal void WaitUntilReady()
    {
        if (!_ready.Task.Wait(Patience))
        {
            throw new TimeoutException($"The process is not ready: {string.Join('\n', Lines)}");
        }
    }

    /// <summary>SIGKILL, or what Windows has for it.</summary>
    internal void Kill() => _process.Kill();

    internal int WaitForExit()
    {
        if (!_process.WaitForExit(Patience))
        {
            throw new TimeoutException($"The process does not end: {string.Join('\n', Lines)}");
        }

        _ = _ended.Task.Wait(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static CacheProcess Start(string file, string[] arguments)
    {
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0"; // its memory counts as a file; starts faster, too
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new CacheProcess(new Process { StartInfo = start });
    }

    private static string Program()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("these processes are tested on Linux: under wine there is no dotnet to start them");
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string program = Path.Combine(
                folder.FullName, "artifacts", "bin", "CacheProcess", "release", "CacheProcess.dll");
            if (File.Exists(program))
            {
                return program;
            }
        }

        Prerequisite.Require("0", false, "the tests run without their repository, and so without CacheProcess");
        return "";
    }

    private void Take(string? line)
    {
        switch (line)
        {
            case null:
                _ended.TrySetResult();
                break;
            case "ready":
                _ready.TrySetResult();
                break;
            case "":
                break;
            default:
                Lines.Enqueue(line);
                break;
        }
    }
}
