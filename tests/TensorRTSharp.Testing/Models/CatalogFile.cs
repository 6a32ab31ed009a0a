using System.Text.Json.Serialization;

namespace TensorRTSharp.Testing;

internal sealed record CatalogFile(IReadOnlyList<TestModel> Models, IReadOnlyList<BadInput> BadInputs);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CatalogFile))]
internal sealed partial class CatalogJson : JsonSerializerContext;
