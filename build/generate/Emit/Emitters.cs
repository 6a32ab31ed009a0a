using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Emit.Doubles;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit;

/// <summary>All that is generated.</summary>
internal static class Emitters
{
    public static IEnumerable<GeneratedFile> EmitAll()
    {
        BoundApi api = BoundApi.Load();
        IEmitter[] emitters =
        [
            new AbiHeaderEmitter(api.Facts),
            new CHeaderEmitter(api),
            new DispatchEmitter(api),
            new SinceEmitter(api, SinceFile.Read(RepositoryLayout.Since)),
            new ShimEmitter(api),
            new ShimSupportEmitter(api),
            new CSharpImportEmitter(api),
            new CSharpEnumEmitter(api),
            new DoubleEmitter(api.Facts, SinceFile.Read(RepositoryLayout.Since), api.Decisions.Application.Classes),
        ];
        return emitters.SelectMany(emitter => emitter.Emit());
    }
}
