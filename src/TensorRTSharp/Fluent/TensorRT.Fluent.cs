namespace TensorRTSharp;

/// <content>Where a build begins.</content>
public sealed partial class TensorRT
{
    private const string DefaultName = "model";

    /// <summary>
    /// Begins to build an engine from an ONNX file, with external data in its folder. Nothing is read before the build.
    /// The best real TensorRT that is found builds it, unless another is named.
    /// </summary>
    /// <param name="path">The model file.</param>
    /// <returns>What takes the options and builds.</returns>
    public static EngineBuilder FromOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new EngineBuilder(new ModelSource.OnnxFile(path));
    }

    /// <inheritdoc cref="FromOnnx(ReadOnlyMemory{byte}, string)"/>
    public static EngineBuilder FromOnnx(ReadOnlyMemory<byte> model) => FromOnnx(model, DefaultName);

    /// <summary>Begins to build an engine from the bytes of an ONNX file without external data.</summary>
    /// <param name="model">The bytes; not changed before the last build is done.</param>
    /// <param name="name">What it is called in messages and file names.</param>
    /// <returns>What takes the options and builds.</returns>
    public static EngineBuilder FromOnnx(ReadOnlyMemory<byte> model, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EngineBuilder(new ModelSource.OnnxBytes(model, name));
    }

    /// <inheritdoc cref="FromOnnx(Stream, string)"/>
    public static EngineBuilder FromOnnx(Stream model) => FromOnnx(model, DefaultName);

    /// <summary>Begins to build an engine from a stream with an ONNX file without external data, which is read now.</summary>
    /// <param name="model">A readable stream at the beginning of the model; ONNX allows 2 GB.</param>
    /// <param name="name">What it is called in messages and file names.</param>
    /// <returns>What takes the options and builds.</returns>
    /// <exception cref="IOException">The stream cannot be read, or is too long for a model.</exception>
    public static EngineBuilder FromOnnx(Stream model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        using MemoryStream bytes = new();
        model.CopyTo(bytes);
        return FromOnnx(bytes.ToArray(), name);
    }

    /// <summary>Begins to build an engine from layers that a method adds to an empty network.</summary>
    /// <param name="define">
    /// Adds inputs and layers, and marks outputs; called once for each build. Weights that it makes may be disposed when it
    /// returns.
    /// </param>
    /// <param name="name">What the network is called in messages and file names.</param>
    /// <param name="version">
    /// What an engine cache knows it by: another text for each network that differs. Null where there is no cache.
    /// </param>
    /// <returns>What takes the options and builds.</returns>
    public static EngineBuilder FromNetwork(Action<Network> define, string name = "network", string? version = null)
    {
        ArgumentNullException.ThrowIfNull(define);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EngineBuilder(new ModelSource.Code(define, name, version));
    }
}
