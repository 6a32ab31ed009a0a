using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Emit.Doubles;
using TensorRTSharp.Generate.Emit.ShimTests;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit;

/// <summary>All that is generated.</summary>
internal static class Emitters
{
    public static IEnumerable<GeneratedFile> EmitAll()
    {
        BoundApi api = BoundApi.Load();
        SinceFile since = SinceFile.Read(RepositoryLayout.Since);
        IEmitter[] emitters =
        [
            new AbiHeaderEmitter(api.Facts),
            new CTypeEmitter(api),
            new CHeaderEmitter(api, since),
            new DispatchEmitter(api),
            new SinceEmitter(api, since),
            new ShimEmitter(api),
            new EnumMapEmitter(api),
            new AdapterEmitter(api),
            new CSharpImportEmitter(api, since),
            new CSharpStructEmitter(api),
            new CSharpCallbackEmitter(api),
            new CSharpEnumEmitter(api),
            new SweepEmitter(api, since),
            new InterfaceEmitter(api, since),
            new ThrowingCallbackEmitter(api),
            new DoubleEmitter(api.Facts, since, [.. api.Decisions.Application.Classes, .. api.Decisions.Application.Bases]),
        ];
        return emitters.SelectMany(emitter => emitter.Emit());
    }
}
