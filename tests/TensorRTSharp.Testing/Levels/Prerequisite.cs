using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using NUnit.Framework;

namespace TensorRTSharp.Testing;

/// <summary>What a test needs from its machine.</summary>
public static class Prerequisite
{
    /// <summary>
    /// Ends the test when <paramref name="condition"/> is false: ignored for <paramref name="reason"/>, or failed where
    /// <see cref="TestLevels.RequiredVariable"/> names the level.
    /// </summary>
    public static void Require(string level, [DoesNotReturnIf(false)] bool condition, string? reason)
    {
        if (condition)
        {
            return;
        }

        if (TestLevels.IsRequired(level))
        {
            Assert.Fail($"Level {level} is required here ({TestLevels.RequiredVariable}), but: {reason}");
        }

        Assert.Ignore($"Level {level}: {reason}");
        throw new UnreachableException();
    }
}
