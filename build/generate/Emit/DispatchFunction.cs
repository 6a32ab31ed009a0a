using TensorRTSharp.Generate.Binding;

namespace TensorRTSharp.Generate.Emit;

/// <summary>One exported function: checks, the look-up in the table, wrapping of results.</summary>
internal static class DispatchFunction
{
    public static void Write(CodeWriter code, BoundModule module, BoundMethod method)
    {
        string access = module.IsOwned ? "self->" : "self.";
        string table = access + "table";
        code.Open($"trts_status {CHeaderEmitter.Signature(module, method)}")
            .Line(module.IsOwned ? "return guard_on(self, [&]() -> trts_status {" : "return guard([&]() -> trts_status {").Indent()
            .Line(module.IsOwned ? "require_handle(self, \"self\");" : "require_view(self, \"self\");")
            .Lines(module.IsOwned ? ["const LogTarget target(self->logger);"] : []);
        if (Spelling.GivesViews(method))
        {
            code.Line("require_array(out, capacity, \"out\", \"capacity\");"); // null asks only how many there are
        }
        else if (method.Result is not null)
        {
            code.Line("require_out(out, \"out\");");
        }

        code.Lines(method.Parameters.SelectMany(parameter => Checks(method, parameter)))
            .Line($"const auto method = implemented({table}->{method.CName}, *{table}, \"{method.QualifiedName}\");")
            .Lines(First(method))
            .Lines(method.Parameters.SelectMany(parameter => Prepared(method, parameter, table)));
        Call(code, method, access, table);
        code.Outdent().Line("});").Close().Line();
    }

    /// <summary>What core itself has to say before the backend is called.</summary>
    private static IEnumerable<string> First(BoundMethod method)
    {
        string arguments = string.Join(
            ", ", ["self", .. method.Parameters.Select(parameter => parameter.CName), .. method.Result is null ? [] : new[] { "out" }]);
        if (method.Decision.Before is { } before)
        {
            yield return $"{before}({arguments});";
        }

        if (method.Decision.Instead is { } instead)
        {
            yield return $"if ({instead}({arguments}))";
            yield return "{";
            yield return "    return TRTS_OK;";
            yield return "}";
        }
    }

    private static IEnumerable<string> Checks(BoundMethod method, BoundParameter parameter)
    {
        string name = parameter.CName;
        if (method.LengthOf(parameter) is { } length)
        {
            return parameter.IsNullable
                ? [$"require_length({length.CName}, \"{length.CName}\");"]
                : [$"require_array({name}, {length.CName}, \"{name}\", \"{length.CName}\");"];
        }

        return method.IsOut(parameter) ? [$"require_out({name}, \"{name}\");"]
            : !parameter.IsNullable && parameter.Type.Shape is Shape.String or Shape.Struct ? [$"require_argument({name}, \"{name}\");"]
            : [];
    }

    /// <summary>Locals that stand in for a parameter.</summary>
    private static IEnumerable<string> Prepared(BoundMethod method, BoundParameter parameter, string table) => parameter.Type switch
    {
        { Shape: Shape.Array, Element: { Shape: Shape.Owned } element } =>
            [$"auto {parameter.CName}_handle = new_handle<trts_{element.Module}>(self->library, self->logger);",
                $"void* {parameter.CName}_native = nullptr;"],
        { Shape: Shape.Array, Element: { } element } when Spelling.IsObject(element) =>
            [$"const auto {parameter.CName}_natives = natives_of_views({table}, {parameter.CName}, "
                + $"{method.LengthOf(parameter)!.CName}, \"{parameter.CName}\");"],
        _ => [],
    };

    private static string Argument(BoundParameter parameter, string table)
    {
        string name = parameter.CName;
        string orNull = parameter.IsNullable ? "_or_null" : "";
        return parameter.Type.Shape switch
        {
            Shape.Owned or Shape.Callback => $"native_{(parameter.IsNullable ? "or_null" : "of")}({table}, {name}, \"{name}\")",
            Shape.Borrowed or Shape.Reference => $"native_of_view{orNull}({table}, {name}, \"{name}\")",
            Shape.Array when parameter.Type.Element!.Shape == Shape.Owned => $"&{name}_native",
            Shape.Array when Spelling.IsObject(parameter.Type.Element!) => $"{name}_natives.data()",
            _ => name,
        };
    }

    private static void Call(CodeWriter code, BoundMethod method, string access, string table)
    {
        string arguments = string.Join(", ", [access + "native", .. method.Parameters.Select(parameter => Argument(parameter, table))]);
        switch (method.Result)
        {
            case { Shape: Shape.Owned }:
                Owned(code, method, arguments, isBorrowed: method.Name.StartsWith("get", StringComparison.Ordinal));
                break;
            case { Shape: Shape.Borrowed or Shape.Reference }:
                code.Line("void* native = nullptr;")
                    .Line($"const trts_status status = method({arguments}, &native);")
                    .Line("if (status == TRTS_OK)").Line("{").Indent()
                    .Line($"*out = {{{table}, native}};").Outdent().Line("}")
                    .Line("return status;");
                break;
            case { Shape: Shape.Array, Element: { } element } when Spelling.IsObject(element):
                code.Line("void* const* natives = nullptr;")
                    .Line($"const trts_status status = method({arguments}, &natives);")
                    .Line("return status == TRTS_OK ? copy_views("
                        + $"{table}, natives, *{method.Parameters.Single(method.IsOut).CName}, out, capacity) : status;");
                break;
            default:
                code.Line($"return method({arguments}{(method.Result is null ? "" : ", out")});");
                break;
        }
    }

    private static void Owned(CodeWriter code, BoundMethod method, string arguments, bool isBorrowed)
    {
        BoundParameter[] more = [.. method.Parameters.Where(parameter => parameter.Type.Element?.Shape == Shape.Owned)];
        code.Line($"auto handle = new_handle<trts_{method.Result!.Module}>(self->library, self->logger);")
            .Lines(isBorrowed ? ["handle->is_borrowed = true;"] : [])
            .Line("void* native = nullptr;")
            .Line($"const trts_status status = method({arguments}, &native);");
        foreach (BoundParameter second in more)
        {
            code.Line("if (status == TRTS_OK)").Line("{").Indent()
                .Line($"publish(std::move({second.CName}_handle), {second.CName}_native, {second.CName});")
                .Outdent().Line("}");
        }

        code.Line("return status == TRTS_OK ? publish(std::move(handle), native, out) : status;");
    }
}
