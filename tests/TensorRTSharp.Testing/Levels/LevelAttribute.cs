using NUnit.Framework;

namespace TensorRTSharp.Testing;

/// <summary>The level of reality that a test needs, as the category <c>Level0</c>, <c>Level1w</c> and so on.</summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LevelAttribute(string level) : CategoryAttribute($"Level{TestLevels.Check(level)}")
{
    public string Level => level;
}
