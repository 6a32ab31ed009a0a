using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit;

/// <summary>The C++ text of one declaration in an ABI header.</summary>
internal sealed class AbiClassText(ApiFamily family)
{
    private const string VersionMacro = "NV_TENSORRT_VERSION";

    private readonly ILookup<(string, string?), ApiDeclaration> _nested =
        new ApiDeclaration[][] { [.. family.Enums], [.. family.Aliases], [.. family.Constants] }
            .SelectMany(items => items)
            .ToLookup(item => (item.Namespace, item.DeclaringClass));

    public static void Enum(CodeWriter code, ApiEnum item)
    {
        code.Open($"enum class {item.Name} : {item.Underlying}")
            .Lines(item.Values.Select(value => $"{value.Name} = {value.Value},"))
            .Close(";").Line();
    }

    public static void Alias(CodeWriter code, ApiAlias item) => code.Line($"using {item.Name} = {item.Target};");

    public static void NamespaceConstant(CodeWriter code, ApiConstant item) =>
        code.Line($"constexpr {item.Type} {item.Name} = {item.Value};");

    public static void FunctionType(CodeWriter code, ApiFunction item) =>
        code.Line($"using {item.Name}_t = {item.Returns}({Parameters(item.Parameters)})"
            + $"{(item.IsNoExcept ? " noexcept" : "")};");

    public void Struct(CodeWriter code, ApiStruct item)
    {
        code.Open($"struct {item.Name}{(item.Base is null ? "" : $" : {item.Base}")}");
        Nested(code, item);
        code.Lines(item.Fields.Select(Field)).Close(";")
            .Line($"static_assert(sizeof({item.Name}) == {item.Size} && alignof({item.Name}) == {item.Align});").Line();
    }

    public void Class(CodeWriter code, ApiClass item)
    {
        code.Open($"class {item.Name}{(item.Base is null ? "" : $" : public {item.Base}")}");
        Section section = new(code);
        if (_nested[(item.Namespace, item.Name)].Any())
        {
            section.Enter(Access.Public);
            Nested(code, item);
        }

        foreach (string name in item.Usings)
        {
            section.Enter(Access.Public);
            code.Line($"using {name};");
        }

        Members(code, item, section);
        if (item.Base is null && !item.IsCopyable)
        {
            section.Enter(Access.Protected);
            code.Line($"{item.Name}() = default;").Line($"{item.Name}({item.Name} const&) = delete;")
                .Line($"{item.Name}& operator=({item.Name} const&) = delete;");
        }

        foreach (ApiField field in item.Fields)
        {
            section.Enter(field.Access);
            code.Line(Field(field));
        }

        code.Close(";");
        if (item.Destructor is { IsPure: true })
        {
            code.Line($"inline {item.Name}::~{item.Name}() noexcept = default;");
        }

        code.Line();
    }

    /// <summary>The destructor stands where the headers have it: its place decides its slots.</summary>
    private static void Members(CodeWriter code, ApiClass item, Section section)
    {
        for (int i = 0; i <= item.Methods.Count; i++)
        {
            if (item.Destructor is { } destructor && destructor.DeclIndex == i)
            {
                section.Enter(destructor.Access);
                code.Line($"{(destructor.IsVirtual ? "virtual " : "")}~{item.Name}() noexcept = "
                    + $"{(destructor.IsPure ? "0" : "default")};");
            }

            if (i < item.Methods.Count)
            {
                section.Enter(item.Methods[i].Access);
                code.Line(Method(item.Methods[i]));
            }
        }
    }

    private void Nested(CodeWriter code, ApiDeclaration owner)
    {
        foreach (ApiDeclaration item in _nested[(owner.Namespace, owner.Name)])
        {
            switch (item)
            {
                case ApiEnum nested:
                    Enum(code, nested);
                    break;
                case ApiAlias nested:
                    Alias(code, nested);
                    break;
                case ApiConstant nested:
                    code.Line($"static constexpr {nested.Type} {nested.Name} = {nested.Value};");
                    break;
                default:
                    throw new GeneratorException($"{item.QualifiedName} cannot stand in a class.");
            }
        }
    }

    private static string Field(ApiField field) =>
        $"{field.Type} {field.Name}{(field.Type.ArrayLength is { } length ? $"[{length}]" : "")}{field.Default};";

    private static string Method(ApiMethod method)
    {
        IEnumerable<string> words =
        [
            .. method.IsStatic ? ["static"] : Array.Empty<string>(),
            .. method.IsVirtual && !method.IsOverride ? ["virtual"] : Array.Empty<string>(),
            $"{method.Returns} {method.Name}({Parameters(method.Parameters, method.Body)})",
            .. method.IsConst ? ["const"] : Array.Empty<string>(),
            .. method.IsNoExcept ? ["noexcept"] : Array.Empty<string>(),
            .. method.IsFinal ? ["final"] : method.IsOverride ? ["override"] : Array.Empty<string>(),
            method.IsPure ? "= 0;" : Body(method),
        ];
        return string.Join(' ', words);
    }

    /// <summary>A parameter that the body does not use has no name, lest a compiler warn.</summary>
    private static string Parameters(IEnumerable<ApiParameter> parameters, ApiBody? body = null) =>
        string.Join(", ", parameters.Select(parameter =>
        {
            bool isNamed = parameter.Name.Length > 0 && (body is null || body.Arguments.Contains(parameter.Name));
            return $"{parameter.Type}{(isNamed ? $" {parameter.Name}" : "")}"
                + (parameter.Default is null ? "" : $" = {parameter.Default}");
        }));

    private static string Body(ApiMethod method)
    {
        ApiBody body = method.Body ?? throw new GeneratorException($"{method.Name} is not pure and has no body.");
        string arguments = string.Join(", ", body.Arguments);
        return body.Kind switch
        {
            BodyKind.Forward => $"{{ return {body.Target}->{body.TargetMethod}({arguments}); }}",
            BodyKind.SelfForward => $"{{ return {body.TargetMethod}({arguments}); }}",
            BodyKind.Constant =>
                $"{{ return {body.Text!.Replace(VersionMacro, "tensorrt_version", StringComparison.Ordinal)}; }}",
            _ => "{}",
        };
    }

    /// <summary>Writes an access label wherever access changes.</summary>
    private sealed class Section(CodeWriter code)
    {
        private Access _current = Access.Private;

        public void Enter(Access access)
        {
            if (access != _current)
            {
                code.Outdent().Line(access switch
                {
                    Access.Public => "public:",
                    Access.Protected => "protected:",
                    _ => "private:",
                }).Indent();
                _current = access;
            }
        }
    }
}
