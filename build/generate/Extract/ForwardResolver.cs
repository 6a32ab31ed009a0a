using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Extract;

/// <summary>Finds the method that an inline body calls: its name may differ, and it may be overloaded.</summary>
internal sealed class ForwardResolver(IReadOnlyList<ApiClass> classes, Problems problems)
{
    private readonly Dictionary<string, ApiClass> _classes = classes.ToDictionary(item => item.QualifiedName);

    public ApiClass Apply(ApiClass item) => item with
    {
        Methods =
        [
            .. item.Methods.Select(method =>
                method.Body is null ? method : method with { Body = Resolve(item, method, method.Body) }),
        ],
    };

    private ApiBody Resolve(ApiClass owner, ApiMethod method, ApiBody body)
    {
        if (body.TargetMethod is null)
        {
            return body;
        }

        ApiClass? target = body.Kind == BodyKind.SelfForward ? owner : TargetOf(owner, body);
        (ApiClass Class, ApiMethod Method)[] found = [.. target is null ? [] : Candidates(target, method, body)];
        if (found.Length != 1)
        {
            problems.Add($"{owner.QualifiedName}::{method.Name}({method.Signature}) forwards to "
                + $"{body.Target}->{body.TargetMethod}: {found.Length} candidates");
            return body;
        }

        return body with { TargetClass = found[0].Class.QualifiedName, TargetSignature = found[0].Method.Signature };
    }

    private ApiClass? TargetOf(ApiClass owner, ApiBody body) => Chain(owner)
        .SelectMany(item => item.Fields)
        .Where(field => field.Name == body.Target)
        .Select(field => _classes.GetValueOrDefault(field.Type.Name ?? ""))
        .FirstOrDefault();

    private IEnumerable<(ApiClass, ApiMethod)> Candidates(ApiClass target, ApiMethod method, ApiBody body)
    {
        foreach (ApiClass item in Chain(target))
        {
            ApiMethod[] fitting =
            [
                .. item.Methods.Where(other => other.Name == body.TargetMethod && Fits(method, body, other)),
            ];
            if (fitting.Length > 0)
            {
                return fitting.Select(candidate => (item, candidate));
            }
        }

        return [];
    }

    private static bool Fits(ApiMethod method, ApiBody body, ApiMethod candidate)
    {
        if (candidate.Parameters.Count != body.Arguments.Count)
        {
            return false;
        }

        for (int i = 0; i < body.Arguments.Count; i++)
        {
            TypeRef wanted = candidate.Parameters[i].Type;
            TypeRef? given = method.Parameters.FirstOrDefault(parameter => parameter.Name == body.Arguments[i])?.Type;
            if (given is null ? body.Arguments[i] != "nullptr" : !SameThing(given, wanted))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>By value or by reference is the same here: TensorRT's wrappers mix the two.</summary>
    private static bool SameThing(TypeRef given, TypeRef wanted) =>
        given.Kind == wanted.Kind && given.Name == wanted.Name && Depth(given) == Depth(wanted);

    private static int Depth(TypeRef type) => type.Indirection switch
    {
        Indirection.Pointer or Indirection.ReferenceToPointer => 1,
        Indirection.PointerToPointer => 2,
        _ => 0,
    };

    private IEnumerable<ApiClass> Chain(ApiClass item)
    {
        ApiClass? current = item;
        while (current is not null)
        {
            yield return current;
            current = _classes.GetValueOrDefault(current.BaseName ?? "");
        }
    }
}
