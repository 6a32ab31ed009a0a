using NUnit.Framework;

namespace TensorRTSharp.Tests.Plugins;

internal sealed class PluginFieldTests
{
    [Test]
    public void Every_type_goes_out_and_comes_back()
    {
        AllTypes written = new()
        {
            Single = 1.5f,
            Double = -2.25,
            Half = (Half)0.5f,
            SByte = -3,
            Short = 300,
            Int = -70_000,
            Long = 1L << 40,
            Text = "größer",
            Singles = [1, 2, 3],
            Longs = [],
        };
        PluginFields fields = new();
        written.DescribeFields(fields);
        AllTypes read = new();
        read.DescribeFields(new PluginFields(fields.Described));

        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(read.Single, Is.EqualTo(written.Single));
        Assert.That(read.Double, Is.EqualTo(written.Double));
        Assert.That(read.Half, Is.EqualTo(written.Half));
        Assert.That(read.SByte, Is.EqualTo(written.SByte));
        Assert.That(read.Short, Is.EqualTo(written.Short));
        Assert.That(read.Int, Is.EqualTo(written.Int));
        Assert.That(read.Long, Is.EqualTo(written.Long));
        Assert.That(read.Text, Is.EqualTo(written.Text));
        Assert.That(read.Singles, Is.EqualTo(written.Singles));
        Assert.That(read.Longs, Is.Empty);
        Assert.That(
            fields.Described.Select(static field => field.ToString()),
            Is.EqualTo(new[]
            {
                "single (Float32)", "double (Float64)", "half (Float16)", "sbyte (Int8)", "short (Int16)", "int (Int32)",
                "long (Int64)", "text (Char)", "singles (Float32)", "longs (Int64)",
            }));
    }

    [Test]
    public void What_is_not_given_keeps_its_default()
    {
        AllTypes read = new() { Single = 9, Text = "as it was" };
        read.DescribeFields(new PluginFields([PluginField.Of("int", 4)]));
        Assert.That((read.Single, read.Text, read.Int), Is.EqualTo((9f, "as it was", 4)));
    }

    [Test]
    public void Another_type_or_number_of_values_is_refused_with_what_was_expected()
    {
        AllTypes read = new();
        Assert.That(
            () => read.DescribeFields(new PluginFields([PluginField.Of("single", 4)])),
            Throws.ArgumentException.With.Message.Contains("'single'").And.Message.Contains("Int32").And.Message.Contains("Float32"));
        Assert.That(
            () => read.DescribeFields(new PluginFields([PluginField.Of<float>("single", [1, 2])])),
            Throws.ArgumentException.With.Message.Contains("2 values"));
        Assert.That(() => PluginField.Of("text", "x").GetValues<int>(), Throws.ArgumentException.With.Message.Contains("Char"));
        Assert.That(() => PluginField.Of("decimal", 1m), Throws.InstanceOf<NotSupportedException>());
    }

    private sealed class AllTypes : Plugin
    {
        private float _single;
        private double _double;
        private Half _half;
        private sbyte _sbyte;
        private short _short;
        private int _int;
        private long _long;
        private string _text = "";
        private float[] _singles = [0];
        private long[] _longs = [0];

        public override string Name => nameof(AllTypes);

        public float Single { get => _single; init => _single = value; }

        public double Double { get => _double; init => _double = value; }

        public Half Half { get => _half; init => _half = value; }

        public sbyte SByte { get => _sbyte; init => _sbyte = value; }

        public short Short { get => _short; init => _short = value; }

        public int Int { get => _int; init => _int = value; }

        public long Long { get => _long; init => _long = value; }

        public string Text { get => _text; init => _text = value; }

        public float[] Singles { get => _singles; init => _singles = value; }

        public long[] Longs { get => _longs; init => _longs = value; }

        public override void DescribeFields(PluginFields fields)
        {
            fields.Add("single", ref _single);
            fields.Add("double", ref _double);
            fields.Add("half", ref _half);
            fields.Add("sbyte", ref _sbyte);
            fields.Add("short", ref _short);
            fields.Add("int", ref _int);
            fields.Add("long", ref _long);
            fields.Add("text", ref _text);
            fields.Add("singles", ref _singles);
            fields.Add("longs", ref _longs);
        }

        public override void Enqueue(PluginEnqueueContext context)
        {
        }
    }
}
