using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using NUnit.Framework;
using NUnit.Framework.Internal;
using TensorRTSharp.Conformance.RealLibraries;
using TensorRTSharp.Interop;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance;

/// <summary>
/// What plugins share by way of TensorRT's registry, which works without a GPU: NVIDIA's own, the fakes', and the CPU's.
/// </summary>
[TestFixtureSource(nameof(Registries))]
internal sealed class PluginResourceTests(string registry)
{
    private TensorRT _library = null!;
    private string _key = "";

    private static IEnumerable<TestFixtureData> Registries =>
    [
        On("the real TensorRT 10", "1"), On("the real TensorRT-RTX", "1"), On("trt10", "3"), On("trt11", "3"), On("rtx1", "3"),
        On("the CPU", "0"),
    ];

    private PluginRegistry Plugins => _library.Plugins;

    [OneTimeSetUp]
    public void Open() => _library = registry switch
    {
        "the real TensorRT 10" => RealLibrary.TensorRT10,
        "the real TensorRT-RTX" => RealLibrary.Rtx,
        "trt10" => BackendsUnderTest.Open(Backend.TensorRT10),
        "trt11" => BackendsUnderTest.Open(Backend.TensorRT11),
        "the CPU" => BackendsUnderTest.Open(Backend.Cpu),
        _ => BackendsUnderTest.Open(Backend.TensorRTRtx),
    };

    /// <summary>Keys are the process's: each test has its own.</summary>
    [SetUp]
    public void NewKey() => _key = $"{TestContext.CurrentContext.Test.Name} {Guid.NewGuid()}";

