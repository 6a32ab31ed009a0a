// Internal to the checks: the tensor names that one graph defines. Sorted lists, not hash tables: a model must not be
// able to choose names that make lookups slow.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace trts::onnx
{

enum class DefinedBy : std::int8_t
{
    Input,
    Initializer,
    Node,
};

struct Definition
{
    std::string_view name;
    DefinedBy by = DefinedBy::Input;
    std::uint32_t index = 0; // of the input, initializer or node
};

class NameTable
{
  public:
    void add(std::string_view name, DefinedBy by, std::size_t index);

    /// Ends adding. Gives the definitions that clash, each beside the one it clashes with. An initializer may stand
    /// for an input of its name.
    std::vector<std::pair<Definition, Definition>> sort();

    const Definition* find(std::string_view name) const noexcept;

  private:
    std::vector<Definition> definitions_;
};

} // namespace trts::onnx
