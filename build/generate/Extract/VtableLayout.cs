using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Extract;

/// <summary>
/// Numbers virtual functions as the Itanium C++ ABI does for single inheritance: the base's first, then new ones in
/// declaration order, a destructor taking two; an override keeps its base's.
/// </summary>
internal sealed class VtableLayout(IEnumerable<ApiClass> classes)
{
    private const string DestructorKey = "~";

    private readonly Dictionary<string, ApiClass> _classes = classes.ToDictionary(item => item.QualifiedName);
    private readonly Dictionary<string, Dictionary<string, int>> _slots = [];

    public ApiClass Apply(ApiClass item)
    {
        Dictionary<string, int> slots = SlotsOf(item);
        return item with
        {
            Destructor = item.Destructor is { IsVirtual: true } destructor
                ? destructor with { Slot = slots[DestructorKey] }
                : item.Destructor,
            Methods =
            [
                .. item.Methods.Select(method =>
                    method.IsVirtual ? method with { Slot = slots[KeyOf(method)] } : method),
            ],
        };
    }

    private static string KeyOf(ApiMethod method) =>
        $"{method.Name}({method.Signature}){(method.IsConst ? " const" : "")}";

    private Dictionary<string, int> SlotsOf(ApiClass item)
    {
        if (_slots.TryGetValue(item.QualifiedName, out Dictionary<string, int>? known))
        {
            return known;
        }

        Dictionary<string, int> slots = item.BaseName is null ? [] : new(SlotsOf(_classes[item.BaseName]));
        int next = slots.Count + (slots.ContainsKey(DestructorKey) ? 1 : 0);
        for (int i = 0; i <= item.Methods.Count; i++)
        {
            if (item.Destructor is { IsVirtual: true } destructor && destructor.DeclIndex == i
                && slots.TryAdd(DestructorKey, next))
            {
                next += 2;
            }

            if (i < item.Methods.Count && item.Methods[i].IsVirtual && slots.TryAdd(KeyOf(item.Methods[i]), next))
            {
                next++;
            }
        }

        return _slots[item.QualifiedName] = slots;
    }
}
