using System.Runtime.CompilerServices;
using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;
using TensorRTSharp.Tests.Calibration;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Inference;

/// <summary>
/// Refit observers, told by the fakes of the families that have them: each initializer can be refitted as it is.
/// </summary>
[Level("3")]
internal sealed class RefitObserverTests
{
    private const int OnnxFloat = 1; // TensorProto.DataType.FLOAT

    private static readonly FormatException Thrown = new("the observer is broken");

    private static IReadOnlyList<string> Families => ["trt11", "rtx1"];

    private static IEnumerable<object[]> FamiliesAndRoads =>
        Families.SelectMany(static family => new[] { "parse", "refit" }.Select(road => new object[] { family, road }));

    [TestCaseSource(nameof(FamiliesAndRoads))]
    public void Each_weight_is_told_on_the_calling_thread(string family, string road)
    {
        Observer observer = new();
        using Parsers parsers = new(family);
        parsers.Observe(road, observer);
        Assert.That(parsers.Observer(road), Is.SameAs(observer));
        parsers.Run(road);
        RefitRecord record = observer.Records.Single(static record => record.Name == "two");
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(observer.Records.Select(static record => record.Name), Is.EquivalentTo(new[] { "two", "one" }));
        Assert.That(record.Kind, Is.EqualTo(RefitTransformKind.Identity));
        Assert.That(record.OnnxDataType, Is.EqualTo(OnnxFloat));
        Assert.That(record.DataType, Is.EqualTo(DataType.Float));
        Assert.That(record.Count, Is.EqualTo(3));
        Assert.That(record.Sources, Is.EqualTo(new[] { "two" }));
        Assert.That(record.Epsilon, Is.Null);
        Assert.That(record.FixedData.Length, Is.Zero);
        Assert.That(record.ToString(), Is.EqualTo("two (Identity)"));
        Assert.That(observer.Threads, Is.All.EqualTo(Environment.CurrentManagedThreadId));
    }

    [TestCaseSource(nameof(FamiliesAndRoads))]
    public void An_exception_fails_the_call_once_with_its_stack(string family, string road)
    {
        Observer observer = new() { OnWeight = static () => throw Thrown };
        using Parsers parsers = new(family);
        parsers.Observe(road, observer);
        OnnxParseException? failure = Assert.Throws<OnnxParseException>(() => parsers.Run(road));
        Assert.That(failure!.InnerException, Is.SameAs(Thrown));
        Assert.That(Thrown.StackTrace, Does.Contain(nameof(IRefitterObserver.OnRefittableWeight)));
        Assert.That(observer.Records, Has.Count.EqualTo(1), "nothing is told after that");
        observer.OnWeight = null;
        parsers.Run(road);
    }

    [TestCaseSource(nameof(FamiliesAndRoads))]
    public void It_must_not_use_the_parser_that_calls_it(string family, string road)
    {
        Observer observer = new();
        using Parsers parsers = new(family);
        parsers.Observe(road, observer);
        observer.OnWeight = () => parsers.Observe(road, null);
        Assert.That(
            () => parsers.Run(road),
            Throws.TypeOf<OnnxParseException>().With.InnerException.InstanceOf<InvalidOperationException>());
    }

    [TestCaseSource(nameof(FamiliesAndRoads))]
    public void Nobody_is_told_who_was_taken_away(string family, string road)
    {
        Observer observer = new();
        using Parsers parsers = new(family);
        parsers.Observe(road, observer);
        parsers.Observe(road, null);
        parsers.Run(road);
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(parsers.Observer(road), Is.Null);
        Assert.That(observer.Records, Is.Empty);
    }

    [TestCase("parse")]
    [TestCase("refit")]
    public void TensorRT_10_refuses(string road)
    {
        using Parsers parsers = new("trt10");
        Assert.That(
            () => parsers.Observe(road, new Observer()),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("IRefitterObserver"));
        parsers.Observe(road, null);
        parsers.Run(road);
    }

