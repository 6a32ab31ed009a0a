#include "cpu/names.h"

#include <algorithm>
#include <numeric>

namespace trts::cpu
{
namespace
{

constexpr std::size_t most_names_listed = 20;
constexpr std::size_t longest_name_compared = 200;

/// Levenshtein's distance.
std::size_t distance(std::string_view left, std::string_view right)
{
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i)
    {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j)
        {
            const std::size_t substitution = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({substitution, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

const std::string* closest(std::string_view name, const std::vector<std::string>& candidates)
{
    const std::string* best = nullptr;
    std::size_t best_distance = std::max<std::size_t>(2, name.size() / 3) + 1;
    for (const std::string& candidate : candidates)
    {
        if (candidate.size() > longest_name_compared)
        {
            continue;
        }
        const std::size_t candidate_distance = distance(name, candidate);
        if (candidate_distance < best_distance && candidate_distance < candidate.size())
        {
            best = &candidate;
            best_distance = candidate_distance;
        }
    }
    return best;
}

} // namespace

std::string no_such_name(const std::string& what, std::string_view name, const std::vector<std::string>& candidates)
{
    std::string message = "there is no " + what + " '" + std::string(name) + "'";
    if (candidates.empty())
    {
        return message + ": there are none at all";
    }
    const std::string* guess = name.size() > longest_name_compared ? nullptr : closest(name, candidates);
    message += guess == nullptr ? "." : "; did you mean '" + *guess + "'?";
    return message + " There are: " + list_of(candidates);
}

std::string list_of(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most_names_listed); ++i)
    {
        text += (i == 0 ? "'" : ", '") + names[i] + "'";
    }
    if (names.size() > most_names_listed)
    {
        text += " and " + std::to_string(names.size() - most_names_listed) + " more";
    }
    return text;
}

} // namespace trts::cpu
