using NUnit.Framework;
using TensorRTSharp.Interop;
using TensorRTSharp.Tests.Support;

namespace TensorRTSharp.Tests.Interop;

/// <summary>The imports of devices, streams, events and memory, on the CPU backend's one device.</summary>
internal sealed class DeviceMethodsTests
{
    private static LibraryPointer Library => CpuBackend.Require().Library;

    [Test]
    public void There_is_one_device()
    {
        Assert.That(NativeMethods.DeviceGetCount(Library), Is.EqualTo(1));
        Assert.That(NativeMethods.DeviceGetCurrent(Library), Is.Zero);
        Assert.That(NativeMethods.DeviceGetName(Library, 0), Is.EqualTo("CPU"));
        Assert.That(NativeMethods.DeviceGetName(Library, NativeMethods.CurrentDevice), Is.EqualTo("CPU"));
        Assert.That(NativeMethods.DeviceGetStreamPriorityRange(Library, 0), Is.EqualTo((0, 0)));
        (long freeBytes, long totalBytes) = NativeMethods.DeviceGetMemoryInfo(Library, 0);
        Assert.That(freeBytes, Is.Positive.And.LessThanOrEqualTo(totalBytes));
        NativeMethods.DeviceMakeCurrent(Library, 0);
        NativeMethods.DeviceSynchronize(Library, 0);
    }

    [Test]
    public void What_is_not_there_is_refused()
    {
        Assert.That(
            () => NativeMethods.DeviceGetName(Library, 1), Throws.ArgumentException.With.Message.Contains("no device 1"));
        Assert.That(
            () => NativeMethods.DeviceGetComputeCapability(Library, 0), Throws.TypeOf<TensorRTNotSupportedException>());
        Assert.That(() => NativeMethods.DeviceGetDriverVersion(Library), Throws.TypeOf<TensorRTNotSupportedException>());
    }

    [Test]
    public void Objects_know_their_device()
    {
        using StreamHandle stream = NativeMethods.StreamCreate(Library, 0, NativeStreamFlags.Default, 0);
        using BufferHandle buffer = NativeMethods.BufferCreate(Library, 0, 16);
        Assert.That(NativeMethods.StreamGetDevice(stream), Is.Zero);
        Assert.That(NativeMethods.BufferGetDevice(buffer), Is.Zero);
        Assert.That(
            () => NativeMethods.StreamCreate(Library, 1, NativeStreamFlags.NonBlocking, 0), Throws.ArgumentException);
        Assert.That(() => NativeMethods.BufferCreate(Library, 1, 16), Throws.ArgumentException);
        Assert.That(() => NativeMethods.EventCreate(Library, 1, NativeEventFlags.Default), Throws.ArgumentException);
    }

