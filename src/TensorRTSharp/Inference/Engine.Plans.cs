using System.Security.Cryptography;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <content>Engines from plans, and plans from engines.</content>
public sealed partial class Engine
{
    /// <summary>
    /// What is known of this engine: what its plan came with, or what it was built from; otherwise what it tells itself.
    /// </summary>
    public EngineDescription Description => KnownDescription ?? EngineDescriber.Of(this);

    /// <summary>What its plan came with, or what it was built from; null where that is nothing.</summary>
    internal EngineDescription? KnownDescription { get; set; }

    /// <inheritdoc cref="Load(string, EngineLoadOptions)"/>
    public static Engine Load(string path) => Load(path, new EngineLoadOptions());

    /// <summary>
    /// Loads a plan of any size with the backend that made it. The engine is owned by the caller. For settings of the
    /// runtime beyond <paramref name="options"/> there is <see cref="Runtime"/>.
    /// </summary>
    /// <param name="path">A plan that <see cref="Save(string, bool)"/> or another tool wrote, or an entry of an <see cref="EngineCache"/>.</param>
    /// <param name="options">Which library, and what is allowed.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="EngineLoadException">
    /// The file is no plan, or does not fit what runs here: the message shows what built it and what runs here, side by
    /// side.
    /// </exception>
    /// <exception cref="NativeLibraryNotFoundException">The library that made it is not on this machine.</exception>
    public static Engine Load(string path, EngineLoadOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        using PlanFile file = PlanFile.Open(path);
        using PlanStream plan = new(file.Bytes);
        return Load(
            file.Info, $"The plan '{path}'", options, runtime => runtime.LoadKnown(plan));
    }

    /// <inheritdoc cref="Load(Stream, EngineLoadOptions)"/>
    public static Engine Load(Stream plan) => Load(plan, new EngineLoadOptions());

    /// <summary>Loads a plan of any size with the backend that made it. The engine is owned by the caller.</summary>
    /// <param name="plan">A readable stream at the beginning of a plan; not needed any more on return.</param>
    /// <param name="options">Which library, and what is allowed.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">
    /// The bytes are no plan, or do not fit what runs here; or the stream threw: the inner exception has that.
    /// </exception>
    public static Engine Load(Stream plan, EngineLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        if (!plan.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(plan));
        }

        if (plan.CanSeek)
        {
            return Load(EngineInfo.Read(plan), "The plan", options, runtime => runtime.LoadKnown(plan));
        }

        byte[] head = new byte[PlanMaker.HeadBytes];
        int count = plan.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        using HeadedStream whole = new(head.AsMemory(0, count), plan);
        return Load(
            EngineInfo.OfHead(head.AsSpan(0, count)), "The plan", options, runtime => runtime.LoadKnown(whole));
    }

    /// <inheritdoc cref="Load(ReadOnlyMemory{byte}, EngineLoadOptions)"/>
    public static Engine Load(ReadOnlyMemory<byte> plan) => Load(plan, new EngineLoadOptions());

    /// <summary>Loads a plan with the backend that made it. The engine is owned by the caller.</summary>
    /// <param name="plan">A plan; not needed any more on return.</param>
    /// <param name="options">Which library, and what is allowed.</param>
    /// <returns>The engine.</returns>
    /// <exception cref="EngineLoadException">The bytes are no plan, or do not fit what runs here.</exception>
    public static Engine Load(ReadOnlyMemory<byte> plan, EngineLoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Load(EngineInfo.Read(plan.Span), "The plan", options, runtime => runtime.LoadKnown(plan.Span));
    }

    /// <summary>
    /// nvinfer1::ICudaEngine::serialize: writes the plan to a file, exactly as TensorRT makes it, so that every tool of
    /// TensorRT's can load it. The file appears complete or not at all.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="describe">
    /// Also writes <see cref="Description"/> to a file of that name and <see cref="EngineDescription.FileSuffix"/>, which
    /// <see cref="EngineInfo.Read(string)"/> finds.
    /// </param>
    public void Save(string path, bool describe = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SerializedEngine plan = Serialize();
        plan.Save(path);
        if (describe)
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            HostMemoryBytes.ForEach(plan.Handle, hash.AppendData);
            PlanNote.Write(path, plan.ByteLength, Convert.ToHexStringLower(hash.GetHashAndReset()), Description);
        }
    }

    /// <summary>
    /// nvinfer1::ICudaEngine::serialize: writes the plan to a stream, exactly as TensorRT makes it, of any size.
    /// </summary>
    /// <param name="destination">A writable stream.</param>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using SerializedEngine plan = Serialize();
        plan.CopyTo(destination);
    }

    private static Engine Load(EngineInfo info, string what, EngineLoadOptions options, Func<Runtime, Engine> load)
    {
        TensorRT library = PlanFit.LibraryFor(info, what, options);
        using DeviceScope device = DeviceScope.On(library, options.Device);
        using Runtime runtime = library.CreateRuntime(options.Logger);
        if (options.AllowHostCode)
        {
            runtime.EngineHostCodeAllowed = true;
        }

        if (options.GpuAllocator is not null)
        {
            runtime.GpuAllocator = options.GpuAllocator;
        }

        try
        {
            Engine engine = load(runtime);
            engine.KnownDescription = info.Description;
            return engine;
        }
        catch (EngineLoadException problem)
        {
            throw PlanFit.Explain(problem, info, what, library);
        }
    }
}
