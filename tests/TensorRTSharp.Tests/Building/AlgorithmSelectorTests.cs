using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Building;

/// <summary>
/// Algorithm selectors, asked by the fake TensorRT 10, which offers three algorithms for each of two layers: 0.5 ms without
/// a workspace, 0.125 ms with 1024 bytes, 0.25 ms with 512; their tactics are -1, -2 and -3.
/// </summary>
[Level("3")]
internal sealed class AlgorithmSelectorTests
{
    private static readonly FormatException Thrown = new("the selector is broken");

    private static IEnumerable<TestCaseData> Selections =>
    [
        new TestCaseData(new[] { 0, 1, 2 }, -2L).SetArgDisplayNames("all"),
        new TestCaseData(Array.Empty<int>(), -2L).SetArgDisplayNames("none"),
        new TestCaseData(new[] { 2, 0 }, -3L).SetArgDisplayNames("two"),
        new TestCaseData(new[] { 0, 0, 0, 0 }, -1L).SetArgDisplayNames("one, four times"),
    ];

    [Test]
    public void Layers_and_their_algorithms_are_described()
    {
        List<string> layers = [];
        Selector selector = new()
        {
            OnSelect = (context, choices) =>
            {
                layers.Add(context.Name);
                using IDisposable all = Assert.EnterMultipleScope();
                Assert.That(context.InputCount, Is.EqualTo(2));
                Assert.That(context.OutputCount, Is.EqualTo(1));
                Assert.That(context.GetDimensions(2, OptProfileSelector.Min), Is.EqualTo(new long[] { 1, 3 }));
                Assert.That(context.GetDimensions(2), Is.EqualTo(new long[] { 2, 3 }));
                Assert.That(context.GetDimensions(2, OptProfileSelector.Max), Is.EqualTo(new long[] { 8, 3 }));
                Assert.That(choices.Select(static choice => choice.Index), Is.EqualTo(new[] { 0, 1, 2 }));
                Assert.That(
                    choices.Select(static choice => choice.Time.TotalMilliseconds), Is.EqualTo(new[] { 0.5, 0.125, 0.25 }));
                Assert.That(
                    choices.Select(static choice => choice.WorkspaceSize.Value), Is.EqualTo(new long[] { 0, 1024, 512 }));
                Assert.That(choices.Select(static choice => choice.Variant.Tactic), Is.EqualTo(new long[] { -1, -2, -3 }));
                Assert.That(
                    choices.Select(static choice => choice.Variant.Implementation), Is.All.GreaterThan(int.MaxValue));
                AlgorithmIOInfo output = choices[0].GetIOInfo(2);
                Assert.That(output.DataType, Is.EqualTo(DataType.Float));
                Assert.That(output.Strides.ToArray(), Is.EqualTo(new long[] { 3, 1 }));
                Assert.That(output.VectorizedDimension, Is.EqualTo(-1));
                Assert.That(output.ComponentsPerElement, Is.EqualTo(1));
                Assert.That(output, Is.EqualTo(choices[1].GetIOInfo(2)), "a value");
                Assert.That(output.GetHashCode(), Is.EqualTo(choices[1].GetIOInfo(2).GetHashCode()));
                Assert.That(output.ToString(), Is.EqualTo("Float, strides [3, 1]"));
                return choices;
            },
        };
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = selector;
        Assert.That(build.Config.AlgorithmSelector, Is.SameAs(selector));
        build.Run().Dispose();
        Assert.That(layers, Has.Count.EqualTo(2).And.Unique);
        Assert.That(selector.Reported.Select(static report => report.Layer), Is.EqualTo(layers));
    }

    [TestCaseSource(nameof(Selections))]
    public void TensorRT_takes_the_best_of_what_is_left(int[] left, long taken)
    {
        Selector selector = new() { OnSelect = (_, choices) => left.Select(index => choices[index]) };
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = selector;
        build.Run().Dispose();
        Assert.That(selector.Reported.Select(static report => report.Variant.Tactic), Is.EqualTo(new[] { taken, taken }));
    }

