using System.Globalization;
using System.Xml.Linq;

namespace TensorRTSharp.Generate.Extract;

/// <summary>castxml's elements by id, and what their attributes mean.</summary>
internal sealed class XmlIndex
{
    private readonly Dictionary<string, XElement> _byId;
    private readonly HeaderSet _headers;
    private readonly Dictionary<string, int> _fileOrder;

    public XmlIndex(XDocument document, HeaderSet headers)
    {
        _headers = headers;
        XElement root = document.Root ?? throw new GeneratorException("castxml wrote an empty document.");
        _byId = root.Elements().Where(item => item.Attribute("id") is not null).ToDictionary(item => Id(item));
        _fileOrder = root.Elements("File").ToDictionary(Id, file => headers.IndexOf(Name(file)));
        Declared =
        [
            .. root.Elements()
                .Where(item => item.Name.LocalName != "Comment" && FileIndex(item) >= 0 && !IsTemplate(item))
                .OrderBy(SourceOrder),
        ];
    }

    /// <summary>Everything that the family's headers declare, templates aside, in source order.</summary>
    public IReadOnlyList<XElement> Declared { get; }

    public static string Id(XElement item) => item.Attribute("id")!.Value;

    public static string Name(XElement item) => item.Attribute("name")?.Value ?? "";

    public static bool Flag(XElement item, string name) => item.Attribute(name)?.Value == "1";

    public static int Number(XElement item, string name) =>
        int.Parse(item.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    /// <summary>An instance of a template: templates themselves are not in the XML.</summary>
    public static bool IsTemplate(XElement item) => Name(item).Contains('<', StringComparison.Ordinal);

    /// <summary>castxml lists C++ attributes and the words override and final together.</summary>
    public static bool HasAttribute(XElement item, string name) =>
        (item.Attribute("attributes")?.Value ?? "").Split(' ').Any(word => word.Split('(')[0] == name);

    public XElement this[string id] => _byId[id];

    public XElement Follow(XElement item, string attribute) => _byId[item.Attribute(attribute)!.Value];

    public XElement? Context(XElement item) =>
        item.Attribute("context") is { } context ? _byId.GetValueOrDefault(context.Value) : null;

    public bool IsDeclaredByFamily(XElement item) => FileIndex(item) >= 0;

    /// <summary>The members written in a class, in source order.</summary>
    public IEnumerable<XElement> Members(XElement item) => MemberIds(item)
        .Where(member => Context(member) == item)
        .OrderBy(SourceOrder);

    /// <summary>The members of other classes that using-declarations bring in.</summary>
    public IEnumerable<XElement> UsedMembers(XElement item) => MemberIds(item).Where(member => Context(member) != item);

    /// <summary>The namespaces and classes around a declaration, outermost first.</summary>
    public IReadOnlyList<XElement> Scopes(XElement item)
    {
        List<XElement> scopes = [];
        for (XElement? scope = Context(item); scope is not null && Name(scope) != "::"; scope = Context(scope))
        {
            scopes.Insert(0, scope);
        }

        return scopes;
    }

    public HeaderSource Source(XElement item) => _headers.Headers[FileIndex(item)];

    /// <summary>
    /// castxml leaves out, without a word, functions that it cannot describe (an rvalue reference is enough); one
    /// virtual function less would move every later slot.
    /// </summary>
    public void ReportMissingVirtuals(Problems problems)
    {
        HashSet<(int, int, string)> known =
        [
            .. _byId.Values.Where(item => Flag(item, "virtual") && IsDeclaredByFamily(item)).Select(item => (
                FileIndex(item), Number(item, "line"), (item.Name.LocalName == "Destructor" ? "~" : "") + Name(item))),
        ];
        foreach ((int file, HeaderSource header) in _headers.Headers.Index())
        {
            foreach ((int line, string name) in header.Virtuals())
            {
                if (!known.Contains((file, line, name)))
                {
                    problems.Add($"{header.Name}:{line}: castxml leaves out the virtual function {name}");
                }
            }
        }
    }

    private int FileIndex(XElement item) =>
        item.Attribute("file") is { } file ? _fileOrder.GetValueOrDefault(file.Value, -1) : -1;

    private (int File, int Line) SourceOrder(XElement item) => (FileIndex(item), Number(item, "line"));

    private IEnumerable<XElement> MemberIds(XElement item) =>
        (item.Attribute("members")?.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => _byId[id]);
}
