using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Since;

/// <summary>
/// Inside a family TensorRT only appends to its vtables: a method that stands before another one cannot be newer. A
/// first version that contradicts that is wrong, and calling by it could jump past the end of a library's vtable.
/// </summary>
internal static class SlotOrder
{
    public static IEnumerable<string> Violations(ApiModel model, SinceFile since) =>
        model.Families.SelectMany(family => Violations(family, since));

    private static IEnumerable<string> Violations(ApiFamily family, SinceFile since)
    {
        ILookup<string, Version> firstOf = family.Classes.Where(type => !type.IsInternal)
            .SelectMany(type => type.Methods.Select(method => (
                Slot: SlotOf(type, method), Version: since.FirstVersion(type.QualifiedName, method, family.Id))))
            .Where(item => item.Slot is not null && item.Version is not null)
            .ToLookup(item => item.Slot!, item => Version.Parse(item.Version!));
        foreach (ApiClass type in family.Classes)
        {
            (string Name, Version First)? newest = null;
            foreach (ApiMethod method in type.Methods.Where(method => method.Slot is not null).OrderBy(method => method.Slot))
            {
                string key = Key(type.QualifiedName, method.Name, method.Signature);
                if (!firstOf[key].Any())
                {
                    continue; // no public method leads there
                }

                Version first = firstOf[key].Min()!;
                if (newest is { } before && first < before.First)
                {
                    yield return $"{family.Id}: {key} is said to be there since {first}, but {before.Name}, which stands "
                        + $"before it in the vtable, since {before.First}";
                }

                newest = newest is { } old && old.First > first ? old : (method.Name, first);
            }
        }
    }

    private static string? SlotOf(ApiClass type, ApiMethod method) => method switch
    {
        { Body: { Kind: BodyKind.Forward, TargetClass: { } target } body } => Key(target, body.TargetMethod!, body.TargetSignature!),
        { Slot: not null } => Key(type.QualifiedName, method.Name, method.Signature),
        _ => null,
    };

    private static string Key(string type, string name, string signature) => $"{type}::{name}({signature})";
}