    [Test]
    [Level("0")]
    public void The_CPU_refuses()
    {
        using Builder builder = CpuBackend.Require().CreateBuilder();
        using Network network = builder.CreateNetwork();
        using OnnxParser parser = network.CreateOnnxParser();
        Assert.That(
            () => parser.RefitObserver = new Observer(),
            Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("IRefitterObserver"));
        Assert.That(parser.RefitObserver, Is.Null);
    }

    [TestCaseSource(nameof(FamiliesAndRoads))]
    public void Garbage_is_collected_at_the_worst_moments_and_the_observer_lives(string family, string road)
    {
        using Parsers parsers = new(family);
        WeakReference trace = Forget();
        parsers.Run(road);
        Assert.That(trace.IsAlive, Is.True, "held by the parser");
        parsers.Observe(road, null);
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Forget()
        {
            Observer observer = new() { OnWeight = Garbage.Collect };
            parsers.Observe(road, observer);
            return new WeakReference(observer);
        }
    }

    [TestCaseSource(nameof(Families))]
    public void A_thousand_rounds_leave_nothing(string family)
    {
        FakeTensorRT fake = FakeTensorRT.Require(family);
        long natives = NativeHandle.LiveCount;
        long userData = UserData.LiveCount;
        using (Parsers parsers = new(family))
        {
            for (int round = 0; round < 1000; round++)
            {
                parsers.Observe("refit", new Observer());
                parsers.Run("refit");
            }
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(UserData.LiveCount, Is.EqualTo(userData));
        Assert.That(fake.Living, Is.Empty);
    }

    private sealed class Observer : IRefitterObserver
    {
        internal List<RefitRecord> Records { get; } = [];

        internal List<int> Threads { get; } = [];

        internal Action? OnWeight { get; set; }

        public void OnRefittableWeight(RefitRecord record)
        {
            Records.Add(record);
            Threads.Add(Environment.CurrentManagedThreadId);
            OnWeight?.Invoke();
        }
    }

    /// <summary>Both kinds of parsers, over y = 2 x + 1.</summary>
    private sealed class Parsers : IDisposable
    {
        private readonly CalibratedBuild _build;
        private readonly Runtime _runtime;
        private readonly Engine _engine;
        private readonly Refitter _refitter;
        private readonly OnnxParserRefitter _refitting;
        private Network _network;
        private OnnxParser _parsing;

        internal Parsers(string family)
        {
            _build = new CalibratedBuild(family);
            _build.Config.SetFlag(BuilderFlag.Refit);
            using SerializedEngine plan = _build.Run();
            _runtime = _build.Library.CreateRuntime();
            _engine = _runtime.DeserializeEngine(plan.ToArray());
            _refitter = _engine.CreateRefitter();
            _refitting = _refitter.CreateOnnxParserRefitter();
            _network = _build.Builder.CreateNetwork();
            _parsing = _network.CreateOnnxParser();
        }

        public void Dispose()
        {
            _parsing.Dispose();
            _network.Dispose();
            _refitting.Dispose();
            _refitter.Dispose();
            _engine.Dispose();
            _runtime.Dispose();
            _build.Dispose();
        }

        internal IRefitterObserver? Observer(string road) =>
            road == "parse" ? _parsing.RefitObserver : _refitting.RefitObserver;

        internal void Observe(string road, IRefitterObserver? observer)
        {
            if (road == "parse")
            {
                _parsing.RefitObserver = observer;
            }
            else
            {
                _refitting.RefitObserver = observer;
            }
        }

        internal void Run(string road)
        {
            if (road == "refit")
            {
                _refitting.Refit(CalibratedBuild.Model());
                return;
            }

            try
            {
                _parsing.Parse(CalibratedBuild.Model());
            }
            catch (OnnxParseException)
            {
                NewParser(); // a network is filled once
                throw;
            }
        }

        private void NewParser()
        {
            IRefitterObserver? observer = _parsing.RefitObserver;
            _parsing.Dispose();
            _network.Dispose();
            _network = _build.Builder.CreateNetwork();
            _parsing = _network.CreateOnnxParser();
            _parsing.RefitObserver = observer;
        }
    }
}
