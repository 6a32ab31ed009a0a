using TensorRTSharp.Report;

// Adds up what the test programs left behind, by level, and judges it. The last line is the whole run in numbers.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: report RESULTS-FOLDER FLOORS-FILE");
    return 2;
}

List<TestCount> counts = [.. NUnitResults.Read(args[0]), .. NativeResults.Read(args[0])];
Floors floors = Floors.Read(args[1]);
List<string> problems = [.. counts.SelectMany(count => count.Problems), .. floors.Judge(counts)];

Console.WriteLine();
Console.WriteLine("level  passed  failed  skipped  floor  what");
foreach (Level level in floors.Levels)
{
    TestCount sum = TestCount.Sum(counts.Where(count => count.Level == level.Name));
    string floor = Floors.Binding(level) is { } bound ? $"{bound,5}" : "    -";
    Console.WriteLine($"{level.Name,-5}  {sum.Passed,6}  {sum.Failed,6}  {sum.Skipped,7}  {floor}  {level.What}");
}

foreach (IGrouping<string, string> reason in counts.SelectMany(count => count.SkipReasons).GroupBy(reason => reason))
{
    Console.WriteLine($"skipped {reason.Count()}: {reason.Key}");
}

Console.WriteLine();
foreach (string problem in problems)
{
    Console.WriteLine($"PROBLEM: {problem}");
}

TestCount total = TestCount.Sum(counts);
int failed = Math.Max(total.Failed, problems.Count > 0 ? 1 : 0);
Console.WriteLine($"{total.Passed} passed, {failed} failed, {total.Skipped} skipped");
return failed == 0 ? 0 : 1;
