using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using Spectre.Console;

namespace TensorRTSharp.Demo;

/// <summary>The second half, in a process that has only the plan.</summary>
internal static class Classifier
{
    private static readonly int[] BatchSizes = [1, 8, 64];

    public static void Run(Backend backend, string plan, double buildSeconds, CancellationToken cancellationToken)
    {
        TensorRT tensorrt = TensorRT.Open(backend);
        using Runtime runtime = tensorrt.CreateRuntime();
        using Engine engine = runtime.LoadEngine(plan);
        using DigitSession session = new(tensorrt, engine);

        byte[] images = Digits.Images();
        long[] labels = Digits.Labels();
        List<(int Batch, double Accuracy, double ImagesPerSecond)> rows = [];
        int[] answers = [];
        foreach (int batch in BatchSizes)
        {
            _ = session.Classify(images, batch, cancellationToken); // warms up
            long started = Stopwatch.GetTimestamp();
            answers = session.Classify(images, batch, cancellationToken);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            double right = labels.Zip(answers).Count(pair => pair.First == pair.Second);
            rows.Add((batch, right / labels.Length, labels.Length / seconds));
        }

        Table table = new Table().Title($"digits-cnn, {labels.Length} test images").RoundedBorder();
        table.AddColumns("backend", "version", "build time", "plan size");
        table.AddColumn(new TableColumn("batch").RightAligned());
        table.AddColumn(new TableColumn("accuracy").RightAligned());
        table.AddColumn(new TableColumn("images/s").RightAligned());
        foreach ((int batch, double accuracy, double imagesPerSecond) in rows)
        {
            bool first = batch == BatchSizes[0];
            table.AddRow(
                first ? BackendNames.Of(engine.Backend) : "", first ? tensorrt.Version.ToString() : "",
                first ? string.Create(CultureInfo.InvariantCulture, $"{buildSeconds:F2} s") : "",
                first ? string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(plan).Length:N0} bytes") : "",
                batch.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{accuracy:P2}"),
                string.Create(CultureInfo.InvariantCulture, $"{imagesPerSecond:N0}"));
        }

        AnsiConsole.Write(table);
        DigitDrawing.Draw(images, labels, answers);
    }
}

/// <summary>A context with its buffers, reused for every batch.</summary>
internal sealed class DigitSession : IDisposable
{
    private readonly InferenceContext _context;
    private readonly DeviceStream _stream;
    private readonly DeviceBuffer _input;
    private readonly DeviceBuffer _output;
    private readonly string _inputName;
    private readonly float[] _pixels = new float[Digits.MaxBatch * Digits.Pixels];
    private readonly float[] _logits = new float[Digits.MaxBatch * Digits.Classes];

    public DigitSession(TensorRT tensorrt, Engine engine)
    {
        _context = engine.CreateContext();
        _stream = tensorrt.CreateStream();
        _input = tensorrt.AllocateBuffer(_pixels.Length * sizeof(float));
        _output = tensorrt.AllocateBuffer(_logits.Length * sizeof(float));
        _inputName = engine.Inputs[0].Name;
        _context.SetTensorAddress(_inputName, _input);
        _context.SetTensorAddress(engine.Outputs[0].Name, _output);
    }

    public int[] Classify(ReadOnlySpan<byte> images, int batch, CancellationToken cancellationToken)
    {
        int[] answers = new int[images.Length / Digits.Pixels];
        for (int start = 0; start < answers.Length; start += batch)
        {
            int count = Math.Min(batch, answers.Length - start);
            Span<float> pixels = _pixels.AsSpan(0, count * Digits.Pixels);
            TensorPrimitives.ConvertTruncating(images.Slice(start * Digits.Pixels, pixels.Length), pixels);
            TensorPrimitives.Divide(pixels, 16f, pixels);
            _input.CopyFrom<float>(pixels);

            _context.SetInputShape(_inputName, Digits.Shape(count));
            _context.Enqueue(_stream, cancellationToken);
            _stream.Synchronize();

            Span<float> logits = _logits.AsSpan(0, count * Digits.Classes);
            _output.CopyTo(logits);
            for (int i = 0; i < count; i++)
            {
                answers[start + i] = TensorPrimitives.IndexOfMax(logits.Slice(i * Digits.Classes, Digits.Classes));
            }
        }

        return answers;
    }

    public void Dispose()
    {
        _context.Dispose();
        _stream.Dispose();
        _input.Dispose();
        _output.Dispose();
    }
}
