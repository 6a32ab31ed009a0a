using System.Text;
using NUnit.Framework;

namespace TensorRTSharp.Testing.Tests;

[Level("0")]
public sealed class NpyTests
{
    // What numpy.save writes for numpy.array([[1, 2, 3], [4, 5, 6]], '<f4').
    private const string Float2x3Header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";

    private static readonly float[] Float2x3 = [1, 2, 3, 4, 5, 6];

    [TestCase(1)]
    [TestCase(2)]
    public void What_numpy_writes_is_read(int version)
    {
        var array = Npy.Parse(NumpyFile(Float2x3Header, Bytes(Float2x3), version));

        Assert.That(array.Shape, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(array.ToArray<float>(), Is.EqualTo(Float2x3));
    }

    [Test]
    public void What_is_written_equals_what_numpy_writes()
    {
        var written = Npy.Format(TypedArray.From(Float2x3, 2, 3));

        Assert.That(written, Is.EqualTo(NumpyFile(Float2x3Header, Bytes(Float2x3))));
    }

    [TestCase("()", new long[0], 1)]
    [TestCase("(3,)", new long[] { 3 }, 3)]
    [TestCase("(0, 4)", new long[] { 0, 4 }, 0)]
    public void Scalars_vectors_and_empty_arrays_are_read(string shape, long[] expected, int count)
    {
        var header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}";

        var array = Npy.Parse(NumpyFile(header, new byte[count]));

        Assert.That(array.Shape, Is.EqualTo(expected));
        Assert.That(Npy.Format(array), Is.EqualTo(NumpyFile(header, new byte[count])));
    }

    [Test]
    public void Every_element_type_survives_a_round_trip()
    {
        AssertRoundTrip<Half>([(Half)1.5, Half.NaN, Half.NegativeInfinity]);
        AssertRoundTrip([1.5f, float.NaN, float.MinValue]);
        AssertRoundTrip([1.5, double.Epsilon]);
        AssertRoundTrip<sbyte>([-128, 127]);
        AssertRoundTrip<short>([short.MinValue, short.MaxValue]);
        AssertRoundTrip([int.MinValue, int.MaxValue]);
        AssertRoundTrip([long.MinValue, long.MaxValue]);
        AssertRoundTrip<byte>([0, 255]);
        AssertRoundTrip<ushort>([0, ushort.MaxValue]);
        AssertRoundTrip<uint>([0, uint.MaxValue]);
        AssertRoundTrip<ulong>([0, ulong.MaxValue]);
        AssertRoundTrip([true, false]);
    }

    [Test]
    public void Half_precision_bits_are_read_as_they_stand()
    {
        // 0x3E00 is 1.5, 0xC000 is -2.
        var array = Npy.Parse(NumpyFile(
            "{'descr': '<f2', 'fortran_order': False, 'shape': (2,), }", [0x00, 0x3E, 0x00, 0xC0]));

        Assert.That(array.ToDoubles(), Is.EqualTo(new[] { 1.5, -2 }));
    }

    [TestCase("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }", "little-endian")]
    [TestCase("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", "Fortran")]
    [TestCase("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), }", "plain")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 4), }", "takes 32")]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }", "takes 16")]
    public void What_cannot_be_read_is_refused(string header, string reason) =>
        Assert.That(
            () => Npy.Parse(NumpyFile(header, Bytes(Float2x3))),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));

    [TestCase(0, "magic")]
    [TestCase(5, "magic")]
    [TestCase(6, "version 0")]
    [TestCase(9, "inside its header")]
    [TestCase(40, "inside its header")]
    [TestCase(140, "takes 24")]
    public void A_file_that_ends_early_is_refused(int length, string reason) =>
        Assert.That(
            () => Npy.Parse(NumpyFile(Float2x3Header, Bytes(Float2x3)).AsSpan(0, length)),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));

    [Test]
    public void A_file_that_cannot_be_read_is_named()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.npy");
        File.WriteAllText(path, "no array");
        try
        {
            Assert.That(
                () => Npy.Read(path), Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void AssertRoundTrip<T>(T[] elements)
        where T : unmanaged
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid()}.npy");
        try
        {
            Npy.Write(path, TypedArray.From(elements, elements.Length, 1));
            var read = Npy.Read(path);

            Assert.That(read.Shape, Is.EqualTo(new long[] { elements.Length, 1 }));
            Assert.That(read.ToArray<T>(), Is.EqualTo(elements));
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Numpy pads the header with blanks so that the data starts at a multiple of 64 bytes.
    private static byte[] NumpyFile(string header, byte[] data, int version = 1)
    {
        var prefix = version == 1 ? 10 : 12;
        var padded = header.PadRight(((prefix + header.Length + 64) / 64 * 64) - prefix - 1) + "\n";
        var length = BitConverter.GetBytes(padded.Length)[..(prefix - 8)];
        return
        [
            0x93, .. "NUMPY"u8, (byte)version, 0, .. length, .. Encoding.ASCII.GetBytes(padded), .. data,
        ];
    }

    private static byte[] Bytes(float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
