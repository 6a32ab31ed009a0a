using System.Diagnostics.CodeAnalysis;
using NUnit.Framework;
using TensorRTSharp.Interop;

namespace TensorRTSharp.Tests.Interop;

/// <summary>The rules of ownership, on handles over nothing.</summary>
[SuppressMessage(
    "Reliability", "CA2000:Dispose objects before losing scope", Justification = "Disposing is what is tested.")]
internal sealed class NativeHandleTests
{
    [Test]
    public void A_parent_outlives_its_child()
    {
        List<string> destroyed = [];
        TestHandle parent = TestHandle.Root("parent", destroyed);
        TestHandle child = new("child", destroyed);
        child.SetParent(parent);
        parent.Dispose();
        Assert.That(parent.IsDisposed);
        Assert.That(parent.IsClosed, Is.False);
        Assert.That(destroyed, Is.Empty);
        child.Dispose();
        Assert.That(destroyed, Is.EqualTo(new[] { "child", "parent" }));
    }

    [Test]
    public void Disposing_twice_destroys_once()
    {
        List<string> destroyed = [];
        TestHandle handle = TestHandle.Root("it", destroyed);
        handle.Dispose();
        handle.Dispose();
        Assert.That(destroyed, Is.EqualTo(new[] { "it" }));
    }

    [Test]
    public void What_is_let_go_is_not_held_any_more()
    {
        List<string> destroyed = [];
        TestHandle buffer = TestHandle.Root("buffer", destroyed);
        using TestHandle context = TestHandle.Root("context", destroyed);
        context.KeepAlive(buffer);
        buffer.Dispose();
        Assert.That(destroyed, Is.Empty);
        context.LetGo(buffer);
        context.LetGo(buffer);
        Assert.That(destroyed, Is.EqualTo(new[] { "buffer" }));
    }

    [Test]
    public void A_disposed_object_cannot_be_kept_alive()
    {
        List<string> destroyed = [];
        TestHandle buffer = TestHandle.Root("buffer", destroyed);
        buffer.Dispose();
        using TestHandle context = TestHandle.Root("context", destroyed);
        Assert.That(() => context.KeepAlive(buffer), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void User_data_is_freed_after_the_native_object()
    {
        List<string> destroyed = [];
        Target target = new(destroyed);
        TestHandle handle = new("native", destroyed);
        handle.OwnUserData(UserData.Of(target));
        handle.Adopt();
        handle.Dispose();
        Assert.That(destroyed, Is.EqualTo(new[] { "native", "target" }));
    }

    [Test]
    public void Live_handles_are_counted()
    {
        long before = NativeHandle.LiveCount;
        TestHandle handle = TestHandle.Root("it", []);
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(before + 1));
        handle.Dispose();
        Assert.That(NativeHandle.LiveCount, Is.EqualTo(before));
    }

    [Test]
    public void Forgotten_handles_are_finalised_children_first()
    {
        List<string> destroyed = [];
        Forget(destroyed);
        for (int attempt = 0; attempt < 10 && destroyed.Count < 3; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(destroyed, Is.EqualTo(new[] { "grandchild", "child", "parent" }));
    }

    [Test]
    public void Handles_may_be_disposed_from_many_threads_at_once()
    {
        List<string> destroyed = [];
        TestHandle parent = TestHandle.Root("parent", destroyed);
        TestHandle[] children = [.. Enumerable.Range(0, 64).Select(index => new TestHandle("child", destroyed))];
        foreach (TestHandle child in children)
        {
            child.SetParent(parent);
        }

        Parallel.ForEach([parent, .. children, .. children], static handle => handle.Dispose());
        Assert.That(destroyed, Has.Count.EqualTo(65));
        Assert.That(destroyed[^1], Is.EqualTo("parent"));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget(List<string> destroyed)
    {
        TestHandle parent = TestHandle.Root("parent", destroyed);
        TestHandle child = new("child", destroyed);
        child.SetParent(parent);
        TestHandle grandchild = new("grandchild", destroyed);
        grandchild.SetParent(child);
    }

    private sealed class TestHandle : NativeHandle
    {
        private readonly string _name;
        private readonly List<string> _destroyed;

        internal TestHandle(string name, List<string> destroyed)
        {
            (_name, _destroyed) = (name, destroyed);
            SetHandle(1);
        }

        internal static TestHandle Root(string name, List<string> destroyed)
        {
            TestHandle handle = new(name, destroyed);
            handle.Adopt();
            return handle;
        }

        protected override void Destroy(nint native)
        {
            lock (_destroyed)
            {
                _destroyed.Add(_name);
            }
        }
    }

    private sealed class Target(List<string> destroyed) : NativeCallback
    {
        internal override void OnReleased()
        {
            base.OnReleased();
            destroyed.Add("target");
        }
    }
}
