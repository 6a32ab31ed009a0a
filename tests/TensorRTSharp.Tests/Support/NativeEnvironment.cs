using System.Runtime.InteropServices;

namespace TensorRTSharp.Tests.Support;

/// <summary>
/// A variable of the process's environment as native code sees it, until disposed: on Linux, .NET sets a copy of its
/// own.
/// </summary>
internal sealed partial class NativeEnvironment : IDisposable
{
    private readonly string _name;
    private readonly string? _before;

    internal NativeEnvironment(string name, string? value)
    {
        _name = name;
        _before = Environment.GetEnvironmentVariable(name);
        Set(value);
    }

    public void Dispose() => Set(_before);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int UnsetVariable(string name);

    private void Set(string? value)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(_name, value);
        }
        else if ((value is null ? UnsetVariable(_name) : SetVariable(_name, value, 1)) != 0)
        {
            throw new InvalidOperationException($"{_name} could not be set.");
        }
    }
}
