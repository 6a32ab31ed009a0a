// Calls every method through the C ABI and checks what arrives at the fake TensorRT, and what comes back from it.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "core/dispatch/handles.g.h"
#include "core/dispatch/library.h"
#include "doubles/control.h"
#include "shim/interfaces.h"

namespace shim_test
{

class Sweep;

/// One method; generated.
struct Case
{
    const char* c_name;
    Names names;
    void (*run)(Sweep& sweep);
};

std::vector<Case> all_cases();

struct HandleDestroyer
{
    template <class H>
    void operator()(H* handle) const
    {
        trts::destroy_handle(handle);
    }
};

template <class H>
using OwnHandle = std::unique_ptr<H, HandleDestroyer>;

/// An object of the application's that answers what it is.
class Adapter
{
public:
    Adapter(const Sweep& sweep, const char* interface_name);
    std::uintptr_t address() const { return reinterpret_cast<std::uintptr_t>(object_.native()); }
    std::string text() const { return text_of(static_cast<const void*>(object_.native())); }

private:
    std::unique_ptr<Recording> recording_;
    Implemented object_;
};

/// One opened fake, and what the running case expects of it.
class Sweep
{
public:
    Sweep(trts_backend backend, const std::filesystem::path& folder);

    /// Runs every case. Each that fails is one failure of the test.
    void run_all();

    const doubles_test::Control& control() const { return control_; }
    trts_library* library() const { return library_; }
    std::int32_t supported() const { return supported_; }
    std::int32_t refused() const { return refused_; }

    // What generated cases use.

    int family() const { return family_; }
    /// "ITensor#0" for the fake's stub of the class, else the address.
    std::string name_of(const void* native, const char* class_name) const;
    /// Has this version the method?
    bool exists(const std::string& method) const;
    const char* of_family(const char* trt10, const char* trt11, const char* rtx1) const;

    /// A handle around an address.
    template <class H>
    OwnHandle<H> handle(std::uintptr_t address) const
    {
        auto made = trts::new_handle<H>(&opened(), nullptr);
        made->is_borrowed = true;
        made->native = fake_address(address);
        return OwnHandle<H>(made.release());
    }

    template <class V>
    V view(std::uintptr_t address) const
    {
        return {opened().table, fake_address(address)};
    }

    /// The fake's stub object of a class.
    template <class H>
    OwnHandle<H> stub(const char* class_name) const
    {
        return handle<H>(stub_address(class_name));
    }

    template <class V>
    V stub_view(const char* class_name) const
    {
        return view<V>(stub_address(class_name));
    }

    Adapter adapter(const char* interface_name) const { return {*this, interface_name}; }

    /// Was the method called once, with these arguments? Or refused, uncalled, because this version has it not?
    /// @return whether there is a result to look at
    bool arrived(trts_status status, std::initializer_list<std::string> arguments, trts_status expected = TRTS_OK);

    /// A getter was called. False where this version has it not.
    bool asked(trts_status status);

    void answered(const std::string& actual, const std::string& expected);

    /// "ITensor#0" for the stub of the class, else the address.
    template <class V>
    std::string borrowed(const V& view, const char* class_name) const
    {
        return (view.table == nullptr || view.table == opened().table ? "" : "of another library: ") +
               name_of(view.native, class_name);
    }

    /// As borrowed(), or "a new IHostMemory"; destroys the handle, and then there must be none of these left.
    template <class H>
    std::string owned(H* handle, const char* class_name) const
    {
        if (handle == nullptr)
        {
            return "null";
        }
        const bool is_new = control_.live(class_name) == 1;
        const std::string name = is_new ? std::string("a new ") + class_name : name_of(handle->native, class_name);
        trts::destroy_handle(handle);
        return control_.live(class_name) == 0 ? name : name + " that is never destroyed";
    }

private:
    trts::Library& opened() const { return trts::require_library(library_); }
    std::uintptr_t stub_address(const char* class_name) const;
    void fail(const std::string& what) const;

    int family_;
    doubles_test::Opened fake_;
    doubles_test::Control control_;
    trts_library* library_ = nullptr;
    std::string version_;
    const Case* case_ = nullptr;
    std::int32_t supported_ = 0;
    std::int32_t refused_ = 0;
};

} // namespace shim_test
