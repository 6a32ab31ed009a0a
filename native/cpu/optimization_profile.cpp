#include "cpu/optimization_profile.h"

#include <functional>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/library.h"

namespace trts::cpu
{
namespace
{

using Range = OptimizationProfile::Range;
using Ranges = std::map<std::string, Range, std::less<>>;

constexpr std::array<Selector, 3> selectors = {Selector::Min, Selector::Opt, Selector::Max};
constexpr std::int32_t most_shape_values = 64; // TensorRT's limit

std::size_t index_of(Selector selector) noexcept
{
    return static_cast<std::size_t>(selector);
}

/// Which of the two selectors in order fails, in words; empty when the values agree as far as they are set.
std::string disorder(const Range& range, const char* what)
{
    const Shape* lower = nullptr;
    Selector lower_selector{};
    for (const Selector selector : selectors)
    {
        const auto& shape = range[index_of(selector)];
        if (!shape)
        {
            continue;
        }
        if (lower != nullptr)
        {
            if (lower->size() != shape->size())
            {
                return std::string(name_of(selector)) + " " + text_of(*shape) + " has " +
                       std::to_string(shape->size()) + " " + what + "s, but " + name_of(lower_selector) + " " +
                       text_of(*lower) + " has " + std::to_string(lower->size());
            }
            for (std::size_t i = 0; i < shape->size(); ++i)
            {
                if ((*lower)[i] > (*shape)[i])
                {
                    return std::string(what) + " " + std::to_string(i) + ": " + name_of(lower_selector) + " " +
                           std::to_string((*lower)[i]) + " is greater than " + name_of(selector) + " " +
                           std::to_string((*shape)[i]);
                }
            }
        }
        lower = &*shape;
        lower_selector = selector;
    }
    return {};
}

/// Stores the value only when it agrees with what is there.
void set(Ranges& ranges, const char* input_name, Selector selector, Shape shape, const char* what)
{
    const auto found = ranges.find(std::string_view(input_name));
    Range range = found == ranges.end() ? Range{} : found->second;
    range[index_of(selector)] = std::move(shape);
    const std::string problem = disorder(range, what);
    if (!problem.empty())
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("optimization profile, input '") + input_name + "', " + problem);
    }
    ranges.insert_or_assign(input_name, std::move(range));
}

const std::optional<Shape>* find(const Ranges& ranges, const char* input_name, Selector selector)
{
    const auto found = ranges.find(std::string_view(input_name));
    return found == ranges.end() ? nullptr : &found->second[index_of(selector)];
}

std::string first_gap_in(const Ranges& ranges, const char* what)
{
    for (const auto& [name, range] : ranges)
    {
        for (const Selector selector : selectors)
        {
            if (!range[index_of(selector)])
            {
                return "input '" + name + "' has no " + name_of(selector) + " " + what;
            }
        }
    }
    return {};
}

} // namespace

const char* name_of(Selector selector) noexcept
{
    switch (selector)
    {
    case Selector::Min:
        return "minimum";
    case Selector::Opt:
        return "optimum";
    case Selector::Max:
        break;
    }
    return "maximum";
}

Selector selector_of(std::int32_t value)
{
    if (value < 0 || value > 2)
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "there is no profile selector " + std::to_string(value) + "; there are 0 (min), 1 (opt), 2 (max)");
    }
    return static_cast<Selector>(value);
}

void OptimizationProfile::set_dimensions(const char* input_name, std::int32_t select, const trts_dims* dims)
{
    const Selector selector = selector_of(select);
    const std::string where =
        std::string("optimization profile, input '") + input_name + "', " + name_of(selector) + " dimensions";
    Shape shape = shape_of(*dims, where);
    for (std::size_t i = 0; i < shape.size(); ++i)
    {
        if (shape[i] < 0)
        {
            throw Error(TRTS_INVALID_ARGUMENT, where + " " + text_of(shape) + ": dimension " + std::to_string(i) +
                                                   " is negative; a profile gives every dimension a value");
        }
    }
    set(dimensions_, input_name, selector, std::move(shape), "dimension");
}

trts_dims OptimizationProfile::get_dimensions(const char* input_name, std::int32_t select) const
{
    const std::optional<Shape>* shape = find(dimensions_, input_name, selector_of(select));
    return shape == nullptr || !*shape ? unknown_dims() : dims_of(**shape);
}

void OptimizationProfile::set_shape_values_v2(const char* input_name, std::int32_t select, const std::int64_t* values,
                                              std::int32_t nb_values)
{
    const Selector selector = selector_of(select);
    if (values == nullptr || nb_values < 1 || nb_values > most_shape_values)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string("optimization profile, input '") + input_name + "', " +
                                               name_of(selector) + " shape values: " + std::to_string(nb_values) +
                                               " were given; a shape tensor has 1 to " +
                                               std::to_string(most_shape_values));
    }
    set(shape_values_, input_name, selector, Shape(values, values + nb_values), "value");
}

std::int32_t OptimizationProfile::get_nb_shape_values(const char* input_name) const
{
    const auto found = shape_values_.find(std::string_view(input_name));
    if (found != shape_values_.end())
    {
        for (const auto& values : found->second)
        {
            if (values)
            {
                return static_cast<std::int32_t>(values->size());
            }
        }
    }
    return -1;
}

const std::int64_t* OptimizationProfile::get_shape_values_v2(const char* input_name, std::int32_t select) const
{
    const std::optional<Shape>* values = find(shape_values_, input_name, selector_of(select));
    return values == nullptr || !*values ? nullptr : (*values)->data();
}

void OptimizationProfile::set_extra_memory_target(float target)
{
    if (!(target >= 0.0F && target <= 1.0F)) // false for NaN
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    "an extra memory target lies between 0 and 1; " + std::to_string(target) + " was given");
    }
    extra_memory_target_ = target;
}

bool OptimizationProfile::is_valid() const
{
    return first_gap().empty();
}

std::string OptimizationProfile::first_gap() const
{
    std::string gap = first_gap_in(dimensions_, "dimensions");
    return gap.empty() ? first_gap_in(shape_values_, "shape values") : gap;
}

void fill_optimization_profile_entries(trts_api_table& table)
{
    table.optimization_profile_set_dimensions = entry<&OptimizationProfile::set_dimensions>;
    table.optimization_profile_get_dimensions = entry<&OptimizationProfile::get_dimensions>;
    table.optimization_profile_set_shape_values_v2 = entry<&OptimizationProfile::set_shape_values_v2>;
    table.optimization_profile_get_nb_shape_values = entry<&OptimizationProfile::get_nb_shape_values>;
    table.optimization_profile_get_shape_values_v2 = entry<&OptimizationProfile::get_shape_values_v2>;
    table.optimization_profile_set_extra_memory_target = entry<&OptimizationProfile::set_extra_memory_target>;
    table.optimization_profile_get_extra_memory_target = entry<&OptimizationProfile::get_extra_memory_target>;
    table.optimization_profile_is_valid = entry<&OptimizationProfile::is_valid>;
}

} // namespace trts::cpu
