using Google.Protobuf;

namespace TensorRTSharp.Testing;

/// <summary>
/// A protobuf message as a list of fields: enough to write ONNX without generated classes, and to rewrite a model
/// without losing what this code does not know.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<ProtoField> _fields = [];

    public IReadOnlyList<ProtoField> Fields => _fields;

    public static ProtoMessage Parse(ReadOnlyMemory<byte> bytes)
    {
        using var input = new CodedInputStream(bytes.ToArray());
        var message = new ProtoMessage();
        while (input.ReadTag() is var tag and not 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            var type = WireFormat.GetTagWireType(tag);
            message._fields.Add(type switch
            {
                WireFormat.WireType.Varint => new(number, type, input.ReadUInt64()),
                WireFormat.WireType.Fixed64 => new(number, type, input.ReadFixed64()),
                WireFormat.WireType.Fixed32 => new(number, type, input.ReadFixed32()),
                WireFormat.WireType.LengthDelimited => new(number, input.ReadBytes().Memory),
                _ => throw new InvalidDataException($"Field {number} has wire type {type}, which ONNX does not use."),
            });
        }

        return message;
    }

    public ProtoMessage Add(int number, long value) =>
        Add(new ProtoField(number, WireFormat.WireType.Varint, (ulong)value));

    public ProtoMessage Add(int number, float value) =>
        Add(new ProtoField(number, WireFormat.WireType.Fixed32, BitConverter.SingleToUInt32Bits(value)));

    public ProtoMessage Add(int number, string value) =>
        Add(new ProtoField(number, ByteString.CopyFromUtf8(value).Memory));

    public ProtoMessage Add(int number, ReadOnlyMemory<byte> value) => Add(new ProtoField(number, value));

    public ProtoMessage Add(int number, ProtoMessage value) => Add(new ProtoField(number, value));

    public ProtoMessage Add(ProtoField field)
    {
        _fields.Add(field);
        return this;
    }

    public void RemoveAll(Predicate<ProtoField> match) => _fields.RemoveAll(match);

    public IEnumerable<ProtoField> All(int number) => _fields.Where(f => f.Number == number);

    public IEnumerable<string> Strings(int number) => All(number).Select(f => f.Text);

    public IEnumerable<ProtoMessage> Messages(int number) => All(number).Select(f => f.Message);

    /// <summary>The last field of this number, as protobuf has it for singular ones, or "".</summary>
    public string String(int number) => Strings(number).LastOrDefault("");

    public long Integer(int number) => All(number).Select(f => (long)f.Scalar).LastOrDefault();

    public ProtoMessage? Message(int number) => Messages(number).LastOrDefault();

    public byte[] ToArray()
    {
        var bytes = new byte[Size()];
        using var output = new CodedOutputStream(bytes);
        WriteTo(output);
        output.Flush();
        return bytes;
    }

    internal int Size() => _fields.Sum(f => f.Size());

    internal void WriteTo(CodedOutputStream output)
    {
        foreach (var field in _fields)
        {
            field.WriteTo(output);
        }
    }
}
