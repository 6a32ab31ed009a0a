using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Emit;

/// <summary>native/tensorrt/abi: TensorRT's classes as a compiler must see them, a namespace for each family.</summary>
internal sealed class AbiHeaderEmitter(ApiModel model) : IEmitter
{
    public IEnumerable<GeneratedFile> Emit() =>
        model.Families.Select(family => new GeneratedFile($"native/tensorrt/abi/{family.Id}.g.h", Header(family)));

    public static string Header(ApiFamily family)
    {
        string outer = $"trts::abi::{family.Id}"; // stands for the global namespace
        string product = family.Id == "rtx1" ? "TensorRT-RTX" : "TensorRT";
        CodeWriter code = CodeWriter.ForCpp()
            .Line($"// The interface facts come from NVIDIA's headers of {product} {family.Version}.")
            .Line("// SPDX-License-Identifier: Apache-2.0")
            .Line("#pragma once").Line()
            .Line("#include <stddef.h>").Line("#include <stdint.h>").Line()
            .Line("#if defined(__clang__)")
            .Line("#pragma clang diagnostic push")
            .Line("// TensorRT's plugin classes hide overloads of their bases.")
            .Line("#pragma clang diagnostic ignored \"-Woverloaded-virtual\"")
            .Line("#endif").Line()
            .Line($"namespace {outer}").Line("{").Line()
            .Line($"constexpr int32_t tensorrt_version = {family.VersionNumber};").Line();
        ForwardDeclarations(code, family);
        InNamespaces(code, NotNested(family.Enums), item => item.Namespace, AbiClassText.Enum);
        code.Line("using cudaStream_t = CUstream_st*;").Line("using cudaEvent_t = CUevent_st*;").Line();
        InNamespaces(code, NotNested(family.Aliases), item => item.Namespace, AbiClassText.Alias);
        InNamespaces(code, NotNested(family.Constants), item => item.Namespace, AbiClassText.NamespaceConstant);
        AbiClassText classes = new(family);
        InNamespaces(code, family.Structs, item => item.Namespace, classes.Struct);
        InNamespaces(code, family.Classes, item => item.Namespace, classes.Class);
        code.Line("// The libraries' exported functions, as types.");
        InNamespaces(code, family.Functions, item => item.Namespace, AbiClassText.FunctionType);
        return code.Line($"}} // namespace {outer}").Line()
            .Line("#if defined(__clang__)").Line("#pragma clang diagnostic pop").Line("#endif")
            .ToString();
    }

    private static IEnumerable<T> NotNested<T>(IEnumerable<T> items)
        where T : ApiDeclaration => items.Where(item => item.DeclaringClass is null);

    private static void ForwardDeclarations(CodeWriter code, ApiFamily family)
    {
        IEnumerable<(string Namespace, string Declaration)> opaque = family.OpaqueTypes
            .Concat(["CUstream_st", "CUevent_st"])
            .Select(name => name.LastIndexOf("::", StringComparison.Ordinal) is var split and >= 0
                ? (name[..split], $"class {name[(split + 2)..]};")
                : ("", $"class {name};"));
        IEnumerable<(string Namespace, string Declaration)> all =
        [
            .. opaque,
            .. family.Structs.Select(item => (item.Namespace, $"struct {item.Name};")),
            .. family.Classes.Select(item => (item.Namespace, $"class {item.Name};")),
        ];
        InNamespaces(code, all.OrderBy(item => item.Namespace, StringComparer.Ordinal), item => item.Namespace,
            (writer, item) => writer.Line(item.Declaration));
    }

    /// <summary>Writes items in their order, and opens a namespace wherever it changes.</summary>
    private static void InNamespaces<T>(
        CodeWriter code, IEnumerable<T> items, Func<T, string> namespaceOf, Action<CodeWriter, T> write)
    {
        string current = "";
        foreach (T item in items)
        {
            string next = namespaceOf(item);
            if (next != current)
            {
                Close();
                if (next.Length > 0)
                {
                    code.Line($"namespace {next}").Line("{");
                }

                current = next;
            }

            write(code, item);
        }

        Close();

        void Close() => code.Lines(current.Length > 0 ? [$"}} // namespace {current}", ""] : []);
    }
}
