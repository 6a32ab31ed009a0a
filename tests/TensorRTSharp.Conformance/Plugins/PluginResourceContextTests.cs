using System.Runtime.InteropServices;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Conformance;

/// <summary>What an inference context lends the copies of plugins that are attached to it, and what they share.</summary>
[TestFixtureSource(typeof(BackendsUnderTest), nameof(BackendsUnderTest.WithPlugins))]
internal sealed class PluginResourceContextTests(Backend backend)
{
    private TensorRT _library = null!;

    private bool IsCpu => backend == Backend.Cpu;

    [OneTimeSetUp]
    public void Open() => _library = BackendsUnderTest.Open(backend);

    [Test]
    public void The_error_recorder_is_that_of_the_engine()
    {
        ErrorRecorder recorder = new();
        IErrorRecorder? lent = null;
        Attached watch = new()
        {
            OnAttach = resources =>
            {
                lent = resources.ErrorRecorder;
                lent?.ReportError(ErrorCode.InvalidState, "said by the plugin");
            },
        };
        using Plan plan = new(_library, watch);
        if (!IsCpu)
        {
            plan.Engine.ErrorRecorder = recorder;
        }

        plan.Engine.CreateContext().Dispose();
        Assert.That(lent, IsCpu ? Is.Null : Is.SameAs(recorder));
        Assert.That(
            recorder.ToArray().Select(static error => error.Description),
            IsCpu ? Is.Empty : Is.EqualTo(new[] { "said by the plugin" }));
    }

    [Test]
    public void Without_an_allocator_it_says_what_to_do()
    {
        Attached watch = new()
        {
            OnAttach = static resources =>
            {
                Assert.That(resources.HasAllocator, Is.False);
                Assert.That(
                    () => resources.Allocate(ByteSize.Bytes(1)),
                    Throws.TypeOf<TensorRTNotSupportedException>().With.Message.Contains("GetWorkspaceSize"));
            },
        };
        using Plan plan = new(_library, watch);
        plan.Engine.CreateContext().Dispose();
    }

