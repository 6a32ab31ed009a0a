using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
[NonParallelizable]
public sealed class PrerequisiteTests
{
    private string? _required;

    [SetUp]
    public void RememberRequiredLevels() => _required = Environment.GetEnvironmentVariable(TestLevels.RequiredVariable);

    [TearDown]
    public void RestoreRequiredLevels() => Environment.SetEnvironmentVariable(TestLevels.RequiredVariable, _required);

    [TestCase("0,1,1w", "1w", true)]
    [TestCase(" 0 , 1 ", "1", true)]
    [TestCase("0,1w", "1", false)]
    [TestCase("", "0", false)]
    [TestCase(null, "0", false)]
    public void Required_levels_are_listed_by_comma(string? levels, string level, bool required) =>
        Assert.That(TestLevels.IsRequired(level, levels), Is.EqualTo(required));

    [Test]
    public void What_is_there_lets_the_test_go_on() =>
        Assert.That(() => Prerequisite.Require("0", true, "unused"), Throws.Nothing);

    [Test]
    public void What_is_missing_ignores_the_test()
    {
        Environment.SetEnvironmentVariable(TestLevels.RequiredVariable, "0,1");

        Assert.That(
            () => Prerequisite.Require("4", false, "no GPU"),
            Throws.InstanceOf<IgnoreException>().With.Message.EqualTo("Level 4: no GPU"));
    }

    [Test]
    public void What_is_missing_at_a_required_level_fails_the_test()
    {
        Environment.SetEnvironmentVariable(TestLevels.RequiredVariable, "0,1");

        Assert.That(
            () => Prerequisite.Require("1", false, "no SDK"),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("no SDK"));
    }

    [Test]
    public void The_level_is_a_category()
    {
        var level = new LevelAttribute("1w");

        Assert.That(level.Name, Is.EqualTo("Level1w"));
        Assert.That(TestContext.CurrentContext.Test.AllCategories(), Does.Contain("Level0"));
    }

    [Test]
    public void There_is_no_other_level() =>
        Assert.That(() => new LevelAttribute("5"), Throws.ArgumentException.With.Message.Contains("'5'"));
}
