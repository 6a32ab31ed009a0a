using Google.Protobuf;

namespace TensorRTSharp.Testing;

/// <summary>One field of a <see cref="ProtoMessage"/>: a number, bytes, or a message.</summary>
internal sealed class ProtoField
{
    private readonly WireFormat.WireType _type;
    private readonly ReadOnlyMemory<byte> _bytes;
    private ProtoMessage? _message;

    public ProtoField(int number, WireFormat.WireType type, ulong scalar)
    {
        (Number, _type, Scalar) = (number, type, scalar);
    }

    public ProtoField(int number, ReadOnlyMemory<byte> bytes)
    {
        (Number, _type, _bytes) = (number, WireFormat.WireType.LengthDelimited, bytes);
    }

    // Kept as a message until the very end, so that large weights are copied once.
    public ProtoField(int number, ProtoMessage message)
    {
        (Number, _type, _message) = (number, WireFormat.WireType.LengthDelimited, message);
    }

    public int Number { get; }

    public ulong Scalar { get; }

    public bool IsLengthDelimited => _type == WireFormat.WireType.LengthDelimited;

    public ReadOnlyMemory<byte> Bytes => _message is null ? _bytes : _message.ToArray();

    public string Text => System.Text.Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The bytes as a message; changes to it are written.</summary>
    public ProtoMessage Message => _message ??= ProtoMessage.Parse(_bytes);

    public int Size()
    {
        var tag = CodedOutputStream.ComputeTagSize(Number);
        var length = _message?.Size() ?? _bytes.Length;
        return tag + _type switch
        {
            WireFormat.WireType.Varint => CodedOutputStream.ComputeUInt64Size(Scalar),
            WireFormat.WireType.Fixed64 => sizeof(ulong),
            WireFormat.WireType.Fixed32 => sizeof(uint),
            _ => CodedOutputStream.ComputeLengthSize(length) + length,
        };
    }

    public void WriteTo(CodedOutputStream output)
    {
        output.WriteTag(Number, _type);
        switch (_type)
        {
            case WireFormat.WireType.Varint:
                output.WriteUInt64(Scalar);
                break;
            case WireFormat.WireType.Fixed64:
                output.WriteFixed64(Scalar);
                break;
            case WireFormat.WireType.Fixed32:
                output.WriteFixed32((uint)Scalar);
                break;
            default:
                WriteLengthDelimited(output);
                break;
        }
    }

    private void WriteLengthDelimited(CodedOutputStream output)
    {
        if (_message is null)
        {
            output.WriteBytes(UnsafeByteOperations.UnsafeWrap(_bytes));
            return;
        }

        output.WriteLength(_message.Size());
        _message.WriteTo(output);
    }
}
