// What one set of declarations looks like to the compiler: rows of (kind, name, value), made from either NVIDIA's
// headers or ours by the same generated source. Compiled with -fno-access-control: TensorRT has private and protected
// slots too.
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

extern Call last_call;

// table_count vtables of slot_count slots, end to end, each slot setting last_call.
void* const* fake_vtables();

// An object made of nothing but vtable pointers: word i of `self` points to an object whose vtable is table i.
class FakeObject
{
  public:
    FakeObject()
    {
        void* const* tables = fake_vtables();
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

class Table
{
  public:
    // `outer` is the namespace around the declarations, with a trailing "::"; empty for NVIDIA's.
    explicit Table(std::string outer) : outer_(std::move(outer)) {}

    std::vector<Row> const& rows() const { return rows_; }

    template <typename T>
    void layout(char const* name, std::size_t size_fact, std::size_t align_fact)
    {
        std::string const copied = std::is_trivially_copyable_v<T> ? ", trivially copyable" : "";
        add("size", name, layout_text(sizeof(T), alignof(T)) + copied);
        add_fact(name, layout_text(sizeof(T), alignof(T)), layout_text(size_fact, align_fact));
    }

    void field(char const* name, std::size_t offset, std::size_t size, std::size_t offset_fact)
    {
        add("field", name, std::to_string(offset) + " size " + std::to_string(size));
        add_fact(name, std::to_string(offset), std::to_string(offset_fact));
    }

    template <typename Enum, typename Fact>
    void underlying(char const* name)
    {
        add("size", name, layout_text(sizeof(Enum), alignof(Enum)));
        add_fact(name, "as told", std::is_same_v<std::underlying_type_t<Enum>, Fact> ? "as told" : "another type");
    }

    void value(char const* name, long long number) { add("value", name, std::to_string(number)); }

    // `has_same_types` is false where our declaration replaces a type that it cannot name.
    template <typename Method>
    void method(char const* name, Method method, int slot_fact, bool has_same_types, bool never_throws)
    {
        std::uintptr_t words[2];
        static_assert(sizeof words == sizeof method);
        std::memcpy(words, &method, sizeof words);
        add_method(name, words, has_same_types ? __PRETTY_FUNCTION__ : nullptr, slot_fact, never_throws);
    }

    // An object to call a method of. What it forwards to, or else what it returns, is told by body().
    template <typename Self>
    Self* self()
    {
        last_call = {-1, -1};
        return object_.as<Self>();
    }

    void body(char const* name) { body(name, "returns"); }

    void body(char const* name, std::string const& result)
    {
        add("body", name, last_call.slot < 0 ? result : call_text());
    }

    template <typename Self>
    void destructor(char const* name, int slot_fact)
    {
        self<Self>()->~Self();
        add("slot", name, slot_text(last_call.slot));
        add_fact(name, slot_text(last_call.slot), slot_text(slot_fact));
    }

  private:
    void add_method(char const* name, std::uintptr_t const (&words)[2], char const* signature, int slot_fact,
                    bool never_throws)
    {
        std::string const slot = slot_of(words);
        add("slot", name, slot);
        add_fact(name, slot, slot_text(slot_fact));
        add("noexcept", name, never_throws ? "yes" : "no");
        if (signature != nullptr)
        {
            add("signature", name, type_name(signature));
        }
    }

    // Itanium C++ ABI: a pointer to a virtual member function is its offset in the vtable, with a flag.
    static std::string slot_of(std::uintptr_t const (&words)[2])
    {
#if defined(__aarch64__)
        bool const is_virtual = (words[1] & 1) != 0;
#else
        bool const is_virtual = (words[0] & 1) != 0;
#endif
        return slot_text(is_virtual ? static_cast<int>((words[0] & ~std::uintptr_t{1}) / sizeof(void*)) : -1);
    }

    static std::string slot_text(int slot)
    {
        return slot < 0 ? "none" : std::to_string(slot);
    }

    static std::string layout_text(std::size_t size, std::size_t align)
    {
        return std::to_string(size) + " aligned " + std::to_string(align);
    }

    std::string type_name(std::string text) const
    {
        for (std::size_t at; !outer_.empty() && (at = text.find(outer_)) != std::string::npos;)
        {
            text.erase(at, outer_.size());
        }
        return text.substr(text.find("Method = "));
    }

    static std::string call_text()
    {
        return last_call.slot < 0
                   ? "calls nothing virtual"
                   : "calls slot " + std::to_string(last_call.slot) + " of word " + std::to_string(last_call.table);
    }

    // What the generator's data says is compared with what the compiler makes of NVIDIA's headers.
    void add_fact(char const* name, std::string measured, std::string fact)
    {
        add("fact", name, outer_.empty() ? std::move(measured) : std::move(fact));
    }

    void add(char const* kind, char const* name, std::string value)
    {
        rows_.push_back({kind, name, std::move(value)});
    }

    std::string outer_;
    FakeObject object_;
    std::vector<Row> rows_;
};

std::vector<Row> probe_nvidia();
std::vector<Row> probe_ours();

} // namespace abi_probe
