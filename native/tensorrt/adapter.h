// What the subclasses of what an application implements have in common: where they live, and how they go.
//
// An adapter is handed over as a pointer to its root interface, which is at the adapter's own address, for TensorRT uses
// single inheritance. In front of it stands a header, so that an adapter can be destroyed by that pointer alone, also
// where the interface's destructor is protected.
#pragma once

#include "tensorrt/family_select.h"

namespace trts::tensorrt
{

struct alignas(16) AdapterHeader
{
    void (*destroy)(void* adapter);
};

inline AdapterHeader* adapter_header(void* adapter)
{
    return static_cast<AdapterHeader*>(adapter) - 1;
}

/// Memory of an adapter whose destructor has run: TensorRT deletes plugins itself.
inline void free_adapter(void* adapter)
{
    trts_support_free(adapter_header(adapter));
}

inline void destroy_adapter(void* root)
{
    adapter_header(root)->destroy(root);
}

/// Tells the application that nothing of these callbacks will be called any more.
template <typename Callbacks>
void report_released(const Callbacks& callbacks)
{
    if (callbacks.released != nullptr)
    {
        callbacks.released(callbacks.user_data);
    }
}

template <typename Adapter, typename Root>
trts_status create_adapter(const trts_api_table* table, const typename Adapter::Callbacks* callbacks, void** out)
{
    void* memory = trts_support_allocate(sizeof(AdapterHeader) + sizeof(Adapter));
    if (memory == nullptr)
    {
        return trts_support_fail_memory(Adapter::interface_name);
    }
    auto* header = ::new (memory, InPlace()) AdapterHeader{[](void* adapter) {
        static_cast<Adapter*>(static_cast<Root*>(adapter))->~Adapter();
        free_adapter(adapter);
    }};
    Root* root = ::new (static_cast<void*>(header + 1), InPlace()) Adapter(*callbacks, table);
    *out = root;
    return TRTS_OK;
}

/// Views of several objects, for a callback that gets an array of them. Empty where memory runs out.
template <typename View>
class ViewArray
{
public:
    template <typename T>
    ViewArray(const trts_api_table* table, T const* const* objects, int32_t count)
        : views_(count > 0 ? static_cast<View*>(trts_support_allocate(sizeof(View) * static_cast<size_t>(count))) : nullptr)
    {
        for (int32_t i = 0; views_ != nullptr && i < count; ++i)
        {
            views_[i] = {table, mutable_pointer(objects[i])};
        }
    }
    ~ViewArray() { trts_support_free(views_); }
    ViewArray(const ViewArray&) = delete;
    ViewArray& operator=(const ViewArray&) = delete;

    const View* data() const { return views_; }

private:
    View* views_;
};

} // namespace trts::tensorrt
