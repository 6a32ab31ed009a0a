#include "core/driver.h"

#include <dlfcn.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace trts::doubles
{
namespace
{

struct Driver
{
    int (*launch_host_function)(void* stream, void (*function)(void*), void* data) = nullptr; // cuLaunchHostFunc
    int (*stream_synchronize)(void* stream) = nullptr;                                        // cuStreamSynchronize
    int (*stream_is_capturing)(void* stream, int* status) = nullptr;                          // cuStreamIsCapturing
    int (*event_record)(void* event, void* stream) = nullptr;                                 // cuEventRecord
    int (*init)(unsigned flags) = nullptr;                                                    // cuInit
    int (*get_current)(void** context) = nullptr;                                             // cuCtxGetCurrent
    int (*set_current)(void* context) = nullptr;                                              // cuCtxSetCurrent
    int (*retain_primary)(void** context, int device) = nullptr;                              // cuDevicePrimaryCtxRetain
};

template <class F>
void find(void* library, const char* name, F& function)
{
    function = reinterpret_cast<F>(dlsym(library, name));
}

/// The variable is read each time, so that tests can set it late; each file is opened once.
const Driver& driver()
{
    static std::mutex& mutex = *new std::mutex();
    static auto& opened = *new std::map<std::string, Driver>();
    const char* named = std::getenv("TRTSHARP_CUDA_DRIVER");
    const std::string path = named == nullptr ? "" : named;
    const std::lock_guard lock(mutex);
    const auto [entry, is_new] = opened.try_emplace(path);
    if (is_new && !path.empty())
    {
        if (void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL))
        {
            find(library, "cuLaunchHostFunc", entry->second.launch_host_function);
            find(library, "cuStreamSynchronize", entry->second.stream_synchronize);
            find(library, "cuStreamIsCapturing", entry->second.stream_is_capturing);
            find(library, "cuEventRecord", entry->second.event_record);
            find(library, "cuInit", entry->second.init);
            find(library, "cuCtxGetCurrent", entry->second.get_current);
            find(library, "cuCtxSetCurrent", entry->second.set_current);
            find(library, "cuDevicePrimaryCtxRetain", entry->second.retain_primary);
        }
    }
    return entry->second;
}

/// As CUDA's runtime, which the real TensorRT has inside: where the thread has no context, it gets that of device 0.
const Driver& driver_in_context()
{
    const Driver& found = driver();
    void* context = nullptr;
    if (found.init != nullptr && found.get_current != nullptr && found.set_current != nullptr &&
        found.retain_primary != nullptr && found.init(0) == 0 && found.get_current(&context) == 0 && context == nullptr &&
        found.retain_primary(&context, 0) == 0)
    {
        static_cast<void>(found.set_current(context));
    }
    return found;
}

} // namespace

bool can_queue(void* stream)
{
    return stream != nullptr && driver().launch_host_function != nullptr;
}

bool is_captured(void* stream)
{
    int status = 0;
    const auto ask = driver_in_context().stream_is_capturing;
    return stream != nullptr && ask != nullptr && ask(stream, &status) == 0 && status != 0;
}

bool queue(void* stream, const std::function<void()>& work)
{
    const auto run = [](void* data) { (*static_cast<const std::function<void()>*>(data))(); };
    void* const data = const_cast<std::function<void()>*>(&work);
    return driver_in_context().launch_host_function(stream, run, data) == 0;
}

bool queue_once(void* stream, std::function<void()> work)
{
    const auto run = [](void* data) {
        const std::unique_ptr<std::function<void()>> owned(static_cast<std::function<void()>*>(data));
        (*owned)();
    };
    auto owned = std::make_unique<std::function<void()>>(std::move(work));
    const bool is_queued = driver_in_context().launch_host_function(stream, run, owned.get()) == 0;
    if (is_queued)
    {
        static_cast<void>(owned.release()); // whoever runs it frees it
    }
    return is_queued;
}

bool wait_for(void* stream)
{
    const auto synchronize = driver_in_context().stream_synchronize;
    return synchronize == nullptr || synchronize(stream) == 0;
}

bool record(void* event, void* stream)
{
    const auto record_event = driver_in_context().event_record;
    return record_event == nullptr || record_event(event, stream) == 0;
}

} // namespace trts::doubles
