using System.Text;
using NUnit.Framework;
using TensorRTSharp.Testing;

namespace TensorRTSharp.Tests.Calibration;

internal sealed class CalibrationCacheTests
{
    private const string Small = "TRT-100600-MinMaxCalibration\nx: 40008102\na:b: 3f800000\n";

    [Test]
    public void Tensors_and_scales_are_read()
    {
        CalibrationCache cache = CalibrationCache.Parse(Encoding.UTF8.GetBytes(Small));
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(cache.Algorithm, Is.EqualTo("MinMaxCalibration"));
        Assert.That(cache.TensorRTVersion, Is.EqualTo(new Version(10, 6, 0)));
        // 255 / 127: the bits of the float, as written by hand above.
        Assert.That(cache.Scales, Is.EqualTo(new[] { new CalibrationScale("x", 255f / 127), new CalibrationScale("a:b", 1) }));
        Assert.That(cache.GetDynamicRange("x"), Is.EqualTo(255f));
        Assert.That(cache.GetDynamicRange("y"), Is.Null);
    }

    [Test]
    public void A_version_before_10_has_one_digit_less() =>
        Assert.That(
            CalibrationCache.Parse("TRT-8601-EntropyCalibration2\n"u8).TensorRTVersion, Is.EqualTo(new Version(8, 6, 1)));

    [TestCase("", "begins with ''")]
    [TestCase("TRT-100600\nx: 3f800000\n", "TRT-100600")]
    [TestCase("TRT-x-MinMaxCalibration\n", "begins with")]
    [TestCase("TRT-100600-MinMaxCalibration\nx: 3f800000\nno scale\n", "Line 3")]
    [TestCase("TRT-100600-MinMaxCalibration\nx: 3f8000000\n", "Line 2")]
    [TestCase("TRT-100600-MinMaxCalibration\nx: g\n", "Line 2")]
    [TestCase("TRT-100600-MinMaxCalibration\n: 3f800000\n", "Line 2")]
    public void What_is_no_cache_is_refused(string text, string said) =>
        Assert.That(
            () => CalibrationCache.Parse(Encoding.UTF8.GetBytes(text)),
            Throws.TypeOf<CalibrationCacheException>().With.Message.Contains(said));

    [Test]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.That(() => CalibrationCache.Parse([0xff, 0xfe, 0x00]), Throws.TypeOf<CalibrationCacheException>());

    [Test]
    public void A_refused_file_is_named()
    {
        string path = Path.GetTempFileName();
        try
        {
            Assert.That(() => CalibrationCache.Load(path), Throws.TypeOf<CalibrationCacheException>().With.Message.Contains(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Caches_of_the_real_TensorRT_are_read_and_written_back_byte_for_byte()
    {
        string? shared = Environment.GetEnvironmentVariable(ModelCatalog.FolderVariable);
        Prerequisite.Require("0", Directory.Exists(shared), $"{ModelCatalog.FolderVariable} names no folder");
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(shared, "golden", "quantization", "caches")),
            Path.Combine(shared, "sdk", "plans", "sm90", "digits-cnn.calibration"),
        ];
        Assert.That(files, Has.Length.GreaterThan(3));
        string copy = Path.GetTempFileName();
        foreach (string file in files)
        {
            CalibrationCache cache = CalibrationCache.Load(file);
            byte[] bytes = File.ReadAllBytes(file);
            string text = Encoding.UTF8.GetString(bytes);
            cache.Save(copy);
            using IDisposable all = Assert.EnterMultipleScope();
            Assert.That(File.ReadAllBytes(copy), Is.EqualTo(bytes), file);
            Assert.That(cache.ToArray(), Is.EqualTo(bytes), file);
            Assert.That(text, Does.StartWith($"TRT-100600-{cache.Algorithm}\n"), file);
            string[] lines = [.. cache.Scales.Select(static scale =>
                $"{scale.Tensor}: {BitConverter.SingleToUInt32Bits(scale.Scale):x}")];
            Assert.That(lines, Is.EqualTo(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)), file);
        }

        File.Delete(copy);
    }
}
