// Helpful answers to names that do not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace trts::cpu
{

/// "there is no <what> 'inptu'; did you mean 'input'? There are: 'input', 'output'".
std::string no_such_name(const std::string& what, std::string_view name, const std::vector<std::string>& candidates);

/// "'a', 'b', 'c'", shortened where it gets long.
std::string list_of(const std::vector<std::string>& names);

} // namespace trts::cpu
