#include "family/optimization_profile.h"

#include "family/dims.h"

namespace trts::doubles
{

/// TensorRT refuses another rank than what was set before.
bool OptimizationProfile::put(std::map<std::string, Entry>& entries, char const* name, OptProfileSelector select, Shape shape)
{
    auto const index = static_cast<std::size_t>(select);
    if (name == nullptr || index > 2)
    {
        return false;
    }
    Entry& entry = entries[name];
    for (std::size_t i = 0; i < 3; ++i)
    {
        if (i != index && entry.is_set[i] && entry.shapes[i].size() != shape.size())
        {
            return false;
        }
    }
    entry.narrow[index].assign(shape.size(), 0);
    for (std::size_t i = 0; i < shape.size(); ++i)
    {
        entry.narrow[index][i] = static_cast<int32_t>(shape[i]);
    }
    entry.shapes[index] = std::move(shape);
    entry.is_set[index] = true;
    return true;
}

Shape const* OptimizationProfile::find(std::map<std::string, Entry> const& entries, char const* name, OptProfileSelector select)
{
    auto const index = static_cast<std::size_t>(select);
    auto const found = entries.find(name == nullptr ? "" : name);
    return index > 2 || found == entries.end() || !found->second.is_set[index] ? nullptr : &found->second.shapes[index];
}

bool OptimizationProfile::is_good() const
{
    for (auto const* entries : {&shapes_, &values_})
    {
        for (auto const& [name, entry] : *entries)
        {
            for (std::size_t i = 0; i < 3; ++i)
            {
                if (!entry.is_set[i] || entry.shapes[i].size() != entry.shapes[0].size())
                {
                    return false;
                }
            }
            for (std::size_t d = 0; d < entry.shapes[0].size(); ++d)
            {
                if (entry.shapes[0][d] > entry.shapes[1][d] || entry.shapes[1][d] > entry.shapes[2][d])
                {
                    return false;
                }
            }
        }
    }
    return true;
}

Profile OptimizationProfile::contents() const
{
    Profile contents;
    for (auto const& [name, entry] : shapes_)
    {
        contents.shapes[name] = {entry.shapes[0], entry.shapes[1], entry.shapes[2]};
    }
    for (auto const& [name, entry] : values_)
    {
        contents.values[name] = {entry.shapes[0], entry.shapes[1], entry.shapes[2]};
    }
    return contents;
}

bool OptimizationProfile::do_setDimensions(char const* inputName, OptProfileSelector select, Dims const& dims)
{
    Shape const shape = shape_of(dims);
    return dims.nbDims >= 0 && dims.nbDims <= Dims::MAX_DIMS && is_known(shape) && put(shapes_, inputName, select, shape);
}

Dims OptimizationProfile::do_getDimensions(char const* inputName, OptProfileSelector select) const
{
    Shape const* shape = find(shapes_, inputName, select);
    return shape == nullptr ? no_dims() : dims_of(*shape);
}

bool OptimizationProfile::do_setShapeValuesV2(char const* inputName, OptProfileSelector select, int64_t const* values,
                                              int32_t nbValues)
{
    return values != nullptr && nbValues >= 0 && put(values_, inputName, select, Shape(values, values + nbValues));
}

int32_t OptimizationProfile::do_getNbShapeValues(char const* inputName) const
{
    Shape const* values = find(values_, inputName, OptProfileSelector::kMIN);
    return values == nullptr ? -1 : static_cast<int32_t>(values->size());
}

int64_t const* OptimizationProfile::do_getShapeValuesV2(char const* inputName, OptProfileSelector select) const
{
    Shape const* values = find(values_, inputName, select);
    return values == nullptr ? nullptr : values->data();
}

#if defined(TRTS_FAMILY_trt10)

bool OptimizationProfile::do_setShapeValues(char const* inputName, OptProfileSelector select, int32_t const* values,
                                            int32_t nbValues)
{
    return values != nullptr && nbValues >= 0 && put(values_, inputName, select, Shape(values, values + nbValues));
}

int32_t const* OptimizationProfile::do_getShapeValues(char const* inputName, OptProfileSelector select) const
{
    return find(values_, inputName, select) == nullptr
               ? nullptr
               : values_.at(inputName).narrow[static_cast<std::size_t>(select)].data();
}

#endif

bool OptimizationProfile::do_setExtraMemoryTarget(float target)
{
    return target >= 0 && target <= 1 && OptimizationProfileTable::do_setExtraMemoryTarget(target);
}

} // namespace trts::doubles
