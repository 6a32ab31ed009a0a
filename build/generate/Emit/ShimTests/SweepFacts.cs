using System.Globalization;
using TensorRTSharp.Generate.Binding;
using TensorRTSharp.Generate.Emit.Doubles;
using TensorRTSharp.Generate.Model;
using TensorRTSharp.Generate.Since;

namespace TensorRTSharp.Generate.Emit.ShimTests;

/// <summary>What the fake TensorRT of each family calls a method and answers to it.</summary>
internal sealed class SweepFacts
{
    private readonly BoundApi _api;
    private readonly Dictionary<string, DoubleFacts> _doubles;
    private readonly Dictionary<DoubleTable, DoubleProperties> _properties = [];

    public SweepFacts(BoundApi api, SinceFile since)
    {
        _api = api;
        string[] application = [.. api.Decisions.Application.Classes, .. api.Decisions.Application.Bases];
        _doubles = api.Facts.Families.ToDictionary(family => family.Id, family => new DoubleFacts(api.Facts, family, since, application));
    }

    /// <summary>A C++ string literal.</summary>
    public static string Literal(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A C++ expression: one literal, or the one of the family that runs.</summary>
    /// <param name="text">By family; null where that has no such thing.</param>
    public string PerFamily(Func<string, string?> text)
    {
        string?[] texts = [.. _api.Facts.Families.Select(family => text(family.Id))];
        string[] distinct = [.. texts.OfType<string>().Distinct()];
        return distinct.Length == 1
            ? Literal(distinct[0])
            : $"sweep.of_family({string.Join(", ", texts.Select(item => Literal(item ?? "")))})";
    }

    /// <summary>What the fake's calls go by; null where the family has no such method.</summary>
    public string? NameOf(BoundMethod method, string family)
    {
        if (!method.PerFamily.TryGetValue(family, out ApiMethod? declared))
        {
            return null;
        }

        ApiClass owner = _api.Facts.Family(family).Classes.First(item => !item.IsInternal && item.Methods.Any(known => ReferenceEquals(known, declared)));
        return _doubles[family].PublicName(owner, declared);
    }

    /// <summary>The same of all families, as a C++ initializer.</summary>
    public string NamesOf(BoundMethod method) =>
        $"{{{string.Join(", ", _api.Facts.Families.Select(family => NameOf(method, family.Id) is { } name ? Literal(name) : "nullptr"))}}}";

    /// <summary>The method of the same module that gives back what this one is given, and which parameter that is.</summary>
    public (BoundMethod Getter, int Value)? SetterOf(BoundModule module, BoundMethod method)
    {
        if (Slot(method) is not var (table, slot) || Properties(table).Setter(slot) is not var (getter, value))
        {
            return null;
        }

        BoundMethod? found = module.Methods.FirstOrDefault(other =>
            other.PerFamily.Keys.Last() == method.PerFamily.Keys.Last() && Slot(other) is var (_, known) && ReferenceEquals(known, getter));
        return found is null ? null : (found, value);
    }

    /// <summary>Asks for a flag, or whether something was set: not so at first.</summary>
    public bool IsNotAtFirst(BoundMethod method) => Slot(method) is var (table, slot) && Properties(table).IsNotAtFirst(slot);

    /// <summary>The enumerator of which a fake's samples are, canonical.</summary>
    public string? SampleEnumerator(string enumName, string family)
    {
        ApiEnum? item = _api.Facts.Family(family).Enums.FirstOrDefault(known => known.PublicQualifiedName == enumName);
        long? number = item?.Values.Select(known => known.Value).FirstOrDefault(known => known != 0);
        return number is null ? null : Enum(enumName).Values
            .First(value => value.PerFamily.GetValueOrDefault(family, -1) == number).Canonical.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A sample mask, 7, canonical.</summary>
    public string SampleMask(string enumName, string family) => Enum(enumName).Values
        .Where(value => value.PerFamily.GetValueOrDefault(family, -1) is >= 0 and < 3)
        .Aggregate(0L, (mask, value) => mask | (1L << (int)value.Canonical)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Enumerators that all these families have; first those whose numbers differ.</summary>
    public IReadOnlyList<BoundEnumerator> Enumerators(string enumName, IEnumerable<string> families) =>
        [.. Enum(enumName).Values.Where(value => families.All(value.PerFamily.ContainsKey))
            .OrderByDescending(value => value.PerFamily.Values.Distinct().Count()).ThenByDescending(value => value.Canonical)];

    private BoundEnum Enum(string name) => _api.Enums.Single(item => item.QualifiedName == name);

    private DoubleProperties Properties(DoubleTable table)
    {
        if (!_properties.TryGetValue(table, out DoubleProperties? properties))
        {
            DoubleFacts facts = _doubles.Values.First(known => known.Tables.Contains(table));
            _properties.Add(table, properties = new DoubleProperties(table, new DoubleAnswers(facts)));
        }

        return properties;
    }

    /// <summary>The virtual function behind a method, in the newest family that has it.</summary>
    private (DoubleTable Table, ApiMethod Slot)? Slot(BoundMethod method)
    {
        DoubleFacts facts = _doubles[method.PerFamily.Keys.Last()];
        ApiMethod declared = method.Newest;
        foreach (DoubleTable table in facts.Tables)
        {
            ApiMethod? slot = declared.Body is { Kind: BodyKind.Forward } body
                ? table.Class.QualifiedName != body.TargetClass ? null : table.Methods.Select(item => item.Declared)
                    .FirstOrDefault(known => known.Name == body.TargetMethod && known.Signature == body.TargetSignature)
                : table.Methods.Select(item => item.Declared).FirstOrDefault(known => ReferenceEquals(known, declared));
            if (slot is not null)
            {
                return (table, slot);
            }
        }

        return null;
    }
}
