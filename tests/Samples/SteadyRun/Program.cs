using System.Globalization;
using TensorRTSharp;

// Runs one model again and again, and prints how many bytes the whole process has allocated meanwhile:
//   SteadyRun MODEL BACKEND LIBRARY|- RUNS    a model with an input 'x', [N, 3], and an output 'y', [N, 6]
int runs = int.Parse(args[3], CultureInfo.InvariantCulture);
TensorRT library = TensorRT.Open(Enum.Parse<Backend>(args[1]), args[2] == "-" ? null : args[2]);
using Engine engine = TensorRT.FromOnnx(args[0])
    .WithLibrary(library)
    .WithProfile("x", min: [1, 3], opt: [2, 3], max: [4, 3])
    .Build();
using InferenceSession session = engine.CreateSession();
using InferenceInputs inputs = session.CreateInputs();
float[] x = [1, 2, 3, 4, 5, 6];
float[] y = new float[12];
Run(session, inputs, x, y, 1000); // until all memory is there
long before = GC.GetTotalAllocatedBytes(precise: true);
Run(session, inputs, x, y, runs);
long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{allocated} bytes"));

static void Run(InferenceSession session, InferenceInputs inputs, float[] x, float[] y, int count)
{
    for (int run = 0; run < count; run++)
    {
        inputs.Set("x", x, [2, 3]);
        using InferenceResult result = session.Run(inputs);
        _ = result.Get<float>("y")[1, 5];
        result.CopyTo("y", y.AsSpan());
    }
}
