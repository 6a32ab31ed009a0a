#include "family/plugin_registry.h"

#include <dlfcn.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/objects.h"
#include "family/reports.h"
#include "tables.g.h"

namespace trts::doubles
{
namespace
{

struct Names
{
    std::string name;
    std::string version;
    std::string space;

    bool operator==(const Names& other) const
    {
        return name == other.name && version == other.version && space == other.space;
    }
};

struct Registered
{
    IPluginCreatorInterface* creator;
    Names names;
    bool is_first_kind; // IPluginCreator, which getPluginCreatorList lists
};

std::string text(const char* from)
{
    return from == nullptr ? "" : from;
}

class PluginRegistry final : public PluginRegistryTable
{
  public:
    PluginRegistry() { properties_.start_from_zero(); }

  protected:
    bool do_registerCreator(IPluginCreatorInterface& creator, const char* pluginNamespace) override;
    bool do_deregisterCreator(const IPluginCreatorInterface& creator) override;
    IPluginCreatorInterface* const* do_getAllCreators(int32_t* numCreators) const override;
    IPluginCreatorInterface* do_getCreator(const char* pluginName, const char* pluginVersion,
                                           const char* pluginNamespace) override;
    IPluginCreatorInterface* const* do_getAllCreatorsRecursive(int32_t* numCreators) override
    {
        return do_getAllCreators(numCreators);
    }
#if defined(TRTS_FAMILY_trt10)
    bool do_registerCreator(IPluginCreator& creator, const char* pluginNamespace) override;
    bool do_deregisterCreator(const IPluginCreator& creator) override;
    IPluginCreator* const* do_getPluginCreatorList(int32_t* numCreators) const override;
    IPluginCreator* do_getPluginCreator(const char* pluginName, const char* pluginVersion,
                                        const char* pluginNamespace) override;
#endif
    void* do_loadLibrary(const char* pluginPath) override;
    void do_deregisterLibrary(void* handle) override;
    IPluginResource* do_acquirePluginResource(const char* key, IPluginResource* resource) override;
    int32_t do_releasePluginResource(const char* key) override;
    void do_setErrorRecorder(IErrorRecorder* recorder) override
    {
        reports_.set(recorder);
    }
    IErrorRecorder* do_getErrorRecorder() const override
    {
        return reports_.recorder();
    }

  private:
    struct Resource
    {
        std::unique_ptr<IPluginResource> clone;
        int32_t users;
    };

    bool add(const Registered& added);
    bool remove(const IPluginCreatorInterface* creator);
    /// With the lock held: the lists that callers point to.
    void list();

