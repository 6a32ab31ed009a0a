using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>
/// The properties of a table, by name: setX(keys…, value) beside getX(keys…) keeps the last value, for each key. Flags are
/// bits of one property. What is written here is the C++ body of a method that belongs to a property.
/// </summary>
internal sealed class DoubleProperties
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private readonly DoubleTable _table;
    private readonly DoubleAnswers _answers;

    /// <summary>The parameter that holds the value, by setter.</summary>
    private readonly Dictionary<ApiMethod, (string Property, ApiMethod Getter, int Value)> _setters = [];
    private readonly Dictionary<ApiMethod, string> _getters = [];

    public DoubleProperties(DoubleTable table, DoubleAnswers answers)
    {
        _table = table;
        _answers = answers;
        foreach (ApiMethod setter in Methods.Where(method => method.Name.StartsWith("set", Ordinal) && AnswersNothingOrTrue(method)))
        {
            string property = setter.Name[3..];
            foreach (ApiMethod getter in Methods.Where(method => method.Name == "get" + property && !_getters.ContainsKey(method)))
            {
                // The value comes last, or first where an index follows it.
                int value = new[] { setter.Parameters.Count - 1, 0 }.FirstOrDefault(index => IsValueOf(setter, index, getter), -1);
                if (value >= 0)
                {
                    _setters[setter] = (property, getter, value);
                    _getters[getter] = property;
                    break;
                }
            }
        }
    }

    private IEnumerable<ApiMethod> Methods => _table.Methods.Select(method => method.Declared);

    /// <summary>The method that gives back what this one was given, and which parameter that is; null for all but setters.</summary>
    public (ApiMethod Getter, int Value)? Setter(ApiMethod method) =>
        _setters.TryGetValue(method, out (string Property, ApiMethod Getter, int Value) setter) ? (setter.Getter, setter.Value) : null;

    /// <summary>Asks for a flag, or whether something was set: not so at first.</summary>
    public bool IsNotAtFirst(ApiMethod method) => (FlagBody(method, "") ?? ResetBody(method, "")) is not null;

    /// <returns>Null for a method of no property.</returns>
    public string? Body(ApiMethod method)
    {
        string result = method.Returns.Kind == TypeKind.Bool ? " return true;" : "";
        if (_setters.TryGetValue(method, out (string Property, ApiMethod Getter, int Value) setter))
        {
            return $"properties_.{Write(setter.Getter.Returns)}({Place(setter.Property, method, setter.Value)}, "
                + $"{Value(method, setter.Value, setter.Getter.Returns)});{result}";
        }

        if (_getters.TryGetValue(method, out string? property))
        {
            return $"return properties_.{Read(method.Returns)}({Place(property, method)}, {_answers.Of(method)});";
        }

        return FlagBody(method, result) ?? ResetBody(method, result);
    }

    /// <summary>setFlag, clearFlag and getFlag, over getFlags and setFlags.</summary>
    private string? FlagBody(ApiMethod method, string result)
    {
        if (!method.Name.EndsWith("Flag", Ordinal) || method.Parameters is not [{ Type.Kind: TypeKind.Enum }])
        {
            return null;
        }

        string verb = Array.Find(["set", "clear", "get"], verb => method.Name.StartsWith(verb, Ordinal)) ?? "";
        string property = method.Name[verb.Length..] + "s";
        if (verb.Length == 0 || !_getters.ContainsValue(property))
        {
            return null;
        }

        string bit = $"bit({DoubleParameters.NameOf(method, 0)})";
        string bits = $"properties_.get<uint32_t>(\"{property}\", 0u)";
        return verb switch
        {
            "get" => $"return ({bits} & {bit}) != 0;",
            "set" => $"properties_.set<uint32_t>(\"{property}\", {bits} | {bit});{result}",
            _ => $"properties_.set<uint32_t>(\"{property}\", {bits} & ~{bit});{result}",
        };
    }

    /// <summary>resetX, xIsSet and isXSet.</summary>
    private string? ResetBody(ApiMethod method, string result)
    {
        foreach (string property in _getters.Values)
        {
            if (method.Name == "reset" + property)
            {
                return $"properties_.forget({Place(property, method)});{result}";
            }

            if (method.Name == $"is{property}Set" || method.Name == $"{char.ToLowerInvariant(property[0])}{property[1..]}IsSet")
            {
                return $"return properties_.has({Place(property, method)});";
            }
        }

        return null;
    }

    /// <summary>The property's name and, where there are any, its keys.</summary>
    private static string Place(string property, ApiMethod method, int value = -1)
    {
        string[] keys = [.. method.Parameters.Select((_, index) => index).Where(index => index != value)
            .Select(index => DoubleParameters.NameOf(method, index))];
        return keys.Length == 0 ? $"\"{property}\"" : $"Key(\"{property}\", {string.Join(", ", keys)})";
    }

    private static bool IsValueOf(ApiMethod setter, int index, ApiMethod getter)
    {
        if (index < 0 || index >= setter.Parameters.Count || getter.Parameters.Count != setter.Parameters.Count - 1)
        {
            return false;
        }

        TypeRef value = setter.Parameters[index].Type;
        TypeRef returned = getter.Returns;
        IEnumerable<string> keys = setter.Parameters.Where((_, other) => other != index).Select(key => key.Type.Spelling);
        return value.Kind == returned.Kind && value.Name == returned.Name && Depth(value) == Depth(returned)
            && keys.SequenceEqual(getter.Parameters.Select(key => key.Type.Spelling));
    }

    /// <summary>Objects are kept by address, however they are passed; everything else as it is passed.</summary>
    private static int Depth(TypeRef type) => type.Kind == TypeKind.Object ? 1 : type.Indirection switch
    {
        Indirection.Value or Indirection.Reference => 0,
        Indirection.Pointer => 1,
        _ => 2,
    };

    /// <summary>What is kept of a parameter: of an object its address, and never more const than it is given out.</summary>
    private static string Value(ApiMethod method, int index, TypeRef kept)
    {
        TypeRef type = method.Parameters[index].Type;
        string name = DoubleParameters.NameOf(method, index);
        string value = type is { Kind: TypeKind.Object, Indirection: Indirection.Reference } ? "&" + name : name;
        return type.Kind == TypeKind.Object && type.IsConst && !kept.IsConst ? $"const_cast<{DoubleFacts.Cpp(kept)}>({value})" : value;
    }

    private static bool AnswersNothingOrTrue(ApiMethod method) =>
        method.Returns is { Indirection: Indirection.Value, Kind: TypeKind.Void or TypeKind.Bool };

    /// <summary>Strings are copied, as TensorRT copies them.</summary>
    private static string Write(TypeRef type) => type.Kind == TypeKind.CString ? "set_text" : $"set<{DoubleFacts.CppVariable(type)}>";

    private static string Read(TypeRef type) => type switch
    {
        { Kind: TypeKind.CString } => "text",
        { Kind: TypeKind.Struct, Indirection: Indirection.Reference } => $"reference<{DoubleFacts.CppVariable(type)}>",
        _ => $"get<{DoubleFacts.CppVariable(type)}>",
    };
}
