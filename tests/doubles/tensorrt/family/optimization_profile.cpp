#include "family/optimization_profile.h"

#include "family/dims.h"

namespace trts::doubles
{

/// TensorRT refuses another rank than what was set before.
bool OptimizationProfile::put(std::map<std::string, Entry>& entries, const char* name, OptProfileSelector select,
                              Shape shape)
{
    const auto index = static_cast<std::size_t>(select);
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

const Shape* OptimizationProfile::find(const std::map<std::string, Entry>& entries, const char* name,
                                       OptProfileSelector select)
{
    const auto index = static_cast<std::size_t>(select);
    const auto found = entries.find(name == nullptr ? "" : name);
    return index > 2 || found == entries.end() || !found->second.is_set[index] ? nullptr : &found->second.shapes[index];
}

bool OptimizationProfile::is_good() const
{
    for (const auto* entries : {&shapes_, &values_})
    {
        for (const auto& [name, entry] : *entries)
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
    for (const auto& [name, entry] : shapes_)
    {
        contents.shapes[name] = {entry.shapes[0], entry.shapes[1], entry.shapes[2]};
    }
    for (const auto& [name, entry] : values_)
    {
        contents.values[name] = {entry.shapes[0], entry.shapes[1], entry.shapes[2]};
    }
    return contents;
}

bool OptimizationProfile::do_setDimensions(const char* inputName, OptProfileSelector select, const Dims& dims)
{
    const Shape shape = shape_of(dims);
    return dims.nbDims >= 0 && dims.nbDims <= Dims::MAX_DIMS && is_known(shape) &&
           put(shapes_, inputName, select, shape);
}

Dims OptimizationProfile::do_getDimensions(const char* inputName, OptProfileSelector select) const
{
    const Shape* shape = find(shapes_, inputName, select);
    return shape == nullptr ? no_dims() : dims_of(*shape);
}

bool OptimizationProfile::do_setShapeValuesV2(const char* inputName, OptProfileSelector select, const int64_t* values,
                                              int32_t nbValues)
{
    return values != nullptr && nbValues >= 0 && put(values_, inputName, select, Shape(values, values + nbValues));
}

int32_t OptimizationProfile::do_getNbShapeValues(const char* inputName) const
{
    const Shape* values = find(values_, inputName, OptProfileSelector::kMIN);
    return values == nullptr ? -1 : static_cast<int32_t>(values->size());
}

const int64_t* OptimizationProfile::do_getShapeValuesV2(const char* inputName, OptProfileSelector select) const
{
    const Shape* values = find(values_, inputName, select);
    return values == nullptr ? nullptr : values->data();
}

#if defined(TRTS_FAMILY_trt10)

bool OptimizationProfile::do_setShapeValues(const char* inputName, OptProfileSelector select, const int32_t* values,
                                            int32_t nbValues)
{
    return values != nullptr && nbValues >= 0 && put(values_, inputName, select, Shape(values, values + nbValues));
}

const int32_t* OptimizationProfile::do_getShapeValues(const char* inputName, OptProfileSelector select) const
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