    mutable std::mutex mutex_;
    std::vector<Registered> creators_;
    std::vector<IPluginCreatorInterface*> all_;
#if defined(TRTS_FAMILY_trt10)
    std::vector<IPluginCreator*> first_kind_;
#endif
    std::map<std::string, Resource> resources_;
    std::map<void*, std::vector<IPluginCreatorInterface*>> of_libraries_;
    Reports reports_;
};

bool PluginRegistry::add(const Registered& added)
{
    {
        const std::lock_guard lock(mutex_);
        bool is_new = true;
        for (const Registered& known : creators_)
        {
            is_new = is_new && !(known.names == added.names);
        }
        if (is_new)
        {
            creators_.push_back(added);
            list();
            return true;
        }
    }
    reports_.fail("IPluginRegistry::registerCreator", ErrorCode::kINVALID_ARGUMENT,
                  "Plugin " + added.names.name + ", version " + added.names.version + ", namespace '" +
                      added.names.space + "' is registered already");
    return false;
}

bool PluginRegistry::remove(const IPluginCreatorInterface* creator)
{
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < creators_.size(); ++i)
    {
        if (creators_[i].creator == creator)
        {
            creators_.erase(creators_.begin() + static_cast<std::ptrdiff_t>(i));
            list();
            return true;
        }
    }
    return false;
}

void PluginRegistry::list()
{
    all_.clear();
    for (const Registered& known : creators_)
    {
        all_.push_back(known.creator);
    }
#if defined(TRTS_FAMILY_trt10)
    first_kind_.clear();
    for (const Registered& known : creators_)
    {
        if (known.is_first_kind)
        {
            first_kind_.push_back(static_cast<IPluginCreator*>(known.creator));
        }
    }
#endif
}

/// A creator tells by its interface's name which of the two kinds it is.
bool PluginRegistry::do_registerCreator(IPluginCreatorInterface& creator, const char* pluginNamespace)
{
    const std::string kind = text(creator.getInterfaceInfo().kind);
    if (kind == "PLUGIN CREATOR_V1")
    {
        auto& first = static_cast<IPluginCreator&>(creator);
        first.setPluginNamespace(pluginNamespace);
        return add(
            {&creator, {text(first.getPluginName()), text(first.getPluginVersion()), text(pluginNamespace)}, true});
    }
    if (kind == "PLUGIN CREATOR_V3ONE")
    {
        auto& third = static_cast<IPluginCreatorV3One&>(creator);
        return add(
            {&creator, {text(third.getPluginName()), text(third.getPluginVersion()), text(pluginNamespace)}, false});
    }
    reports_.fail("IPluginRegistry::registerCreator", ErrorCode::kINVALID_ARGUMENT,
                  "an unknown kind of creator: " + kind);
    return false;
}

bool PluginRegistry::do_deregisterCreator(const IPluginCreatorInterface& creator)
{
    return remove(&creator);
}

IPluginCreatorInterface* const* PluginRegistry::do_getAllCreators(int32_t* numCreators) const
{
    const std::lock_guard lock(mutex_);
    if (numCreators != nullptr)
    {
        *numCreators = static_cast<int32_t>(all_.size());
    }
    return all_.empty() ? nullptr : all_.data();
}

IPluginCreatorInterface* PluginRegistry::do_getCreator(const char* pluginName, const char* pluginVersion,
                                                       const char* pluginNamespace)
{
    const Names wanted{text(pluginName), text(pluginVersion), text(pluginNamespace)};
    const std::lock_guard lock(mutex_);
    for (const Registered& known : creators_)
    {
        if (known.names == wanted)
        {
            return known.creator;
        }
    }
    return nullptr;
}

#if defined(TRTS_FAMILY_trt10)

bool PluginRegistry::do_registerCreator(IPluginCreator& creator, const char* pluginNamespace)
{
    return do_registerCreator(static_cast<IPluginCreatorInterface&>(creator), pluginNamespace);
}

bool PluginRegistry::do_deregisterCreator(const IPluginCreator& creator)
{
    return remove(&creator);
}

IPluginCreator* const* PluginRegistry::do_getPluginCreatorList(int32_t* numCreators) const
{
    const std::lock_guard lock(mutex_);
    if (numCreators != nullptr)
    {
        *numCreators = static_cast<int32_t>(first_kind_.size());
    }
    return first_kind_.empty() ? nullptr : first_kind_.data();
}

IPluginCreator* PluginRegistry::do_getPluginCreator(const char* pluginName, const char* pluginVersion,
                                                    const char* pluginNamespace)
{
    IPluginCreatorInterface* found = do_getCreator(pluginName, pluginVersion, pluginNamespace);
    const std::lock_guard lock(mutex_);
    for (IPluginCreator* first : first_kind_)
    {
        if (first == found)
        {
            return first;
        }
    }
    return nullptr;
}

#endif

void* PluginRegistry::do_loadLibrary(const char* pluginPath)
{
    void* handle = pluginPath == nullptr ? nullptr : dlopen(pluginPath, RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr)
    {
        const char* why = pluginPath == nullptr ? "the path is null" : dlerror();
        reports_.fail("IPluginRegistry::loadLibrary", ErrorCode::kINVALID_ARGUMENT, text(why));
        return nullptr;
    }
    using GetCreators = IPluginCreatorInterface* const* (*)(int32_t&);
    const auto get = reinterpret_cast<GetCreators>(dlsym(handle, "getCreators"));
    if (get == nullptr)
    {
        reports_.fail("IPluginRegistry::loadLibrary", ErrorCode::kINVALID_ARGUMENT,
                      "Unable to load library: it has no symbol getCreators: " + text(pluginPath));
        dlclose(handle);
        return nullptr;
    }
    int32_t count = 0;
    IPluginCreatorInterface* const* creators = get(count);
    for (int32_t i = 0; i < count; ++i)
    {
        do_registerCreator(*creators[i], "");
        const std::lock_guard lock(mutex_);
        of_libraries_[handle].push_back(creators[i]);
    }
    return handle;
}

void PluginRegistry::do_deregisterLibrary(void* handle)
{
    if (handle == nullptr)
    {
        return;
    }
    std::vector<IPluginCreatorInterface*> creators;
    {
        const std::lock_guard lock(mutex_);
        creators.swap(of_libraries_[handle]);
        of_libraries_.erase(handle);
    }
    for (const IPluginCreatorInterface* creator : creators)
    {
        remove(creator);
    }
    dlclose(handle);
}

/// The first one who brings a resource for a key has it cloned; all get that clone. As with TensorRT 10.6 and RTX 1.7, a
/// key whose first clone was null gives null for ever.
IPluginResource* PluginRegistry::do_acquirePluginResource(const char* key, IPluginResource* resource)
{
    const std::lock_guard lock(mutex_);
    auto found = resources_.find(text(key));
    if (found == resources_.end())
    {
        if (resource == nullptr)
        {
            return nullptr;
        }
        found = resources_.emplace(text(key), Resource{std::unique_ptr<IPluginResource>(resource->clone()), 0}).first;
    }
    ++found->second.users;
    return found->second.clone.get();
}

/// The last one who gives it back has it released and destroyed; 1 where that fails, or there is no such key.
int32_t PluginRegistry::do_releasePluginResource(const char* key)
{
    const std::lock_guard lock(mutex_);
    const auto found = resources_.find(text(key));
    if (found == resources_.end() || found->second.clone == nullptr)
    {
        return 1;
    }
    if (--found->second.users > 0)
    {
        return 0;
    }
    const std::unique_ptr<IPluginResource> released = std::move(found->second.clone);
    resources_.erase(found);
    return released->release() == 0 ? 0 : 1;
}

} // namespace

IPluginRegistry& plugin_registry()
{
    static IPluginRegistry& only = stub("IPluginRegistry", *new PluginRegistry()); // as long as the process
    return only;
}

} // namespace trts::doubles
