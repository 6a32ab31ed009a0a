using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Conformance.RealLibraries.Callbacks;

/// <summary>What the real TensorRT-RTX logs, through loggers that work and loggers that do not.</summary>
[Level("1")]
internal sealed class RtxLoggerTests
{
    [Test]
    public void A_build_logs()
    {
        LogLines log = new();
        using RtxDigits digits = new(log);
        _ = digits.Build();
        Assert.That(log.Lines, Is.Not.Empty);
        Assert.That(log.Lines.Select(line => line.Level), Does.Contain(LogLevel.Information));
        Assert.That(log.Lines.Select(line => line.Text), Has.All.Not.Empty);
    }

    [Test]
    public void A_logger_that_throws_loses_its_line_and_nothing_else()
    {
        ThrowsAtEvery third = new(3);
        using RtxDigits digits = new(third);
        byte[] plan = digits.Build();
        Assert.That(plan[..4], Is.EqualTo("vtrt"u8.ToArray()));
        Assert.That(third.Thrown, Is.Positive);
        Assert.That(third.Kept, Is.Not.Empty, "lines after one that was lost arrive");
    }

    [Test]
    [LibraryRefuses]
    public void A_failure_has_its_text_where_the_logger_throws()
    {
        ThrowsAtEvery every = new(1);
        using RtxDigits digits = new(every);
        Assert.That(
            () => digits.BuildNothing(),
            Throws.InstanceOf<EngineBuildException>().With.Message.Contains("at least one output").And.InnerException.Null);
        Assert.That(every.Thrown, Is.Positive);
        Assert.That(every.Kept, Is.Empty);
    }

    [Test]
    public void A_logger_is_not_asked_for_lines_of_a_level_that_is_off()
    {
        LogLines log = new() { Least = LogLevel.Warning };
        using RtxDigits digits = new(log);
        _ = digits.Build();
        Assert.That(log.Lines.Where(line => line.Level < LogLevel.Warning), Is.Empty);
    }

    /// <summary>Throws at every n-th line.</summary>
    private sealed class ThrowsAtEvery(int lines) : ILogger
    {
        private int _lines;
        private int _thrown;

        public int Thrown => Volatile.Read(ref _thrown);

        public ConcurrentQueue<string> Kept { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (Interlocked.Increment(ref _lines) % lines == 0)
            {
                _ = Interlocked.Increment(ref _thrown);
                throw new IOException("the log is full");
            }

            Kept.Enqueue(formatter(state, exception));
        }
    }
}