    [Test]
    public void The_first_is_copied_and_all_share_the_copy_until_the_last_releases_it()
    {
        ResourceWatch watch = new();
        Table given = new(watch);
        Table first = Plugins.AcquireResource(_key, given);
        Table second = Plugins.AcquireResource(_key, new Table(watch));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.Not.SameAs(given));
            Assert.That(second, Is.SameAs(first));
            Assert.That(watch.Copies, Is.EqualTo(1));
        }

        Plugins.ReleaseResource(_key);
        Assert.That(watch.Released, Is.Empty);
        Plugins.ReleaseResource(_key);
        Assert.That(watch.Released, Is.EqualTo(new[] { first }));
        Table third = Plugins.AcquireResource(_key, given);
        Assert.That(third, Is.Not.SameAs(first), "made anew");
        Plugins.ReleaseResource(_key);
    }

    [Test]
    public void A_key_that_nobody_acquired_cannot_be_released()
    {
        AssertNothing();
        _ = Plugins.AcquireResource(_key, new Table(new ResourceWatch()));
        Plugins.ReleaseResource(_key);
        AssertNothing();

        void AssertNothing() => Assert.That(
            () => Plugins.ReleaseResource(_key), Throws.InvalidOperationException.With.Message.Contains(_key));
    }

    [Test]
    public void An_exception_while_it_is_copied_arrives_once_and_the_key_stays_usable()
    {
        ResourceWatch watch = new() { ThrowsIn = "Clone" };
        TensorRTException? failure = Assert.Throws<TensorRTException>(() => Plugins.AcquireResource(_key, new Table(watch)));
        Assert.That(failure!.Message, Does.Contain(_key));
        AssertThrown(failure.InnerException, "Clone");
        _ = Plugins.AcquireResource(_key, new Table(watch));
        Plugins.ReleaseResource(_key);
        Assert.That(watch.Released, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_exception_while_it_is_released_arrives_once_and_the_copy_is_gone()
    {
        ResourceWatch watch = new() { ThrowsIn = "Release" };
        Table first = Plugins.AcquireResource(_key, new Table(watch));
        TensorRTException? failure = Assert.Throws<TensorRTException>(() => Plugins.ReleaseResource(_key));
        Assert.That(failure!.Message, Does.Contain(_key));
        AssertThrown(failure.InnerException, "Release");
        Assert.That(Plugins.AcquireResource(_key, new Table(watch)), Is.Not.SameAs(first));
        Plugins.ReleaseResource(_key);
    }

    [Test]
    public void A_copy_that_is_none_is_refused()
    {
        Assert.That(
            () => Plugins.AcquireResource(_key, new Table(new ResourceWatch { GivesNull = true })),
            Throws.TypeOf<TensorRTException>().With.InnerException.Message.Contains("null"));
        Assert.That(
            () => Plugins.AcquireResource(_key, new Table(new ResourceWatch { GivesItself = true })),
            Throws.TypeOf<TensorRTException>().With.InnerException.Message.Contains("itself"));
    }

    [Test]
    public void Another_class_under_the_key_is_refused_and_stays()
    {
        ResourceWatch watch = new();
        Table table = Plugins.AcquireResource(_key, new Table(watch));
        Assert.That(
            () => Plugins.AcquireResource(_key, new Other()),
            Throws.InvalidOperationException.With.Message.Contains(nameof(Table)).And.Message.Contains(nameof(Other)));
        Assert.That(watch.Released, Is.Empty);
        Plugins.ReleaseResource(_key);
        Assert.That(watch.Released, Is.EqualTo(new[] { table }), "the refused one counts for nothing");
    }

    [Test]
    public void What_a_native_plugin_shares_is_refused_and_stays()
    {
        if (_library.Backend == Backend.Cpu)
        {
            Assert.That(
                () => new Foreign(_library, static () => { }).Create(_library.Library),
                Throws.TypeOf<TensorRTNotSupportedException>(),
                "it has no native plugins");
            return;
        }

        BorrowedRef native = new(null!, NativeMethods.LibraryGetPluginRegistry(_library.Library));
        int released = 0;
        using (PluginResourceHandle foreign = new Foreign(_library, () => released++).Create(_library.Library))
        {
            Assert.That(NativeMethods.PluginRegistryAcquirePluginResource(native, _key, foreign).IsNull, Is.False);
        }

        Assert.That(
            () => Plugins.AcquireResource(_key, new Other()),
            Throws.InvalidOperationException.With.Message.Contains("native").And.Message.Contains(nameof(Other)));
        Assert.That(() => Plugins.ReleaseResource(_key), Throws.InvalidOperationException, "C# did not acquire it");
        Assert.That(released, Is.Zero);
        Assert.That(NativeMethods.PluginRegistryReleasePluginResource(native, _key), Is.Zero);
        Assert.That(released, Is.EqualTo(1));
    }

    [TestCase("Clone")]
    [TestCase("Release")]
    public void The_registry_refuses_to_be_used_meanwhile(string method)
    {
        ResourceWatch watch = new() { Method = method, Then = () => Plugins.ReleaseResource("another key") };
        TensorRTException? failure = Assert.Throws<TensorRTException>(() =>
        {
            _ = Plugins.AcquireResource(_key, new Table(watch));
            Plugins.ReleaseResource(_key);
        });
        Assert.That(
            failure!.InnerException, Is.InstanceOf<InvalidOperationException>().With.Message.Contains("must not use the plugin registry"));
    }

    [Test]
    public void Threads_share_one_copy_at_a_time()
    {
        ResourceWatch watch = new();
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            Table shared = Plugins.AcquireResource(_key, new Table(watch));
            Assert.That(shared.IsReleased, Is.False);
            Plugins.ReleaseResource(_key);
        });
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(watch.Copies, Is.Positive);
        Assert.That(watch.Released, Has.Count.EqualTo(watch.Copies).And.Unique);
    }

    [Test]
    public void The_copy_lives_as_long_as_TensorRT_has_it()
    {
        ResourceWatch watch = new() { Then = Garbage.Collect };
        WeakReference trace = Acquire(watch);
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.True);
        AssertShared();
        Plugins.ReleaseResource(_key);
        Plugins.ReleaseResource(_key);
        watch.Released.Clear();
        Garbage.Collect();
        Assert.That(trace.IsAlive, Is.False);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Acquire(ResourceWatch watch) => new(Plugins.AcquireResource(_key, new Table(watch)));

        [MethodImpl(MethodImplOptions.NoInlining)]
        void AssertShared() => Assert.That(Plugins.AcquireResource(_key, new Table(watch)), Is.SameAs(trace.Target));
    }

    [Test]
    public void A_thousand_rounds_leave_nothing()
    {
        long natives = NativeHandle.LiveCount;
        long userData = UserData.LiveCount;
        long bytes = NativeMethods.DiagnosticsGetLiveByteCount();
        for (int round = 0; round < 1000; round++)
        {
            ResourceWatch watch = new() { ThrowsIn = round % 3 == 0 ? "Clone" : round % 3 == 1 ? "Release" : null };
            try
            {
                _ = Plugins.AcquireResource(_key, new Table(watch));
                Plugins.ReleaseResource(_key);
            }
            catch (TensorRTException) when (round % 3 < 2)
            {
                // as it must be
            }
        }

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(natives));
        Assert.That(UserData.LiveCount, Is.EqualTo(userData));
        Assert.That(NativeMethods.DiagnosticsGetLiveByteCount(), Is.EqualTo(bytes));
    }

    private static void AssertThrown(Exception? cause, string method)
    {
        Assert.That(cause, Is.InstanceOf<FormatException>().With.Message.EqualTo($"thrown in {method}"));
        Assert.That(cause!.StackTrace, Does.Contain($"{nameof(ResourceWatch)}.{nameof(ResourceWatch.Called)}"));
    }

    private static TestFixtureData On(string registry, string level)
    {
        var fixture = new TestFixtureData(registry);
        fixture.Properties.Add(PropertyNames.Category, new LevelAttribute(level).Name);
        return fixture;
    }

    private sealed class ResourceWatch
    {
        private int _copies;

        internal int Copies => _copies;

        internal ConcurrentBag<Table> Released { get; } = [];

        internal string? ThrowsIn { get; set; }

        internal bool GivesNull { get; init; }

        internal bool GivesItself { get; init; }

        /// <summary>Where <see cref="Then"/> happens; everywhere where it is null.</summary>
        internal string? Method { get; init; }

        internal Action? Then { get; init; }

        internal void Copied() => Interlocked.Increment(ref _copies);

        [MethodImpl(MethodImplOptions.NoInlining)] // it is looked for in stacks
        internal void Called(string method)
        {
            if (ThrowsIn == method)
            {
                ThrowsIn = null;
                throw new FormatException($"thrown in {method}");
            }

            if (Method is null || Method == method)
            {
                Then?.Invoke();
            }
        }
    }

    private sealed class Table(ResourceWatch watch) : PluginResource
    {
        internal bool IsReleased { get; private set; }

        protected override PluginResource Clone()
        {
            watch.Called("Clone");
            if (watch.GivesNull)
            {
                return null!;
            }

            if (watch.GivesItself)
            {
                return this;
            }

            watch.Copied();
            return new Table(watch);
        }

        protected override void Release()
        {
            IsReleased = true;
            watch.Called("Release");
            watch.Released.Add(this);
        }
    }

    private sealed class Other : PluginResource
    {
        protected override PluginResource Clone() => new Other();
    }

    /// <summary>An IPluginResource that is none of the public class, as those of native plugins are.</summary>
    private sealed unsafe class Foreign(TensorRT library, Action onRelease) : PluginResourceCallback
    {
        protected override int Release()
        {
            onRelease();
            return 0;
        }

        protected override void* Clone()
        {
            using PluginResourceHandle copy = new Foreign(library, onRelease).Create(library.Library);
            return (void*)Detach(copy);
        }
    }
}
