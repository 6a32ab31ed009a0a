#include "core/onnx/name_table.h"

#include <algorithm>
#include <tuple>

namespace trts::onnx
{

void NameTable::add(std::string_view name, DefinedBy by, std::size_t index)
{
    if (!name.empty())
    {
        definitions_.push_back({name, by, static_cast<std::uint32_t>(index)});
    }
}

std::vector<std::pair<Definition, Definition>> NameTable::sort()
{
    const auto key = [](const Definition& definition) {
        return std::tie(definition.name, definition.by, definition.index);
    };
    std::sort(definitions_.begin(), definitions_.end(),
              [&](const Definition& left, const Definition& right) { return key(left) < key(right); });

    std::vector<std::pair<Definition, Definition>> clashes;
    for (std::size_t i = 1; i < definitions_.size(); ++i)
    {
        const Definition& first = definitions_[i - 1];
        const Definition& second = definitions_[i];
        const bool stands_for_input = first.by == DefinedBy::Input && second.by == DefinedBy::Initializer;
        if (first.name == second.name && !stands_for_input)
        {
            clashes.emplace_back(first, second);
        }
    }
    return clashes;
}

const Definition* NameTable::find(std::string_view name) const noexcept
{
    const auto found =
        std::lower_bound(definitions_.begin(), definitions_.end(), name,
                         [](const Definition& left, std::string_view right) { return left.name < right; });
    return found != definitions_.end() && found->name == name ? &*found : nullptr;
}

} // namespace trts::onnx
