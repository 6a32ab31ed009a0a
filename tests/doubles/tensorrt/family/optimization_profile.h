#pragma once

#include <array>
#include <map>
#include <string>

#include "core/graph.h"
#include "core/objects.h"
#include "objects.g.h"

namespace trts::doubles
{

class OptimizationProfile final : public OptimizationProfileTable, public OptimizationProfileObject
{
  public:
    OptimizationProfile() : OptimizationProfileObject(this) { properties_.start_from_zero(); }

    /// Complete and in order: minimum <= optimum <= maximum.
    bool is_good() const;
    Profile contents() const;

  protected:
    bool do_setDimensions(const char* inputName, OptProfileSelector select, const Dims& dims) override;
    Dims do_getDimensions(const char* inputName, OptProfileSelector select) const override;
    bool do_setShapeValuesV2(const char* inputName, OptProfileSelector select, const int64_t* values,
                             int32_t nbValues) override;
    int32_t do_getNbShapeValues(const char* inputName) const override;
    const int64_t* do_getShapeValuesV2(const char* inputName, OptProfileSelector select) const override;
#if defined(TRTS_FAMILY_trt10)
    bool do_setShapeValues(const char* inputName, OptProfileSelector select, const int32_t* values,
                           int32_t nbValues) override;
    const int32_t* do_getShapeValues(const char* inputName, OptProfileSelector select) const override;
#endif
    bool do_setExtraMemoryTarget(float target) override;
    bool do_isValid() const override
    {
        return is_good();
    }

  private:
    /// Minimum, optimum and maximum; which of them are set.
    struct Entry
    {
        std::array<Shape, 3> shapes;
        std::array<bool, 3> is_set{};
        std::array<std::vector<int32_t>, 3> narrow; // what getShapeValues points to
    };

    static const Shape* find(const std::map<std::string, Entry>& entries, const char* name, OptProfileSelector select);
    static bool put(std::map<std::string, Entry>& entries, const char* name, OptProfileSelector select, Shape shape);

    std::map<std::string, Entry> shapes_;
    std::map<std::string, Entry> values_;
    Live live_{"IOptimizationProfile", static_cast<IOptimizationProfile*>(this)};
};

} // namespace trts::doubles