    [Test]
    public void The_time_between_events_is_that_of_the_work_between_them()
    {
        using StreamHandle stream = NativeMethods.StreamCreate(Library);
        using EventHandle start = NativeMethods.EventCreate(Library, 0, NativeEventFlags.Default);
        using EventHandle end = NativeMethods.EventCreate(Library, 0, NativeEventFlags.BlockingSync);
        CallbackFailure failure = new();
        NativeMethods.EventRecord(start, stream);
        stream.HostFunctions.Launch(stream, static () => Thread.Sleep(20), failure);
        NativeMethods.EventRecord(end, stream);
        NativeMethods.StreamSynchronize(stream, failure);
        Assert.That(
            NativeMethods.EventGetElapsedTime(start, end), Is.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(19)));
        using EventHandle untimed = NativeMethods.EventCreate(Library);
        Assert.That(
            () => NativeMethods.EventGetElapsedTime(start, untimed),
            Throws.InvalidOperationException.With.Message.Contains("timing"));
    }

    [Test]
    public void Copies_are_done_in_the_streams_order()
    {
        using HostBufferHandle source = NativeMethods.HostBufferCreate(Library, 0, 8);
        using HostBufferHandle target = NativeMethods.HostBufferCreate(Library, 0, 8);
        using BufferHandle first = NativeMethods.BufferCreate(Library, 0, 8);
        using BufferHandle second = NativeMethods.BufferCreate(Library, 0, 8);
        using ManualResetEventSlim gate = new();
        using StreamHandle stream = NativeMethods.StreamCreate(Library);
        using Opening opening = new(gate);
        CallbackFailure failure = new();
        Assert.That(NativeMethods.HostBufferGetSize(source), Is.EqualTo(8));
        Write(source, 1, 2, 3, 4, 5, 6, 7, 8);
        Write(target, new byte[8]);
        stream.HostFunctions.Launch(stream, gate.Wait, failure);
        NativeMethods.BufferCopyFromHostAsync(first, 2, source, 0, 6, stream);
        NativeMethods.BufferMemsetAsync(first, 0, 9, 2, stream);
        NativeMethods.BufferCopyFromBufferAsync(second, 0, first, 0, 8, stream);
        NativeMethods.BufferCopyToHostAsync(second, 0, target, 0, 8, stream);
        Assert.That(Read(target), Is.All.Zero, "nothing is copied before its turn");
        gate.Set();
        NativeMethods.StreamSynchronize(stream, failure);
        Assert.That(Read(target), Is.EqualTo(new byte[] { 9, 9, 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Copies_without_a_stream_are_done_on_return()
    {
        using BufferHandle first = NativeMethods.BufferCreate(Library, 0, 4);
        using BufferHandle second = NativeMethods.BufferCreate(Library, 0, 4);
        NativeMethods.BufferMemset(first, 0, 7, 4);
        NativeMethods.BufferMemset(second, 0, 0, 4);
        NativeMethods.BufferCopyFromBuffer(second, 1, first, 0, 2);
        byte[] bytes = new byte[4];
        NativeMethods.BufferCopyToHost(second, 0, bytes);
        Assert.That(bytes, Is.EqualTo(new byte[] { 0, 7, 7, 0 }));
    }

    [Test]
    public void Ranges_of_pinned_memory_are_checked()
    {
        using HostBufferHandle pinned = NativeMethods.HostBufferCreate(Library, 0, 8);
        using BufferHandle buffer = NativeMethods.BufferCreate(Library, 0, 16);
        using StreamHandle stream = NativeMethods.StreamCreate(Library);
        foreach ((long offset, long size) in new[] { (0L, 9L), (9L, 0L), (-1L, 1L), (1L, long.MaxValue), (0L, -1L) })
        {
            Assert.That(
                () => NativeMethods.BufferCopyFromHostAsync(buffer, 0, pinned, offset, size, stream),
                Throws.ArgumentException.With.Message.Contains("pinned buffer of 8 bytes"));
            Assert.That(
                () => NativeMethods.BufferCopyToHostAsync(buffer, 0, pinned, offset, size, stream),
                Throws.ArgumentException.With.Message.Contains("pinned buffer of 8 bytes"));
        }
    }

    [Test]
    public void Memory_in_use_by_queued_work_is_freed_after_it()
    {
        using ManualResetEventSlim gate = new();
        using StreamHandle stream = NativeMethods.StreamCreate(Library);
        using BufferHandle buffer = NativeMethods.BufferCreate(Library, 0, 8);
        using Opening opening = new(gate);
        CallbackFailure failure = new();
        HostBufferHandle source = NativeMethods.HostBufferCreate(Library, 0, 8);
        stream.HostFunctions.Launch(stream, gate.Wait, failure);
        NativeMethods.BufferCopyFromHostAsync(buffer, 0, source, 0, 8, stream);
        Task disposal = Task.Run(source.Dispose);
        Assert.That(disposal.Wait(TimeSpan.FromMilliseconds(50)), Is.False);
        gate.Set();
        Assert.That(disposal.Wait(TimeSpan.FromSeconds(30)));
        NativeMethods.StreamSynchronize(stream, failure);
    }

    private static unsafe void Write(HostBufferHandle buffer, params byte[] bytes) =>
        bytes.CopyTo(new Span<byte>((void*)buffer.Address, (int)buffer.ByteLength));

    private static unsafe byte[] Read(HostBufferHandle buffer) =>
        new Span<byte>((void*)buffer.Address, (int)buffer.ByteLength).ToArray();

    /// <summary>Opens a gate at the latest when its scope ends, or a failed test would wait for ever.</summary>
    private sealed class Opening(ManualResetEventSlim gate) : IDisposable
    {
        public void Dispose() => gate.Set();
    }
}
