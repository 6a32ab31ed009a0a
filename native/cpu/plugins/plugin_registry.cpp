#include "cpu/plugins/plugin_registry.h"

#include <algorithm>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/library.h"
#include "cpu/plugins/entries.h"
#include "cpu/shared_native.h"

namespace trts::cpu
{
namespace
{

trts_status create_creator(const trts_api_table* table, const trts_plugin_creator_v3_one_callbacks* callbacks, void** out)
{
    *out = new PluginCreator(table, *callbacks);
    return TRTS_OK;
}

std::string text_or_empty(const char* text)
{
    return text == nullptr ? std::string() : text;
}

trts_interface_info get_interface_info(const PluginCreator&)
{
    return {"PLUGIN CREATOR_V3ONE", 1, 0};
}

} // namespace

PluginCreator::PluginCreator(const trts_api_table* table, const trts_plugin_creator_v3_one_callbacks& callbacks)
    : table_(table), callbacks_(callbacks)
{
}

PluginCreator::~PluginCreator()
{
    if (registry_ != nullptr)
    {
        registry_->deregister_creator(this);
    }
    report_released(callbacks_);
}

Plugin* PluginCreator::create_plugin(const char* name, const trts_plugin_field_collection* fields, std::int32_t phase)
{
    return plugin_of(callbacks_.create_plugin(name, fields, phase, callbacks_.user_data));
}

PluginNames PluginCreator::names() const
{
    return {text_or_empty(get_plugin_name()), text_or_empty(get_plugin_version()), text_or_empty(get_plugin_namespace())};
}

void PluginRegistry::register_creator(PluginCreator* creator, const char* plugin_namespace)
{
    PluginNames names = creator->names();
    names.space = text_or_empty(plugin_namespace);
    if (names.name.empty())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "a plugin creator without a name cannot be registered");
    }
    const std::lock_guard lock(mutex_);
    for (const Registered& known : creators_)
    {
        if (known.names == names || known.creator == creator)
        {
            throw Error(TRTS_INVALID_ARGUMENT, names.text() + " is registered already");
        }
    }
    creators_.push_back({std::move(names), creator});
    creator->registry_ = this;
}

void PluginRegistry::deregister_creator(PluginCreator* creator)
{
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(creators_.begin(), creators_.end(),
                                    [&](const Registered& known) { return known.creator == creator; });
    if (found == creators_.end())
    {
        throw Error(TRTS_INVALID_ARGUMENT, "the plugin creator is not registered");
    }
    creators_.erase(found);
    creator->registry_ = nullptr;
}

PluginCreator* PluginRegistry::get_creator(const char* name, const char* version, const char* plugin_namespace) const
{
    const PluginNames wanted{name, version, plugin_namespace};
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(creators_.begin(), creators_.end(),
                                    [&](const Registered& known) { return known.names == wanted; });
    return found == creators_.end() ? nullptr : found->creator;
}

trts_status PluginRegistry::get_all_creators(std::int32_t* count, void* const** out)
{
    const std::lock_guard lock(mutex_);
    listed_.clear();
    for (const Registered& known : creators_)
    {
        listed_.push_back(known.creator);
    }
    *count = static_cast<std::int32_t>(listed_.size());
    *out = listed_.data();
    return TRTS_OK;
}

std::vector<std::string> PluginRegistry::names() const
{
    const std::lock_guard lock(mutex_);
    std::vector<std::string> names;
    for (const Registered& known : creators_)
    {
        names.push_back(known.names.name);
    }
    return names;
}

PluginCreator& PluginRegistry::require(const PluginNames& names, trts_status failure) const
{
    if (PluginCreator* found = get_creator(names.name.c_str(), names.version.c_str(), names.space.c_str()))
    {
        return *found;
    }
    std::string known;
    {
        const std::lock_guard lock(mutex_);
        for (const Registered& registered : creators_)
        {
            known += (known.empty() ? "" : "; ") + registered.names.text();
        }
    }
    throw Error(failure, names.text() + " is not registered with backend cpu: register it before. " +
                             (known.empty() ? "No plugin is" : "Registered: " + known));
}

OwnedPlugin PluginRegistry::create(const PluginNames& names, const std::string& layer, const PluginFields& fields,
                                   std::int32_t phase, trts_status failure) const
{
    PluginCreator& creator = require(names, failure);
    OwnedPlugin plugin(fields.lend([&](const trts_plugin_field_collection* collection) {
        return creator.create_plugin(layer.c_str(), collection, phase);
    }));
    if (plugin == nullptr)
    {
        throw Error(TRTS_CALLBACK_FAILED, names.text() + ": its creator gave no plugin for layer '" + layer + "'");
    }
    return plugin;
}

void fill_plugin_registry_entries(trts_api_table& table)
{
    table.plugin_registry_get = [](void* library, void** out) -> trts_status {
        *out = &static_cast<Library*>(library)->plugins;
        return TRTS_OK;
    };
    table.plugin_creator_v3_one_create = create_creator;
    table.plugin_creator_interface_destroy = destroy_entry<PluginCreator>;
    table.plugin_creator_interface_ref_get_interface_info = entry<&get_interface_info>;
    table.plugin_creator_v3_one_ref_get_plugin_name = entry<&PluginCreator::get_plugin_name>;
    table.plugin_creator_v3_one_ref_get_plugin_version = entry<&PluginCreator::get_plugin_version>;
    table.plugin_creator_v3_one_ref_get_plugin_namespace = entry<&PluginCreator::get_plugin_namespace>;
    table.plugin_creator_v3_one_ref_get_field_names = entry<&PluginCreator::get_field_names>;
    table.plugin_creator_v3_one_ref_create_plugin = entry<&PluginCreator::create_plugin>;
    table.plugin_registry_register_creator = entry<&PluginRegistry::register_creator>;
    table.plugin_registry_deregister_creator = entry<&PluginRegistry::deregister_creator>;
    table.plugin_registry_get_creator = entry<&PluginRegistry::get_creator>;
    table.plugin_registry_get_all_creators = [](void* self, std::int32_t* count, void* const** out) -> trts_status {
        return static_cast<PluginRegistry*>(self)->get_all_creators(count, out);
    };
    table.plugin_registry_get_all_creators_recursive = table.plugin_registry_get_all_creators;
}

} // namespace trts::cpu
