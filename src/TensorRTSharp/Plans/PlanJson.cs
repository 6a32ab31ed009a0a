using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TensorRTSharp.Caching;

namespace TensorRTSharp;

/// <summary>How descriptions look as JSON: indented, but a shape and an option on one line. No reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    NewLine = "\n",
    Converters = [typeof(OptionsJsonConverter)])]
[JsonSerializable(typeof(EngineDescription))]
[JsonSerializable(typeof(EntryHeader))]
[JsonSerializable(typeof(PlanNote))]
internal sealed partial class PlanJson : JsonSerializerContext;

/// <summary>[1, 3, 224, 224], on one line.</summary>
internal sealed class ShapeJsonConverter : JsonConverter<IReadOnlyList<long>>
{
    public override IReadOnlyList<long>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A shape is a list of numbers.");
        }

        List<long> shape = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long dimension))
            {
                throw new JsonException("A shape is a list of whole numbers.");
            }

            shape.Add(dimension);
        }

        return shape;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<long> value, JsonSerializerOptions options) =>
        writer.WriteRawValue(
            "[" + string.Join(", ", value.Select(static one => one.ToString(CultureInfo.InvariantCulture))) + "]");
}

/// <summary>{ "name": "value" }, in order.</summary>
internal sealed class OptionsJsonConverter : JsonConverter<IReadOnlyList<DescribedOption>>
{
    public override IReadOnlyList<DescribedOption>? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Options are names and texts in braces.");
        }

        List<DescribedOption> all = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                throw new JsonException($"The value of '{name}' is no text.");
            }

            all.Add(new DescribedOption(name, reader.GetString()!));
        }

        return all;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<DescribedOption> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (DescribedOption option in value)
        {
            writer.WriteString(option.Name, option.Value);
        }

        writer.WriteEndObject();
    }
}
