// The fields of a plugin: a copy of nvinfer1::PluginFieldCollection that owns its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/onnx/model.h"
#include "trtsharp/structs.g.h"

namespace trts::cpu
{

struct PluginField
{
    std::string name;
    std::int32_t type = 0;   // nvinfer1::PluginFieldType
    std::int32_t length = 0; // elements
    std::string bytes;
};

class PluginFields final
{
  public:
    PluginFields() = default;

    /// Copies; null is an empty collection. Throws Error(TRTS_CALLBACK_FAILED) for fields that make no sense.
    explicit PluginFields(const trts_plugin_field_collection* collection, const std::string& plugin);

    void add(PluginField field) { fields_.push_back(std::move(field)); }
    const std::vector<PluginField>& all() const noexcept { return fields_; }

    /// Calls `use` with the fields as TensorRT passes them; valid for that call only.
    template <typename Use>
    auto lend(const Use& use) const
    {
        std::vector<trts_plugin_field> lent;
        for (const PluginField& field : fields_)
        {
            lent.push_back({field.name.c_str(), field.bytes.data(), field.type, field.length});
        }
        const trts_plugin_field_collection collection{static_cast<std::int32_t>(lent.size()), lent.data()};
        return use(&collection);
    }

  private:
    std::vector<PluginField> fields_;
};

/// Bytes of one element; 1 for text and for what has no type, 0 for a type that is none.
std::int32_t plugin_field_size(std::int32_t type) noexcept;

/// The attributes of an operator, as fields of the names and types that its creator declares. Attributes that it does not
/// declare are left out, as TensorRT's parser does. Throws Error(TRTS_PARSE_FAILED) for one of another kind.
PluginFields fields_of_attributes(const onnx::Node& node, const PluginFields& declared);

/// The text of an attribute; empty where there is none.
std::string text_attribute(const onnx::Node& node, std::string_view name);

} // namespace trts::cpu