    [Test]
    public void Memory_comes_from_the_runtimes_allocator_until_the_plugin_is_released()
    {
        if (IsCpu)
        {
            Assert.That(
                () => new Memory().Create(_library.Library), Throws.TypeOf<TensorRTNotSupportedException>(), "it has no allocators");
            return;
        }

        nint address = 0;
        PluginResourceContext? kept = null;
        Attached watch = new()
        {
            OnAttach = resources =>
            {
                Assert.That(resources.HasAllocator, Is.True);
                Assert.That(
                    () => resources.Allocate(ByteSize.Bytes(64), alignment: 3), Throws.TypeOf<ArgumentOutOfRangeException>());
                Assert.That(() => resources.Allocate(default), Throws.TypeOf<ArgumentOutOfRangeException>());
                Assert.That(
                    () => resources.Allocate(ByteSize.Bytes(Memory.TooMuch)), Throws.InstanceOf<OutOfMemoryException>());
                address = resources.Allocate(ByteSize.Bytes(1000), 128);
                kept = resources;
            },
            OnRelease = () => kept?.Free(address),
        };
        Memory memory = new();
        using (GpuAllocatorHandle allocator = memory.Create(_library.Library))
        {
            using (Plan plan = new(_library, watch, allocator))
            {
                using InferenceContext context = plan.Engine.CreateContext();
                Assert.That(address, Is.Not.Zero);
                Assert.That(memory.Allocated, Does.Contain((1000L, 128L)));
            }

            Assert.That(memory.Living, Is.Empty, "also what the plugin took");
        }

        Assert.That(() => kept!.ErrorRecorder, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => kept!.HasAllocator, Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => kept!.Allocate(ByteSize.Bytes(1)), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => kept!.Free(1), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void An_exception_in_Attach_arrives_once_and_takes_the_resources_away()
    {
        PluginResourceContext? kept = null;
        FormatException thrown = new("thrown in Attach");
        Attached watch = new()
        {
            OnAttach = resources =>
            {
                kept = resources;
                throw thrown;
            },
        };
        using Plan plan = new(_library, watch);
        Exception? failure = Assert.Catch(() => plan.Engine.CreateContext());
        Assert.That(failure!.InnerException, Is.SameAs(thrown));
        Assert.That(() => kept!.HasAllocator, Throws.TypeOf<ObjectDisposedException>());
        watch.OnAttach = null;
        using InferenceContext context = plan.Engine.CreateContext();
        Assert.That(PluginModel.Run(_library, context, PluginModel.Rows), Is.EqualTo(PluginModel.Expected(PluginModel.Rows)));
    }

    [Test]
    public void The_copies_of_a_plugin_share_a_resource()
    {
        string key = $"shared {Guid.NewGuid()}";
        Table given = new();
        List<Table> acquired = [];
        Attached watch = new()
        {
            OnAttach = _ => acquired.Add(_library.Plugins.AcquireResource(key, given)),
            OnRelease = () => _library.Plugins.ReleaseResource(key),
        };
        using Plan plan = new(_library, watch);
        using (plan.Engine.CreateContext())
        {
            using (plan.Engine.CreateContext())
            {
                Assert.That(acquired, Has.Count.EqualTo(2));
                Assert.That(acquired[1], Is.SameAs(acquired[0]));
            }

            Assert.That(acquired[0].IsReleased, Is.False);
        }

        Assert.That(acquired[0].IsReleased, Is.True);
    }

    private sealed class Attached
    {
        internal Action<PluginResourceContext>? OnAttach { get; set; }

        /// <summary>Of copies that were attached.</summary>
        internal Action? OnRelease { get; init; }
    }

    private sealed class AttachingClamp01(Attached watch) : Clamp01
    {
        private bool _isAttached;

        public override string Name => "AttachingClamp01";

        public override void Attach(PluginResourceContext resources)
        {
            base.Attach(resources);
            watch.OnAttach?.Invoke(resources);
            _isAttached = true;
        }

        public override void Release()
        {
            if (_isAttached)
            {
                watch.OnRelease?.Invoke();
            }
        }
    }

    private sealed class Table : PluginResource
    {
        internal bool IsReleased { get; private set; }

        protected override PluginResource Clone() => new Table();

        protected override void Release() => IsReleased = true;
    }

    /// <summary>An engine with the plugin.</summary>
    private sealed class Plan : IDisposable
    {
        private readonly PluginRegistration _registration;
        private readonly Runtime _runtime;

        internal Plan(TensorRT library, Attached watch, GpuAllocatorHandle? allocator = null)
        {
            _registration = library.Plugins.Register(() => new AttachingClamp01(watch));
            using SerializedEngine plan = PluginModel.Build(library, "ONNX", new AttachingClamp01(watch));
            _runtime = library.CreateRuntime();
            if (allocator is not null)
            {
                NativeMethods.RuntimeSetGpuAllocator(_runtime.Handle, allocator);
            }

            Engine = _runtime.DeserializeEngine(plan);
        }

        internal Engine Engine { get; }

        public void Dispose()
        {
            Engine.Dispose();
            _runtime.Dispose();
            _registration.Dispose();
        }
    }

    /// <summary>An allocator that gives host memory, as the fakes compute with.</summary>
    private sealed unsafe class Memory : GpuAllocatorCallback
    {
        internal const long TooMuch = 1L << 40;

        private readonly Lock _gate = new();

        internal List<(long Size, long Alignment)> Allocated { get; } = [];

        internal HashSet<nint> Living { get; } = [];

        protected override void* Allocate(long size, long alignment, uint flags)
        {
            if (size >= TooMuch)
            {
                return null;
            }

            void* memory = NativeMemory.AlignedAlloc((nuint)size, (nuint)Math.Max(alignment, 16));
            lock (_gate)
            {
                Allocated.Add((size, alignment));
                _ = Living.Add((nint)memory);
            }

            return memory;
        }

        protected override bool Deallocate(void* memory)
        {
            lock (_gate)
            {
                if (!Living.Remove((nint)memory))
                {
                    return false;
                }
            }

            NativeMemory.AlignedFree(memory);
            return true;
        }
    }
}
