// What an opaque handle of the C ABI points at: the table of the backend, and the backend's own object.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "core/dispatch/api_table.h"
#include "core/error.h"
#include "core/logging/logger.h"

namespace trts
{

/// An opened backend; immortal.
struct Library
{
    const trts_api_table* table;
    void* native; // the backend's own library object
    std::string path;
};

/// Counts the living handles of one kind. Each kind registers itself when its first handle is made.
class HandleKind final
{
public:
    explicit HandleKind(const char* name);

    const char* name() const noexcept { return name_; }
    std::int64_t live() const noexcept { return live_.load(std::memory_order_relaxed); }
    void add(std::int64_t change) noexcept { live_.fetch_add(change, std::memory_order_relaxed); }

    static std::int32_t count() noexcept;
    static const HandleKind* at(std::int32_t index) noexcept;

private:
    const char* name_;
    std::atomic<std::int64_t> live_{0};
};

class ModelChecks;

/// Base of every handle type. `Tag` gives the type its name, its counter and its own identity in C.
struct Handle
{
    const trts_api_table* table = nullptr;
    void* native = nullptr;
    Library* library = nullptr;
    Logger* logger = nullptr; // the builder's or runtime's that this came from; may be null
    HandleKind* kind = nullptr;
    bool owns_logger = false;        // gives it back when destroyed
    bool is_borrowed = false;        // the native belongs to the object that it was got from
    std::atomic<bool> broken{false}; // something escaped from the backend's code in a call on it
    std::shared_ptr<ModelChecks> model_checks; // of an ONNX parser whose backend leaves them to core; else null
};

/// Specialised for every handle type: its kind, and the function that destroys its native.
template <typename H>
struct HandleTraits;

template <typename H>
struct HandleDeleter
{
    void operator()(H* handle) const noexcept
    {
        handle->kind->add(-1);
        handle->kind = nullptr; // a second destroy, or a use after it, is then recognised while the memory lasts
        delete handle;
    }
};

template <typename H>
using NewHandle = std::unique_ptr<H, HandleDeleter<H>>;

/// A handle without its native yet: allocated before the native is created, so that nothing can be lost between.
template <typename H>
NewHandle<H> new_handle(Library* library, Logger* logger)
{
    auto* handle = new H();
    handle->table = library->table;
    handle->library = library;
    handle->logger = logger;
    handle->kind = &HandleTraits<H>::kind();
    handle->kind->add(1);
    return NewHandle<H>(handle);
}

/// Hands the finished handle to the caller; where there is no native, null.
template <typename H>
trts_status publish(NewHandle<H> handle, void* native, H** out) noexcept
{
    if (native == nullptr)
    {
        *out = nullptr;
        return TRTS_OK;
    }
    handle->native = native;
    *out = handle.release();
    return TRTS_OK;
}

/// Throws where a handle is null or not (any more) of its type.
template <typename H>
void require_handle(const H* handle, const char* what)
{
    if (handle == nullptr)
    {
        throw Error(TRTS_INVALID_ARGUMENT, std::string(what) + " is null");
    }
    if (handle->kind != &HandleTraits<H>::kind())
    {
        throw Error(TRTS_INVALID_ARGUMENT,
                    std::string(what) + " is no live " + HandleTraits<H>::kind().name() + ": destroyed, or of another type");
    }
    if (handle->broken.load(std::memory_order_relaxed))
    {
        throw Error(TRTS_INVALID_STATE,
                    std::string(what) + " cannot be used any more: an earlier call on this " +
                        HandleTraits<H>::kind().name() +
                        " failed inside the backend, which left it in no known state; destroy it and make a new one");
    }
}

template <typename H>
void destroy_handle(H* handle) noexcept
{
    if (handle == nullptr || handle->kind != &HandleTraits<H>::kind())
    {
        return;
    }
    Logger* logger = handle->owns_logger ? handle->logger : nullptr;
    {
        const LogTarget target(handle->logger);
        // A broken one is lost: its destructor might fault again, or wait for ever for a lock that the fault left held.
        if (!handle->is_borrowed && !handle->broken.load(std::memory_order_relaxed))
        {
            HandleTraits<H>::destroy_native(*handle);
        }
    }
    HandleDeleter<H>()(handle);
    Logger::release(logger); // after the native is gone: it may log while it is destroyed
}

/// Ends the handle and leaves its native to the caller.
template <typename H>
void* detach_handle(H* handle) noexcept
{
    void* native = handle->native;
    HandleDeleter<H>()(handle);
    return native;
}

} // namespace trts

/// Defines the C type trts_<name> and its traits; `destroy` is the table's entry.
#define TRTS_DEFINE_HANDLE(name)                                                                                       \
    struct trts_##name final : trts::Handle                                                                            \
    {                                                                                                                  \
    };                                                                                                                 \
    template <>                                                                                                        \
    struct trts::HandleTraits<trts_##name>                                                                             \
    {                                                                                                                  \
        static HandleKind& kind()                                                                                      \
        {                                                                                                              \
            static HandleKind& instance = *new HandleKind(#name);                                                      \
            return instance;                                                                                           \
        }                                                                                                              \
        static void destroy_native(trts_##name& handle) noexcept { handle.table->name##_destroy(handle.native); }      \
    };
