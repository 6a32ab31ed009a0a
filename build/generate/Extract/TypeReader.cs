using System.Xml.Linq;
using TensorRTSharp.Generate.Model;

namespace TensorRTSharp.Generate.Extract;

/// <summary>Turns castxml's type elements into <see cref="TypeRef"/>.</summary>
internal sealed class TypeReader(XmlIndex index, Problems problems)
{
    private static readonly Dictionary<string, TypeKind> StandardAliases = new()
    {
        ["int8_t"] = TypeKind.Int8,
        ["uint8_t"] = TypeKind.UInt8,
        ["int32_t"] = TypeKind.Int32,
        ["uint32_t"] = TypeKind.UInt32,
        ["int64_t"] = TypeKind.Int64,
        ["uint64_t"] = TypeKind.UInt64,
        ["size_t"] = TypeKind.Size,
        ["cudaStream_t"] = TypeKind.CudaHandle,
        ["cudaEvent_t"] = TypeKind.CudaHandle,
    };

    /// <summary>The built-in types with one size everywhere: long is not among them.</summary>
    private static readonly Dictionary<string, TypeKind> Fundamentals = new()
    {
        ["void"] = TypeKind.Void,
        ["bool"] = TypeKind.Bool,
        ["char"] = TypeKind.Char,
        ["int"] = TypeKind.Int32,
        ["float"] = TypeKind.Float,
        ["double"] = TypeKind.Double,
    };

    private readonly SortedSet<string> _opaque = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> OpaqueTypes => _opaque;

    /// <param name="typeId">castxml's id of the type.</param>
    /// <param name="user">The declaration whose scope the spelling is for.</param>
    public TypeRef Read(string typeId, XElement user)
    {
        TypeShape shape = new();
        Resolve(index[typeId], shape);
        string pointers = shape.Pointers;
        if (shape.Kind == TypeKind.Char && shape.InnermostConst && pointers.StartsWith('*'))
        {
            shape.Kind = TypeKind.CString;
            pointers = pointers[1..];
        }

        return new TypeRef
        {
            Spelling = Spell(index[typeId], user),
            Kind = shape.Kind,
            Name = shape.Name,
            IsConst = shape.InnermostConst && shape.Pointers.Length > 0,
            Indirection = ReadIndirection(pointers, user),
            ArrayLength = shape.ArrayLength,
        };
    }

    /// <summary>The spelling without a by-value parameter's own const, which is no part of the signature.</summary>
    public string SignatureOf(string typeId, XElement user)
    {
        XElement type = index[typeId];
        return type.Name.LocalName == "CvQualifiedType"
            ? SignatureOf(type.Attribute("type")!.Value, user)
            : Spell(type, user);
    }

    /// <summary>A declaration's name as it can be written in the scope of another.</summary>
    public string RelativeName(XElement item, XElement user)
    {
        string[] own = [.. index.Scopes(item).Select(XmlIndex.Name)];
        string[] from = [.. index.Scopes(user).Select(XmlIndex.Name)];
        if (user.Name.LocalName is "Class" or "Struct")
        {
            from = [.. from, XmlIndex.Name(user)];
        }

        int shared = 0;
        while (shared < own.Length && shared < from.Length && own[shared] == from[shared])
        {
            shared++;
        }

        return string.Join("::", own[shared..].Append(XmlIndex.Name(item)));
    }

    public string QualifiedName(XElement item) =>
        string.Join("::", index.Scopes(item).Append(item).Select(XmlIndex.Name));

    private Indirection ReadIndirection(string pointers, XElement user)
    {
        switch (pointers)
        {
            case "": return Indirection.Value;
            case "*": return Indirection.Pointer;
            case "&": return Indirection.Reference;
            case "**": return Indirection.PointerToPointer;
            case "*&": return Indirection.ReferenceToPointer;
            default:
                problems.Add($"{XmlIndex.Name(user)}: a type with '{pointers}'");
                return Indirection.Value;
        }
    }

