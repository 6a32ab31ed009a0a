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
        using Engine engine = Engine.Load(plan, new EngineLoadOptions { Library = tensorrt });
        using InferenceSession session = engine.CreateSession();
        using InferenceInputs inputs = session.CreateInputs();

        byte[] images = Digits.Images();
        long[] labels = Digits.Labels();
        List<(int Batch, double Accuracy, double ImagesPerSecond)> rows = [];
        int[] answers = [];
        foreach (int batch in BatchSizes)
        {
            _ = Classify(session, inputs, images, batch, cancellationToken); // warms up
            long started = Stopwatch.GetTimestamp();
            answers = Classify(session, inputs, images, batch, cancellationToken);
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

    private static int[] Classify(
        InferenceSession session, InferenceInputs inputs, byte[] images, int batch, CancellationToken cancellationToken)
    {
        int[] answers = new int[images.Length / Digits.Pixels];
        for (int start = 0; start < answers.Length; start += batch)
        {
            int count = Math.Min(batch, answers.Length - start);
            inputs.Write<float, Memory<byte>>(
                "input",
                Digits.Shape(count),
                images.AsMemory(start * Digits.Pixels, count * Digits.Pixels),
                static (pixels, bytes) =>
                {
                    TensorPrimitives.ConvertTruncating<byte, float>(bytes.Span, pixels);
                    TensorPrimitives.Divide(pixels, 16f, pixels);
                });
            using InferenceResult result = session.Run(inputs, cancellationToken);
            ReadOnlySpan<float> logits = result.GetSpan<float>("logits");
            for (int i = 0; i < count; i++)
            {
                answers[start + i] = TensorPrimitives.IndexOfMax(logits.Slice(i * Digits.Classes, Digits.Classes));
            }
        }

        return answers;
    }
}
