using System.Globalization;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit.Doubles;

/// <summary>The classes that override TensorRT's virtual functions: each call is reported, then answered by its do_ function.</summary>
internal sealed class DoubleTableText(DoubleFacts facts)
{
    private readonly DoubleAnswers _answers = new(facts);

    public string Header()
    {
        CodeWriter code = DoubleEmitter.Header("core/call.h", "family/properties.h", "nv.h");
        foreach (DoubleTable table in facts.Tables)
        {
            code.Line($"/// {table.Class.QualifiedName}.")
                .Line($"class {table.Name} : public nv::{table.Class.QualifiedName}").Line("{")
                .Line("public:").Indent()
                .Lines(table.Methods.Select(method => $"{Signature(method.Declared, "", "")}{NoExcept(method.Declared)} override;"));
            if (table.Class.Destructor is { Access: not Access.Public })
            {
                code.Line($"~{table.Name}() noexcept override = default;");
            }

            code.Outdent().Line().Line("protected:").Indent()
                .Lines(table.Methods.Select(method => $"virtual {Signature(method.Declared, "", "do_")};"))
                .Line().Line("Properties properties_;")
                .Outdent().Line("};").Line();
        }

        return DoubleEmitter.End(code);
    }

    public string Source()
    {
        CodeWriter code = DoubleEmitter.Source("tables.g.h", "core/objects.h", "family/samples.h", "family/text.h", "objects.g.h");
        foreach (DoubleTable table in facts.Tables)
        {
            DoubleProperties properties = new(table, _answers);
            foreach (DoubleMethod method in table.Methods)
            {
                Override(code, table, method);
                string body = properties.Body(method.Declared) ?? DefaultBody(method.Declared);
                code.Line($"{Signature(method.Declared, table.Name + "::", "do_", body)} {{ {body} }}");
            }

            code.Line();
        }

        return DoubleEmitter.End(code);
    }

    /// <summary>The names that calls and faults go by, for whoever wants to visit every method.</summary>
    public string Methods()
    {
        CodeWriter code = DoubleEmitter.Source("core/methods.h")
            .Line("const MethodFact method_facts[] = {").Indent();
        foreach (DoubleMethod method in facts.Tables.SelectMany(table => table.Methods))
        {
            code.Line($"{Fact(method)},");
        }

        foreach (ApiFunction function in facts.Family.Functions)
        {
            code.Line($"{{\"{function.Name}\", 0, {(function.IsNoExcept ? "false" : "true")}}},");
        }

        return DoubleEmitter.End(code.Outdent().Line("};").Line()
            .Line("const size_t method_fact_count = sizeof(method_facts) / sizeof(method_facts[0]);").Line());
    }

    private static void Override(CodeWriter code, DoubleTable table, DoubleMethod method)
    {
        ApiMethod declared = method.Declared;
        string arguments = string.Join(", ", declared.Parameters.Select((_, index) => Argument(declared, index)));
        string returns = DoubleFacts.Cpp(declared.Returns);
        code.Line($"{Signature(declared, table.Name + "::", "")}{NoExcept(declared)} {{ return call<{returns}>({Fact(method)}, "
            + $"arguments({arguments}), [&]() -> {returns} {{ return do_{declared.Name}({DoubleParameters.Names(declared)}); }}); }}");
    }

    /// <summary>How an argument is shown.</summary>
    private static string Argument(ApiMethod method, int index)
    {
        string name = DoubleParameters.NameOf(method, index);
        TypeRef type = method.Parameters[index].Type;
        if (DoubleParameters.IsFilled(method, index))
        {
            return type.Indirection == Indirection.Reference ? "Out{}" : $"Out{{{name}}}";
        }

        return DoubleParameters.LengthOf(method, index) is { } length ? $"array({name}, {length})"
            : type is { Kind: TypeKind.Object or TypeKind.Opaque, Indirection: Indirection.Reference } ? $"&{name}"
            : name;
    }

    private string DefaultBody(ApiMethod method)
    {
        List<string> statements = [];
        for (int i = 0; i < method.Parameters.Count; i++)
        {
            if (DoubleParameters.IsFilled(method, i))
            {
                TypeRef type = method.Parameters[i].Type;
                string target = type.Indirection == Indirection.Reference ? "&" : "";
                statements.Add($"fill({target}{DoubleParameters.NameOf(method, i)}, {DoubleParameters.LengthOf(method, i) ?? "1"}, {_answers.Element(type)});");
            }
        }

        if (method.Returns is not { Kind: TypeKind.Void, Indirection: Indirection.Value })
        {
            statements.Add($"return {_answers.Of(method)};");
        }

        return string.Join(' ', statements);
    }

    private static string Signature(ApiMethod method, string scope, string prefix, string? body = null) =>
        $"{DoubleFacts.Cpp(method.Returns)} {scope}{prefix}{method.Name}({DoubleParameters.Declare(method, body)}){(method.IsConst ? " const" : "")}";

    private static string NoExcept(ApiMethod method) => method.IsNoExcept ? " noexcept" : "";

    private static string Fact(DoubleMethod method) => string.Create(CultureInfo.InvariantCulture,
        $"{{\"{method.PublicName}\", {method.Since}, {(method.CanThrow ? "true" : "false")}}}");
}
