namespace TensorRTSharp.Caching;

/// <summary>Files that others may have open.</summary>
internal static class FileUse
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsLockViolation = unchecked((int)0x80070021);
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    internal static bool IsInUse(IOException problem) => OperatingSystem.IsWindows()
        ? problem.HResult is WindowsSharingViolation or WindowsLockViolation
        : problem.HResult == (OperatingSystem.IsMacOS() ? MacWouldBlock : LinuxWouldBlock);

    /// <summary>Is it a failure of the file system, and no mistake of the program?</summary>
    internal static bool IsFailure(Exception problem) => problem is IOException or UnauthorizedAccessException;

    /// <summary>
    /// As above, for writing: .NET calls a file that may not grow (EFBIG: FAT32 beyond 4 GB, a limit of the process) an
    /// argument out of range.
    /// </summary>
    internal static bool IsWriteFailure(Exception problem) => IsFailure(problem) || problem is ArgumentOutOfRangeException;

    /// <summary>Deletes a file that nobody has open. False where it is in use, or cannot be deleted.</summary>
    internal static bool TryDeleteUnused(string path)
    {
        try
        {
            using (File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                // nobody has it
            }

            File.Delete(path);
            return true;
        }
        catch (Exception problem) when (IsFailure(problem))
        {
            return false;
        }
    }

    /// <summary>
    /// Deletes a file. Who has it open keeps it on Linux; on Windows it may stay: then false, as where it may not be
    /// deleted.
    /// </summary>
    internal static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception problem) when (IsFailure(problem))
        {
            return false;
        }
    }
}