    [Test]
    public void None_fails_the_build_where_the_flag_says_so()
    {
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = new Selector { OnSelect = static (_, _) => [] };
        build.Config.SetFlag(BuilderFlag.RejectEmptyAlgorithms);
        Assert.That(
            () => build.Run(),
            Throws.TypeOf<EngineBuildException>().With.Message.Contains("algorithm selector").And.InnerException.Null);
        build.Config.SetFlag(BuilderFlag.RejectEmptyAlgorithms, false);
        build.Run().Dispose();
    }

    [Test]
    public void What_a_call_was_given_is_gone_after_it()
    {
        AlgorithmContext? context = null;
        Algorithm? algorithm = null;
        AlgorithmIOInfo? info = null;
        Selector selector = new()
        {
            OnSelect = (given, choices) =>
            {
                (context, algorithm, info) = (given, choices[1], choices[1].GetIOInfo(0));
                return [];
            },
            OnReport = () => Assert.That(() => algorithm!.Time, Throws.TypeOf<ObjectDisposedException>(), "also in the next"),
        };
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = selector;
        build.Run().Dispose();
        Func<object>[] uses =
        [
            () => context!.Name, () => context!.InputCount, () => context!.OutputCount, () => context!.GetDimensions(0),
            () => algorithm!.Variant, () => algorithm!.Time, () => algorithm!.WorkspaceSize, () => algorithm!.GetIOInfo(0),
        ];
        using IDisposable all = Assert.EnterMultipleScope();
        foreach (Func<object> use in uses)
        {
            Assert.That(use, Throws.TypeOf<ObjectDisposedException>().With.Message.Contains("keep what you need"));
        }

        Assert.That(algorithm!.Index, Is.EqualTo(1));
        Assert.That(info!.DataType, Is.EqualTo(DataType.Float), "values stay");
    }

