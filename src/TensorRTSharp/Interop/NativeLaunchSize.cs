using System.Runtime.InteropServices;

namespace TensorRTSharp.Interop;

/// <summary><c>trts_launch_size</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeLaunchSize
{
    private readonly int _gridX;
    private readonly int _gridY;
    private readonly int _gridZ;
    private readonly int _blockX;
    private readonly int _blockY;
    private readonly int _blockZ;
    private readonly int _sharedByteSize;

    internal NativeLaunchSize((int X, int Y, int Z) grid, (int X, int Y, int Z) block, int sharedByteSize)
    {
        (_gridX, _gridY, _gridZ) = grid;
        (_blockX, _blockY, _blockZ) = block;
        _sharedByteSize = sharedByteSize;
    }
}
