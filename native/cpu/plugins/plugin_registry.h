// IPluginRegistry and IPluginCreatorV3One: the plugins that an application has registered with this backend.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "core/dispatch/api_table.h"
#include "cpu/plugins/plugin.h"
#include "trtsharp/callbacks.g.h"

namespace trts::cpu
{

class PluginRegistry;

class PluginCreator final
{
  public:
    PluginCreator(const trts_api_table* table, const trts_plugin_creator_v3_one_callbacks& callbacks);
    ~PluginCreator(); // leaves the registry
    PluginCreator(const PluginCreator&) = delete;
    PluginCreator& operator=(const PluginCreator&) = delete;

    const char* get_plugin_name() const { return callbacks_.get_plugin_name(callbacks_.user_data); }
    const char* get_plugin_version() const { return callbacks_.get_plugin_version(callbacks_.user_data); }
    const char* get_plugin_namespace() const { return callbacks_.get_plugin_namespace(callbacks_.user_data); }
    const trts_plugin_field_collection* get_field_names() { return callbacks_.get_field_names(callbacks_.user_data); }

    /// Owned by the caller.
    Plugin* create_plugin(const char* name, const trts_plugin_field_collection* fields, std::int32_t phase);

    PluginNames names() const;

  private:
    friend class PluginRegistry;

    const trts_api_table* table_;
    const trts_plugin_creator_v3_one_callbacks callbacks_;
    PluginRegistry* registry_ = nullptr; // that it was registered with
};

/// Any thread. Immortal, one for each opened library. No callback runs under its lock.
class PluginRegistry final
{
  public:
    void register_creator(PluginCreator* creator, const char* plugin_namespace);
    void deregister_creator(PluginCreator* creator);
    PluginCreator* get_creator(const char* name, const char* version, const char* plugin_namespace) const;
    trts_status get_all_creators(std::int32_t* count, void* const** out);

    /// The creators' names, of any version and namespace.
    std::vector<std::string> names() const;

    /// Throws Error(failure), naming what is missing and what there is.
    PluginCreator& require(const PluginNames& names, trts_status failure) const;

    /// A new plugin of the names. Throws Error(failure) where there is no creator, TRTS_CALLBACK_FAILED where it fails.
    OwnedPlugin create(const PluginNames& names, const std::string& layer, const PluginFields& fields,
                       std::int32_t phase, trts_status failure) const;

  private:
    struct Registered
    {
        PluginNames names;
        PluginCreator* creator;
    };

    mutable std::mutex mutex_;
    std::vector<Registered> creators_;
    std::vector<void*> listed_;
};

} // namespace trts::cpu
