#include "cpu/profile_check.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/error.h"
#include "cpu/names.h"

namespace trts::cpu
{
namespace
{

/// Collects what is wrong with one profile.
class ProfileProblems
{
  public:
    explicit ProfileProblems(std::size_t profile_index)
        : prefix_("optimization profile " + std::to_string(profile_index))
    {
    }

    void add(const std::string& problem) { problems_.push_back(prefix_ + problem); }
    void add_for(const std::string& input, const std::string& problem) { add(", input '" + input + "': " + problem); }

    void throw_if_any() const
    {
        std::string message;
        for (const std::string& problem : problems_)
        {
            message += (message.empty() ? "" : "\n") + problem;
        }
        if (!message.empty())
        {
            throw Error(TRTS_BUILD_FAILED, message);
        }
    }

  private:
    std::string prefix_;
    std::vector<std::string> problems_;
};

bool is_dynamic(const IoTensor& tensor)
{
    return !is_complete(*tensor.shape);
}

std::vector<std::string> names_of(const std::vector<IoTensor>& tensors)
{
    std::vector<std::string> names;
    for (const IoTensor& tensor : tensors)
    {
        names.push_back(tensor.name);
    }
    return names;
}

void check_fixed_dimensions(const IoTensor& input, const Shape& shape, Selector selector, ProfileProblems& problems)
{
    if (shape.size() != input.shape->size())
    {
        problems.add_for(input.name, std::string(name_of(selector)) + " " + text_of(shape) + " has " +
                                         std::to_string(shape.size()) + " dimensions, but the input is " +
                                         text_of(*input.shape));
        return;
    }
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
    {
        const std::int64_t fixed = (*input.shape)[axis];
        if (fixed != -1 && shape[axis] != fixed)
        {
            problems.add_for(input.name, "dimension " + std::to_string(axis) + " is fixed to " + std::to_string(fixed) +
                                             " by the network, but the " + name_of(selector) + " is " +
                                             std::to_string(shape[axis]));
        }
    }
}

/// Dimensions of one name have one value at run time: their ranges must have one in common.
void check_common_symbols(const std::vector<IoTensor>& inputs, const ProfileRanges& ranges, ProfileProblems& problems)
{
    struct Common
    {
        std::int64_t min;
        std::int64_t max;
        std::string where;
    };
    std::map<std::string, Common> by_symbol;
    for (std::size_t i = 0; i < inputs.size(); ++i)
    {
        for (std::size_t axis = 0; axis < inputs[i].shape->size(); ++axis)
        {
            if ((*inputs[i].shape)[axis] != -1)
            {
                continue;
            }
            const std::string& symbol = inputs[i].symbols[axis];
            const std::string where = "dimension " + std::to_string(axis) + " of '" + inputs[i].name + "'";
            const std::int64_t min = ranges[i].min[axis];
            const std::int64_t max = ranges[i].max[axis];
            const auto [entry, is_first] = by_symbol.try_emplace(symbol, Common{min, max, where});
            Common& common = entry->second;
            if (!is_first && std::max(common.min, min) > std::min(common.max, max))
            {
                problems.add(": " + where + " and " + common.where + " are both named '" + symbol +
                             "' and must be equal, but their ranges, " + std::to_string(min) + " to " +
                             std::to_string(max) + " and " + std::to_string(common.min) + " to " +
                             std::to_string(common.max) + ", have nothing in common");
                continue;
            }
            common.min = std::max(common.min, min);
            common.max = std::min(common.max, max);
        }
    }
}

} // namespace

ProfileRanges check_profile(const OptimizationProfile& profile, std::size_t profile_index,
                            const std::vector<IoTensor>& inputs)
{
    ProfileProblems problems(profile_index);
    const std::vector<std::string> names = names_of(inputs);
    for (const auto* named : {&profile.dimensions(), &profile.shape_values()})
    {
        for (const auto& [name, range] : *named)
        {
            if (std::find(names.begin(), names.end(), name) == names.end())
            {
                problems.add(": " + no_such_name("input", name, names));
            }
        }
    }
    const std::string gap = profile.first_gap();
    if (!gap.empty())
    {
        problems.add(": " + gap);
    }
    problems.throw_if_any();

    ProfileRanges ranges;
    for (const IoTensor& input : inputs)
    {
        const auto found = profile.dimensions().find(input.name);
        if (found == profile.dimensions().end())
        {
            if (is_dynamic(input))
            {
                problems.add_for(input.name, "it has dynamic dimensions, " + text_of(*input.shape) +
                                                 ", and the profile does not set them");
            }
            ranges.push_back({*input.shape, *input.shape, *input.shape});
            continue;
        }
        const OptimizationProfile::Range& range = found->second;
        for (const Selector selector : {Selector::Min, Selector::Opt, Selector::Max})
        {
            check_fixed_dimensions(input, *range[static_cast<std::size_t>(selector)], selector, problems);
        }
        ranges.push_back({*range[0], *range[1], *range[2]});
    }
    problems.throw_if_any();
    check_common_symbols(inputs, ranges, problems);
    problems.throw_if_any();
    return ranges;
}

ProfileRanges profile_of_fixed_inputs(const std::vector<IoTensor>& inputs)
{
    ProfileRanges ranges;
    for (const IoTensor& input : inputs)
    {
        if (is_dynamic(input))
        {
            throw Error(TRTS_BUILD_FAILED, "input '" + input.name + "' has dynamic dimensions, " +
                                               text_of(*input.shape) +
                                               ": add an optimization profile with its minimum, optimum and maximum");
        }
        ranges.push_back({*input.shape, *input.shape, *input.shape});
    }
    return ranges;
}

} // namespace trts::cpu