    private string Spell(XElement type, XElement user)
    {
        switch (type.Name.LocalName)
        {
            case "PointerType": return Spell(index.Follow(type, "type"), user) + "*";
            case "ReferenceType": return Spell(index.Follow(type, "type"), user) + "&";
            case "ArrayType":
            case "ElaboratedType": return Spell(index.Follow(type, "type"), user);
            case "CvQualifiedType": return Spell(index.Follow(type, "type"), user) + " const";
            case "FundamentalType": return XmlIndex.Name(type);
            default: return index.IsDeclaredByFamily(type) ? RelativeName(type, user) : XmlIndex.Name(type);
        }
    }

    private void Resolve(XElement type, TypeShape shape)
    {
        string name = XmlIndex.Name(type);
        switch (type.Name.LocalName)
        {
            case "PointerType":
            case "ReferenceType":
                shape.Pointers = (type.Name.LocalName == "PointerType" ? "*" : "&") + shape.Pointers;
                shape.InnermostConst = false;
                Resolve(index.Follow(type, "type"), shape);
                break;
            case "CvQualifiedType":
                shape.InnermostConst = true;
                Resolve(index.Follow(type, "type"), shape);
                break;
            case "ArrayType":
                shape.ArrayLength = XmlIndex.Number(type, "max") + 1;
                Resolve(index.Follow(type, "type"), shape);
                break;
            case "ElaboratedType":
                Resolve(index.Follow(type, "type"), shape);
                break;
            case "Typedef" when !index.IsDeclaredByFamily(type) && StandardAliases.TryGetValue(name, out TypeKind kind):
                shape.Kind = kind;
                shape.Name = kind == TypeKind.CudaHandle ? name : null;
                break;
            case "Typedef":
                ResolveAlias(type, shape);
                break;
            case "FundamentalType" when Fundamentals.TryGetValue(name, out TypeKind kind):
                shape.Kind = kind;
                break;
            case "Enumeration":
                shape.Kind = TypeKind.Enum;
                shape.Name = QualifiedName(type);
                break;
            case "Class" or "Struct":
                ResolveClass(type, shape);
                break;
            default:
                problems.Add($"type {type.Name.LocalName} {name}");
                break;
        }
    }

    private void ResolveAlias(XElement alias, TypeShape shape)
    {
        XElement target = index.Follow(alias, "type");
        if (target.Name.LocalName is "Class" or "Struct" && XmlIndex.IsTemplate(target))
        {
            // an alias of a std:: template holds a slot, but is never passed: TensorRT 10's SubGraphCollection_t
            AddOpaque(alias, shape);
        }
        else
        {
            Resolve(target, shape);
        }
    }

    private void ResolveClass(XElement type, TypeShape shape)
    {
        string name = QualifiedName(type);
        if (XmlIndex.Flag(type, "incomplete"))
        {
            AddOpaque(type, shape);
        }
        else
        {
            shape.Kind = IsPolymorphic(type) ? TypeKind.Object : TypeKind.Struct;
            shape.Name = name;
            if (!index.IsDeclaredByFamily(type))
            {
                problems.Add($"type {name}");
            }
        }
    }

    private void AddOpaque(XElement type, TypeShape shape)
    {
        shape.Kind = TypeKind.Opaque;
        shape.Name = QualifiedName(type);
        _opaque.Add(shape.Name);
    }

    public bool IsPolymorphic(XElement type) =>
        index.Members(type).Any(member => XmlIndex.Flag(member, "virtual"))
        || type.Elements("Base").Any(item => IsPolymorphic(index.Follow(item, "type")));

    private sealed class TypeShape
    {
        public TypeKind Kind { get; set; }

        public string? Name { get; set; }

        /// <summary>From the inside out, such as "**" or "*&amp;".</summary>
        public string Pointers { get; set; } = "";

        public bool InnermostConst { get; set; }

        public int? ArrayLength { get; set; }
    }
}