    [Test]
    public void A_use_on_another_thread_ends_before_the_call_does()
    {
        Task? user = null;
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = new Selector
        {
            OnSelect = (_, choices) =>
            {
                if (user is null)
                {
                    using ManualResetEventSlim started = new();
                    user = Task.Run(() => UseUntilGone(choices[0], started));
                    started.Wait();
                }

                return choices;
            },
        };
        build.Run().Dispose();
        Assert.That(user!.Wait(TimeSpan.FromMinutes(1)), Is.True, "it learns that the object is gone");

        static void UseUntilGone(Algorithm algorithm, ManualResetEventSlim started)
        {
            try
            {
                while (algorithm.WorkspaceSize.Value == 0)
                {
                    started.Set();
                }
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            Assert.Fail("freed memory was read");
        }
    }

    [TestCase("SelectAlgorithms")]
    [TestCase("ReportAlgorithms")]
    public void An_exception_fails_the_build_once_with_its_stack(string method)
    {
        Selector selector = new() { ThrowsIn = method };
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = selector;
        EngineBuildException? failure = Assert.Throws<EngineBuildException>(() => build.Run());
        Assert.That(failure!.InnerException, Is.SameAs(Thrown));
        Assert.That(Thrown.StackTrace, Does.Contain($"{nameof(Selector)}.{nameof(Selector.Enter)}"));
        selector.ThrowsIn = null;
        build.Run().Dispose();
        Assert.That(selector.Reported, Is.Not.Empty);
    }

    [Test]
    public void An_answer_that_is_no_choice_fails_the_build()
    {
        Algorithm? other = null;
        Selector selector = new() { OnSelect = static (_, _) => null! };
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = selector;
        AssertFails("null");
        selector.OnSelect = (_, choices) =>
        {
            other ??= choices[0];
            return [other];
        };
        AssertFails("none of the choices");

        void AssertFails(string said) => Assert.That(
            () => build.Run(),
            Throws.TypeOf<EngineBuildException>()
                .With.InnerException.InstanceOf<InvalidOperationException>().And.Message.Contains(said));
    }

    [TestCase(-1)]
    [TestCase(3)]
    public void A_tensor_that_is_not_there_is_refused(int index)
    {
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = new Selector
        {
            OnSelect = (context, choices) =>
            {
                Assert.That(() => context.GetDimensions(index), Throws.TypeOf<ArgumentOutOfRangeException>());
                Assert.That(() => choices[0].GetIOInfo(index), Throws.TypeOf<ArgumentOutOfRangeException>());
                return choices;
            },
        };
        build.Run().Dispose();
    }

    [Test]
    public void It_cannot_be_replaced_while_it_is_asked()
    {
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = new Selector
        {
            OnSelect = (_, choices) =>
            {
                build.Config.AlgorithmSelector = null;
                return choices;
            },
        };
        Assert.That(
            () => build.Run(), Throws.TypeOf<EngineBuildException>().With.InnerException.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void Nobody_is_asked_who_was_taken_away()
    {
        Selector selector = new();
        using CalibratedBuild build = new();
        build.Config.AlgorithmSelector = selector;
        build.Config.AlgorithmSelector = null;
        build.Run().Dispose();
        build.Config.AlgorithmSelector = selector;
        build.Config.Reset();
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(build.Config.AlgorithmSelector, Is.Null);
        Assert.That(selector.Reported, Is.Empty);
    }

    [TestCase("trt11")]
    [TestCase("rtx1")]
    public void Other_families_refuse_and_say_what_to_do(string family)
    {
        using CalibratedBuild build = new(family);
        Assert.That(
            () => build.Config.AlgorithmSelector = new Selector(),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("EditableTimingCache"));
        build.Config.AlgorithmSelector = null;
        build.Run().Dispose();
    }

    [Test]
    [Level("0")]
    public void The_CPU_refuses()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using BuilderConfig config = builder.CreateConfig();
        Assert.That(
            () => config.AlgorithmSelector = new Selector(),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("TensorRT 10"));
    }

    [Test]
    public void Garbage_is_collected_at_the_worst_moments_and_the_selector_lives()
    {
        using CalibratedBuild build = new();
        WeakReference trace = Forget(build);
        build.Run().Dispose();
        Assert.That(trace.IsAlive, Is.True, "held by the configuration");
        build.Config.AlgorithmSelector = null;
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Forget(CalibratedBuild build)
        {
            Selector selector = new()
            {
                OnSelect = static (_, choices) =>
                {
                    Garbage.Collect();
                    return choices;
                },
                OnReport = Garbage.Collect,
            };
            build.Config.AlgorithmSelector = selector;
            return new WeakReference(selector);
        }
    }

    [Test]
    public void A_thousand_rounds_leave_nothing()
    {
        FakeTensorRT fake = FakeTensorRT.Require("trt10");
        long natives = NativeHandle.LiveCount;
        long userData = UserData.LiveCount;
        using (CalibratedBuild build = new())
        {
            for (int round = 0; round < 1000; round++)
            {
                build.Config.AlgorithmSelector = new Selector();
                build.Run().Dispose();
            }
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(UserData.LiveCount, Is.EqualTo(userData));
        Assert.That(fake.Living, Is.Empty);
    }

    private sealed class Selector : IAlgorithmSelector
    {
        internal List<(string Layer, AlgorithmVariant Variant)> Reported { get; } = [];

        internal Func<AlgorithmContext, IReadOnlyList<Algorithm>, IEnumerable<Algorithm>>? OnSelect { get; set; }

        internal Action? OnReport { get; init; }

        internal string? ThrowsIn { get; set; }

        public IEnumerable<Algorithm> SelectAlgorithms(AlgorithmContext context, IReadOnlyList<Algorithm> choices)
        {
            Enter(nameof(SelectAlgorithms));
            return OnSelect is null ? choices : OnSelect(context, choices);
        }

        public void ReportAlgorithms(IReadOnlyList<AlgorithmContext> contexts, IReadOnlyList<Algorithm> choices)
        {
            Enter(nameof(ReportAlgorithms));
            OnReport?.Invoke();
            Assert.That(contexts, Has.Count.EqualTo(choices.Count));
            Reported.AddRange(contexts.Zip(choices, static (context, choice) => (context.Name, choice.Variant)));
        }

        [MethodImpl(MethodImplOptions.NoInlining)] // it is looked for in stacks
        internal void Enter(string method)
        {
            if (method == ThrowsIn)
            {
                throw Thrown;
            }
        }
    }
}
