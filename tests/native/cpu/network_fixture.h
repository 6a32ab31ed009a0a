// What tests ask of networks, layers and tensors.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend_fixture.h"

namespace cpu_test
{

using Shape = std::vector<std::int64_t>;

inline std::string name_of(void* tensor)
{
    const char* name = nullptr;
    (void)table().tensor_get_name(tensor, &name);
    return name;
}

inline std::vector<std::int64_t> dimensions_of(void* tensor)
{
    trts_dims found{};
    (void)table().tensor_get_dimensions(tensor, &found);
    return values(found);
}

inline std::int32_t type_of(void* tensor)
{
    std::int32_t type = -1;
    (void)table().tensor_get_type(tensor, &type);
    return type;
}

inline std::int32_t count(trts_status (*getter)(void*, std::int32_t*), void* self)
{
    std::int32_t result = -1;
    (void)getter(self, &result);
    return result;
}

inline void* at(trts_status (*getter)(void*, std::int32_t, void**), void* self, std::int32_t index)
{
    void* native = nullptr;
    (void)getter(self, index, &native);
    return native;
}

inline void set_dimensions(void* tensor, const std::vector<std::int64_t>& shape)
{
    const trts_dims value = dims(shape);
    (void)table().tensor_set_dimensions(tensor, &value);
}

inline void* input_of(void* layer, std::int32_t index = 0)
{
    return at(table().layer_get_input, layer, index);
}

inline void* output_of(void* layer, std::int32_t index = 0)
{
    return at(table().layer_get_output, layer, index);
}

inline std::string layer_name(void* layer)
{
    const char* name = nullptr;
    (void)table().layer_get_name(layer, &name);
    return name;
}

/// A network that is built by calls.
struct Adding : Building
{
    void* input(const char* name, std::int32_t type, const Shape& shape) const
    {
        const trts_dims value = dims(shape);
        void* tensor = nullptr;
        (void)table().network_add_input(network, name, type, &value, &tensor);
        return tensor;
    }

    void* constant(const Shape& shape, const trts_weights& weights) const
    {
        const trts_dims value = dims(shape);
        void* layer = nullptr;
        (void)table().network_add_constant(network, &value, &weights, &layer);
        return layer;
    }

    /// Of kFLOAT.
    void* constant(const Shape& shape, const std::vector<float>& numbers) const
    {
        return constant(shape, {0, numbers.data(), static_cast<std::int64_t>(numbers.size())});
    }

    void* identity(void* tensor) const
    {
        void* layer = nullptr;
        (void)table().network_add_identity(network, tensor, &layer);
        return layer;
    }

    void* element_wise(void* left, void* right, std::int32_t operation) const
    {
        void* layer = nullptr;
        (void)table().network_add_element_wise(network, left, right, operation, &layer);
        return layer;
    }

    void* concatenation(const std::vector<void*>& tensors) const
    {
        void* layer = nullptr;
        (void)table().network_add_concatenation(network, tensors.data(), static_cast<std::int32_t>(tensors.size()),
                                                &layer);
        return layer;
    }

    void mark(void* tensor) const { (void)table().network_mark_output(network, tensor); }

    /// The layer's output becomes one of the network, by this name.
    void mark(void* layer, const char* name) const
    {
        (void)table().tensor_set_name(output_of(layer), name);
        mark(output_of(layer));
    }

    /// What a failed call must not change.
    Shape contents() const
    {
        return {count(table().network_get_nb_inputs, network), count(table().network_get_nb_layers, network),
                count(table().network_get_nb_outputs, network)};
    }
};

/// Fails with this status and text, and leaves the network as it was.
template <typename Body>
void check_refused(const Adding& adding, trts_status status, const std::string& text, Body&& body)
{
    const Shape before = adding.contents();
    const Failure failure = failure_of(body);
    CHECK_EQUAL(failure.status, status);
    CHECK(failure.says(text));
    CHECK(adding.contents() == before);
}

} // namespace cpu_test
