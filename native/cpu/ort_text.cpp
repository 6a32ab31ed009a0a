#include "cpu/ort_text.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace trts::cpu
{
namespace
{

constexpr auto npos = std::string_view::npos;

bool is_path_character(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '\\' || c == '_' || c == '-' ||
           c == '.' || c == ':';
}

bool is_word_character(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The extent of the next "some/path/file.cc:123 "; empty when there is none.
std::string_view next_source_location(std::string_view text)
{
    for (std::size_t dot = text.find('.'); dot != npos; dot = text.find('.', dot + 1))
    {
        for (const std::string_view extension : {".cc:", ".cpp:", ".h:", ".hpp:"})
        {
            if (text.compare(dot, extension.size(), extension) != 0)
            {
                continue;
            }
            std::size_t end = dot + extension.size();
            const std::size_t digits = end;
            while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0)
            {
                ++end;
            }
            if (end == digits || end == text.size() || text[end] != ' ')
            {
                continue;
            }
            std::size_t begin = dot;
            while (begin > 0 && is_path_character(text[begin - 1]))
            {
                --begin;
            }
            // "failed.endian_utils.cc:66": a sentence ended right before the file's name.
            const std::size_t slash = text.substr(begin, dot - begin).find_last_of("/\\");
            const std::size_t sentence_end = text.substr(begin, dot - begin).rfind('.');
            if (slash == npos && sentence_end != npos)
            {
                begin += sentence_end + 1;
            }
            return text.substr(begin, end + 1 - begin);
        }
    }
    return {};
}

/// Length of the function's name, or whole signature, that follows a source location.
std::size_t signature_length(std::string_view text)
{
    const std::size_t open = text.find('(');
    const std::size_t qualified = text.find("::");
    if (open != npos && qualified < open)
    {
        std::size_t depth = 0;
        for (std::size_t i = open; i < text.size(); ++i)
        {
            depth += text[i] == '(' ? 1U : 0U;
            depth -= text[i] == ')' ? 1U : 0U;
            if (depth == 0)
            {
                ++i;
                for (const std::string_view qualifier : {" const", " noexcept"})
                {
                    i += text.compare(i, qualifier.size(), qualifier) == 0 ? qualifier.size() : 0;
                }
                if (text.compare(i, 7, " [with ") == 0)
                {
                    const std::size_t close = text.find(']', i);
                    i = close == npos ? i : close + 1;
                }
                return std::min(i + 1, text.size());
            }
        }
        return 0;
    }
    std::size_t length = 0;
    while (length < text.size() && is_word_character(text[length]))
    {
        ++length;
    }
    return length < text.size() && text[length] == ' ' ? length + 1 : 0;
}

/// What stands between two markers, the second searched after the first.
struct Found
{
    std::string_view text;
    bool is_there = false;
};

Found between(std::string_view text, std::string_view before, std::string_view after)
{
    const std::size_t start = text.find(before);
    if (start == npos)
    {
        return {};
    }
    const std::size_t begin = start + before.size();
    const std::size_t end = text.find(after, begin);
    return end == npos ? Found{} : Found{text.substr(begin, end - begin), true};
}

/// The word that ends at `end`.
std::string_view word_before(std::string_view text, std::size_t end)
{
    std::size_t begin = end;
    while (begin > 0 && is_word_character(text[begin - 1]))
    {
        --begin;
    }
    return text.substr(begin, end - begin);
}

BlamedNode blame(std::string_view name, std::string_view op_type)
{
    return {std::string(name), std::string(op_type)};
}

} // namespace

std::string clean_ort_text(std::string_view text)
{
    std::string clean;
    for (std::string_view rest = text;;)
    {
        const std::string_view location = next_source_location(rest);
        if (location.empty())
        {
            clean += rest;
            break;
        }
        const auto begin = static_cast<std::size_t>(location.data() - rest.data());
        clean += rest.substr(0, begin);
        if (!clean.empty() && clean.back() != ' ')
        {
            clean += ' ';
        }
        rest.remove_prefix(begin + location.size());
        rest.remove_prefix(signature_length(rest));
    }
    const std::size_t end = clean.find_last_not_of(" \r\n");
    clean.erase(end == npos ? 0 : end + 1);
    return clean;
}

BlamedNode blamed_node(std::string_view text)
{
    // Node (n) Op (MatMul) [ShapeInferenceError] …
    if (const Found name = between(text, "Node (", ") Op ("); name.is_there)
    {
        return blame(name.text, between(text, ") Op (", ")").text);
    }
    // In Node, ("n", NoSuchOp, "", -1) : …
    if (const Found name = between(text, "In Node, (\"", "\", "); name.is_there)
    {
        const std::size_t op = static_cast<std::size_t>(name.text.data() - text.data()) + name.text.size() + 3;
        return blame(name.text, text.substr(op, text.find(',', op) - op));
    }
    // Could not find an implementation for Relu(14) node with name 'n'
    if (const Found name = between(text, "node with name '", "'"); name.is_there)
    {
        return blame(name.text, between(text, "implementation for ", "(").text);
    }
    // Non-zero status code returned while running Reshape node. Name:'n' Status Message: …
    if (const Found name = between(text, " node. Name:'", "'"); name.is_there)
    {
        return blame(name.text, word_before(text, text.find(" node. Name:'")));
    }
    // Type parameter (T) of Optype (Add) bound to different types (…) in node (n).
    // Type 'tensor(bool)' of input parameter (x) of operator (Relu) in node (n) is invalid.
    // Type (…) of output arg (y) of node (n) does not match expected type (…).
    for (const std::string_view marker : {" in node (", " of node ("})
    {
        if (const Found name = between(text, marker, ")"); name.is_there)
        {
            const Found optype = between(text, "Optype (", ")");
            return blame(name.text, optype.is_there ? optype.text : between(text, "of operator (", ")").text);
        }
    }
    // com.example:Clamp01(-1) is not a registered function/op
    if (const std::size_t op = text.find("(-1) is not a registered"); op != npos)
    {
        return blame("", word_before(text, op));
    }
    return {};
}

} // namespace trts::cpu
