using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// What crosses the C ABI is blittable: the runtime converts nothing on its own.
[assembly: DisableRuntimeMarshalling]

// Never from the current directory.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
