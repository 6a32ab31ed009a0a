namespace TensorRTSharp;

/// <summary>
/// The parameters of a <see cref="Plugin"/>, each named once (<see cref="Plugin.DescribeFields"/>): the same lines tell
/// TensorRT what there is, read what a model or a plan has, and write it into a plan.
/// </summary>
/// <remarks>For the time of one call, on its thread.</remarks>
public sealed class PluginFields
{
    private readonly Dictionary<string, PluginField>? _given;
    private readonly List<PluginField> _described = [];

    /// <summary>To write: <see cref="Described"/> has the values afterwards.</summary>
    internal PluginFields()
    {
    }

    /// <summary>To read.</summary>
    internal PluginFields(IEnumerable<PluginField> given)
    {
        _given = [];
        foreach (PluginField field in given)
        {
            _given[field.Name] = field;
        }
    }

    internal IReadOnlyList<PluginField> Described => _described;

    /// <summary>A number. Left as it is where model or plan do not have it: that is its default.</summary>
    /// <typeparam name="T">float, double, Half, sbyte, short, int or long.</typeparam>
    /// <param name="name">The field's name; in ONNX, the attribute's.</param>
    /// <param name="value">Where the plugin keeps it.</param>
    public void Add<T>(string name, ref T value)
        where T : unmanaged
    {
        if (Find(name, PluginField.TypeOf<T>()) is { } given)
        {
            T[] values = given.GetValues<T>();
            value = values.Length == 1
                ? values[0]
                : throw new ArgumentException($"The field {given} has {values.Length} values; one is needed.");
        }

        _described.Add(PluginField.Of(name, value));
    }

    /// <summary>A list of numbers. Left as it is where model or plan do not have it: that is its default.</summary>
    /// <typeparam name="T">float, double, Half, sbyte, short, int or long.</typeparam>
    /// <param name="name">The field's name; in ONNX, the attribute's.</param>
    /// <param name="values">Where the plugin keeps them.</param>
    public void Add<T>(string name, ref T[] values)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Find(name, PluginField.TypeOf<T>()) is { } given)
        {
            values = given.GetValues<T>();
        }

        _described.Add(PluginField.Of<T>(name, values));
    }

    /// <summary>A text. Left as it is where model or plan do not have it: that is its default.</summary>
    /// <param name="name">The field's name; in ONNX, the attribute's.</param>
    /// <param name="text">Where the plugin keeps it.</param>
    public void Add(string name, ref string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Find(name, PluginFieldType.Char) is { } given)
        {
            text = given.GetText();
        }

        _described.Add(PluginField.Of(name, text));
    }

    private PluginField? Find(string name, PluginFieldType type)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (_given is null || !_given.TryGetValue(name, out PluginField? given) || !given.HasValue)
        {
            return null;
        }

        return given.Type == type
            ? given
            : throw new ArgumentException(
                $"The field '{name}' was given as {given.Type}, but the plugin keeps it as {type}: give it as that.");
    }
}
