using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Binding;

/// <summary>
/// An enum over the families. Canonical numbers are TensorRT 10's; an enumerator that TensorRT 10 lacks keeps its own
/// number where that is free, and gets the next free one otherwise.
/// </summary>
internal sealed record BoundEnum(string QualifiedName, string CSharpName, IReadOnlyList<BoundEnumerator> Values)
{
    public static IReadOnlyList<BoundEnum> Resolve(ApiModel facts, BindingFile binding, IEnumerable<string> names) =>
        [.. names.Order(StringComparer.Ordinal).Select(name => Resolve(facts, binding, name))];

    private static BoundEnum Resolve(ApiModel facts, BindingFile binding, string qualifiedName)
    {
        List<(string Family, ApiEnum Enum)> declared = [.. facts.Families
            .SelectMany(family => family.Enums.Where(item => item.PublicQualifiedName == qualifiedName).Select(item => (family.Id, item)))];
        List<BoundEnumerator> values = [];
        foreach ((string family, ApiEnum item) in declared)
        {
            foreach (ApiEnumerator value in item.Values)
            {
                BoundEnumerator? known = values.Find(candidate => candidate.CppName == value.Name);
                if (known is null)
                {
                    long canonical = values.TrueForAll(candidate => candidate.Canonical != value.Value)
                        || values.Exists(candidate => candidate.PerFamily.GetValueOrDefault(family, -1) == value.Value)
                        ? value.Value
                        : values.Max(candidate => candidate.Canonical) + 1;
                    known = new BoundEnumerator(
                        value.Name, Naming.Enumerator(value.Name, binding.Enums.Words), canonical, new Dictionary<string, long>());
                    values.Add(known);
                }

                known.PerFamily[family] = value.Value;
            }
        }

        // Two names of one number (a deprecated spelling): the first one stands.
        values = [.. values.GroupBy(value => value.Canonical).Select(group => group.First())];
        string simple = qualifiedName[(qualifiedName.LastIndexOf(':') + 1)..];
        return new BoundEnum(qualifiedName, binding.Enums.Names.GetValueOrDefault(qualifiedName, simple), values);
    }
}

internal sealed record BoundEnumerator(string CppName, string CSharpName, long Canonical, Dictionary<string, long> PerFamily);
