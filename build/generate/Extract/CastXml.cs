using System.Diagnostics;
using System.Xml.Linq;

namespace TensorRTSharp.Generate.Extract;

/// <summary>Runs castxml, the compiler front end that writes a header's declarations as XML.</summary>
internal static class CastXml
{
    /// <param name="entries">The headers to include, by name.</param>
    /// <param name="includeFolders">Where they and their includes lie.</param>
    public static XDocument Run(IEnumerable<string> entries, IReadOnlyList<string> includeFolders)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("trtsharp-extract");
        try
        {
            string source = Path.Combine(folder.FullName, "headers.cpp");
            string output = Path.Combine(folder.FullName, "headers.xml");
            File.WriteAllLines(source, entries.Select(entry => $"#include \"{entry}\""));
            RunProcess(
            [
                "--castxml-output=1",
                "-std=c++17",
                "-w",
                "-U__cpp_sized_deallocation", // castxml's clang stops at libstdc++'s <string> otherwise
                .. includeFolders.Select(include => $"-I{include}"),
                "-o", output, source,
            ]);
            return XDocument.Load(output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void RunProcess(IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new("castxml", arguments) { RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw new GeneratorException("castxml did not start.");
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new GeneratorException("castxml is not installed (Debian: apt install castxml).", failure);
        }

        using (process)
        {
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new GeneratorException($"castxml failed:\n{errors}");
            }
        }
    }
}
