// What one set of declarations looks like to the compiler: rows of (kind, name, value), made from either NVIDIA's headers
// or ours by the same generated source. Compiled with -fno-access-control: TensorRT has private and protected slots too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace abi_probe
{

struct Row
{
    std::string kind;
    std::string name;
    std::string value;
};

constexpr std::size_t table_count = 8; // one for the object itself, and one for each pointer field it may have
constexpr std::size_t slot_count = 160;

// Which slot of which fake vtable was called first.
struct Call
{
    int table;
    int slot;
};

inline Call last_call{-1, -1};

template <std::size_t Index>
void record()
{
    last_call = {static_cast<int>(Index / slot_count), static_cast<int>(Index % slot_count)};
}

template <std::size_t... Index>
void* const* make_tables(std::index_sequence<Index...>)
{
    static void* const tables[] = {reinterpret_cast<void*>(&record<Index>)...};
    return tables;
}

// An object made of nothing but vtable pointers: word i of `self` points to an object whose vtable is table i.
class FakeObject
{
public:
    FakeObject()
    {
        void* const* tables = make_tables(std::make_index_sequence<table_count * slot_count>());
        self_[0] = tables;
        for (std::size_t i = 1; i < table_count; ++i)
        {
            fields_[i] = tables + i * slot_count;
            self_[i] = &fields_[i];
        }
    }

    template <typename T>
    T* as()
    {
        return reinterpret_cast<T*>(self_);
    }

private:
    void const* self_[table_count];
    void* const* fields_[table_count];
};

inline unsigned char zeros[4096];

template <typename T>
T make()
{
    if constexpr (std::is_reference_v<T>)
    {
        return *reinterpret_cast<std::remove_reference_t<T>*>(zeros);
    }
    else
    {
        return T{};
    }
}

template <typename T>
auto describe(T const& value, int) -> decltype(value.kind, std::string())
{
    return std::string(value.kind) + " " + std::to_string(value.major) + "." + std::to_string(value.minor);
}

template <typename T>
auto describe(T const& value, int) -> decltype(value.nbDims, std::string())
{
    return "rank " + std::to_string(value.nbDims);
}

template <typename T>
std::string describe(T const& value, long)
{
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
    {
        return std::to_string(static_cast<long long>(value));
    }
    else if constexpr (std::is_pointer_v<T>)
    {
        return value == nullptr ? "null" : "a pointer";
    }
    else
    {
        return "a value";
    }
}

template <typename T>
std::string type_name(std::string const& outer)
{
    std::string name = __PRETTY_FUNCTION__;
    for (std::size_t at; !outer.empty() && (at = name.find(outer)) != std::string::npos;)
    {
        name.erase(at, outer.size());
    }
    name.erase(0, name.find("T = "));
    return name.substr(0, name.find_first_of(";]"));
}

class Table
{
public:
    // `outer` is the namespace around the declarations, with a trailing "::"; empty for NVIDIA's.
    explicit Table(std::string outer)
        : outer_(std::move(outer))
    {
    }

    std::vector<Row> const& rows() const
    {
        return rows_;
    }

    template <typename T>
    void layout(char const* name)
    {
        add("size", name, std::to_string(sizeof(T)) + " aligned " + std::to_string(alignof(T)));
    }

    void field(char const* name, std::size_t offset, std::size_t size)
    {
        add("field", name, std::to_string(offset) + " size " + std::to_string(size));
    }

    void value(char const* name, long long number)
    {
        add("value", name, std::to_string(number));
    }

    template <typename Method>
    void slot(char const* name, Method method)
    {
        add("slot", name, slot_of(method));
    }

    template <typename Method>
    void signature(char const* name, Method)
    {
        add("signature", name, type_name<Method>(outer_));
    }

    void never_throws(char const* name, bool value)
    {
        add("noexcept", name, value ? "yes" : "no");
    }

    // Runs a method without virtual dispatch: reports the slot it forwards to, or else what it returns.
    template <typename Self, typename Body>
    void body(char const* name, Body run)
    {
        FakeObject object;
        last_call = {-1, -1};
        std::string result;
        if constexpr (std::is_void_v<decltype(run(object.as<Self>()))>)
        {
            run(object.as<Self>());
        }
        else
        {
            auto&& value = run(object.as<Self>());
            result = last_call.slot < 0 ? describe(value, 0) : "";
        }
        add("body", name, last_call.slot < 0 ? result : call_text());
    }

    template <typename Self>
    void destructor(char const* name)
    {
        FakeObject object;
        last_call = {-1, -1};
        object.as<Self>()->~Self();
        add("slot", name, call_text());
    }

private:
    template <typename Method>
    static std::string slot_of(Method method)
    {
        std::uintptr_t words[2];
        static_assert(sizeof words == sizeof method);
        std::memcpy(words, &method, sizeof words);
#if defined(__aarch64__)
        bool const is_virtual = (words[1] & 1) != 0;
#else
        bool const is_virtual = (words[0] & 1) != 0;
#endif
        return is_virtual ? std::to_string((words[0] & ~std::uintptr_t{1}) / sizeof(void*)) : "none";
    }

    static std::string call_text()
    {
        return last_call.slot < 0
            ? "calls nothing virtual"
            : "calls slot " + std::to_string(last_call.slot) + " of word " + std::to_string(last_call.table);
    }

    void add(char const* kind, char const* name, std::string value)
    {
        rows_.push_back({kind, name, std::move(value)});
    }

    std::string outer_;
    std::vector<Row> rows_;
};

std::vector<Row> probe_nvidia();
std::vector<Row> probe_ours();

} // namespace abi_probe
