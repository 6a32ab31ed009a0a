using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TensorRTSharp.Interop;

namespace TensorRTSharp;

/// <summary>
/// nvinfer1::PluginField: a parameter of a plugin, by name; with a value, or without one where a creator says what there
/// is. Immutable.
/// </summary>
public sealed class PluginField
{
    private readonly byte[]? _bytes;

    internal PluginField(string name, PluginFieldType type, int length, byte[]? bytes)
    {
        Name = name;
        Type = type;
        Length = length;
        _bytes = bytes;
    }

    /// <summary>nvinfer1::PluginField::name.</summary>
    public string Name { get; }

    /// <summary>nvinfer1::PluginField::type.</summary>
    public PluginFieldType Type { get; }

    /// <summary>nvinfer1::PluginField::length: how many elements; characters of a text.</summary>
    public int Length { get; }

    internal bool HasValue => _bytes is not null;

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A field with the value of a number.</summary>
    /// <typeparam name="T">float, double, Half, sbyte, short, int or long.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The field.</returns>
    public static PluginField Of<T>(string name, T value)
        where T : unmanaged =>
        Of(name, new ReadOnlySpan<T>(in value));

    /// <summary>A field with the values of numbers.</summary>
    /// <typeparam name="T">float, double, Half, sbyte, short, int or long.</typeparam>
    /// <param name="name">The name.</param>
    /// <param name="values">The values; copied.</param>
    /// <returns>The field.</returns>
    public static PluginField Of<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new PluginField(name, TypeOf<T>(), values.Length, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>A field with a text.</summary>
    /// <param name="name">The name.</param>
    /// <param name="text">The text.</param>
    /// <returns>The field.</returns>
    public static PluginField Of(string name, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(text);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return new PluginField(name, PluginFieldType.Char, bytes.Length, bytes);
    }

    /// <summary>The values of a field of numbers.</summary>
    /// <typeparam name="T">The type that <see cref="Type"/> stands for.</typeparam>
    /// <returns>The values; empty where it has none.</returns>
    /// <exception cref="ArgumentException">The field is of another type.</exception>
    public T[] GetValues<T>()
        where T : unmanaged
    {
        RequireType(TypeOf<T>());
        return MemoryMarshal.Cast<byte, T>(Bytes).ToArray();
    }

    /// <summary>The text of a field of characters.</summary>
    /// <returns>The text; empty where it has none.</returns>
    /// <exception cref="ArgumentException">The field is of another type.</exception>
    public string GetText()
    {
        RequireType(PluginFieldType.Char);
        return Encoding.UTF8.GetString(Bytes).TrimEnd('\0');
    }

    /// <summary>Its name and type, for messages: "slope (Float32)".</summary>
    public override string ToString() => $"{Name} ({Type})";

    internal static PluginFieldType TypeOf<T>()
        where T : unmanaged =>
        default(T) switch
        {
            float => PluginFieldType.Float32,
            double => PluginFieldType.Float64,
            Half => PluginFieldType.Float16,
            sbyte => PluginFieldType.Int8,
            short => PluginFieldType.Int16,
            int => PluginFieldType.Int32,
            long => PluginFieldType.Int64,
            byte => PluginFieldType.Unknown,
            _ => throw new NotSupportedException(
                $"A plugin's field cannot be of type {typeof(T).Name}: there are float, double, Half, sbyte, short, int, "
                + "long and string, and byte for what has no type."),
        };

    /// <summary>Bytes of an element; 0 for packed types, which have no whole bytes.</summary>
    internal static int SizeOf(PluginFieldType type) => type switch
    {
        PluginFieldType.Float64 or PluginFieldType.Int64 => 8,
        PluginFieldType.Float32 or PluginFieldType.Int32 => 4,
        PluginFieldType.Float16 or PluginFieldType.BF16 or PluginFieldType.Int16 => 2,
        PluginFieldType.Dims => Unsafe.SizeOf<NativeDims>(),
        PluginFieldType.Int8 or PluginFieldType.Char or PluginFieldType.Unknown or PluginFieldType.FP8 => 1,
        _ => 0,
    };

    private void RequireType(PluginFieldType wanted)
    {
        if (Type != wanted)
        {
            throw new ArgumentException($"The field {this} was asked for as {wanted}: its own type is needed.");
        }
    }
}
