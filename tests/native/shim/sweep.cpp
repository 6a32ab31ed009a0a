#include "shim/sweep.h"

#include <cstdlib>

#include "core/last_error.h"
#include "trtsharp/library.h"

namespace shim_test
{
namespace
{

constexpr const char* library_names[] = {"libnvinfer.so.10", "libnvinfer.so.11", "libtensorrt_rtx.so.1"};

int family_of(trts_backend backend)
{
    return backend == TRTS_BACKEND_TRT10 ? 0 : backend == TRTS_BACKEND_TRT11 ? 1 : 2;
}

/// What the shim asks of an object before it uses it as what it is said to be.
bool is_identity_check(const std::string& method)
{
    return method == "ILayer::getType" || method == "IVersionedInterface::getInterfaceInfo";
}

} // namespace

Adapter::Adapter(const Sweep& sweep, const char* interface_name) : recording_(std::make_unique<Recording>(sweep))
{
    const Interface found = interface_named(interface_name);
    if (!found.families[sweep.family()] || found.create(sweep.library(), *recording_, true, object_) != TRTS_OK)
    {
        throw std::runtime_error(std::string("cannot implement ") + interface_name);
    }
}

Sweep::Sweep(trts_backend backend, const std::filesystem::path& folder)
    : family_(family_of(backend)), fake_(folder / library_names[family_]), control_(fake_)
{
    control_.reset();
    setenv("TRTSHARP_CUDA_DRIVER", TRTS_TEST_FAKE_DRIVER, 1); // TensorRT-RTX loads engines only with a device
    const std::string file = (folder / library_names[family_]).string();
    if (trts_library_open(backend, file.c_str(), &library_) != TRTS_OK)
    {
        throw std::runtime_error(file + ": " + trts::last_error_message());
    }
    version_ = opened().table->backend->version_text;
}

void Sweep::run_all()
{
    for (const Case& item : all_cases())
    {
        case_ = &item;
        control_.clear_calls();
        item.run(*this);
        for (const std::string& trap : control_.traps())
        {
            fail("trap: " + trap);
        }
        control_.clear_traps();
    }
    if (control_.live() != 0)
    {
        fail("left alive: " + control_.live_name(0));
    }
}

const char* Sweep::of_family(const char* trt10, const char* trt11, const char* rtx1) const
{
    return family_ == 0 ? trt10 : family_ == 1 ? trt11 : rtx1;
}

bool Sweep::arrived(trts_status status, std::initializer_list<std::string> arguments, trts_status expected)
{
    std::vector<std::string> calls;
    for (const std::string& call : control_.calls())
    {
        if (!is_identity_check(call.substr(0, call.find('('))) || control_.call_count() == 1)
        {
            calls.push_back(call);
        }
    }
    const char* name = of_family(case_->names[0], case_->names[1], case_->names[2]);
    const std::string message = status == TRTS_OK ? "" : trts::last_error_message();
    if (name == nullptr || !exists(name))
    {
        ++refused_;
        if (status != TRTS_NOT_SUPPORTED)
        {
            fail("should be refused, and gave status " + std::to_string(status) + " " + message);
        }
        else if (message.find(version_.substr(0, version_.rfind('.'))) == std::string::npos)
        {
            fail("refused without the version " + version_ + ": " + message);
        }
        if (!calls.empty())
        {
            fail("refused, and called all the same: " + calls[0]);
        }
        return false;
    }
    ++supported_;
    std::string wanted = std::string(name).substr(0, std::string(name).find('(')) + "(";
    for (const std::string& argument : arguments)
    {
        wanted += (wanted.back() == '(' ? "" : ", ") + argument;
    }
    wanted += ")";
    if (status != expected)
    {
        fail("status " + std::to_string(status) + " instead of " + std::to_string(expected) + ": " + message);
    }
    else if (calls.size() != 1)
    {
        fail(std::to_string(calls.size()) + " calls instead of " + wanted + (calls.empty() ? "" : ", first " + calls[0]));
    }
    else if (control_.call_count() > 0)
    {
        const std::int64_t last = control_.call_count() - 1;
        const std::string method = control_.method(last);
        const std::string bare = method.substr(0, method.find('('));
        if (method != name || bare + "(" + control_.arguments(last) + ")" != wanted)
        {
            fail("arrived as " + method + " with (" + control_.arguments(last) + ") instead of " + name + " as " + wanted);
        }
    }
    return status == TRTS_OK;
}

bool Sweep::asked(trts_status status)
{
    if (status != TRTS_OK && status != TRTS_NOT_SUPPORTED)
    {
        fail("its getter gave status " + std::to_string(status) + ": " + trts::last_error_message());
    }
    return status == TRTS_OK;
}

void Sweep::answered(const std::string& actual, const std::string& expected)
{
    if (actual != expected)
    {
        fail("gave " + actual + " instead of " + expected);
    }
}

std::uintptr_t Sweep::stub_address(const char* class_name) const
{
    void* stub = control_.object(class_name);
    return stub == nullptr ? 0xdead : reinterpret_cast<std::uintptr_t>(stub); // of a class that the family has not
}

std::string Sweep::name_of(const void* native, const char* class_name) const
{
    return native != nullptr && native == control_.object(class_name) ? std::string(class_name) + "#0"
                                                                      : text_of(native);
}

bool Sweep::exists(const std::string& method) const
{
    if (control_.version() / 100 == 1008 && method == "IBuilder::createNetworkV2")
    {
        return false; // its layers' virtual functions stand in other places: NVIDIA's own defect
    }
    for (std::int64_t i = 0; i < control_.method_count(); ++i)
    {
        if (control_.method_name(i) == method)
        {
            return control_.method_since(i) <= control_.version() / 100;
        }
    }
    fail("the fake has no " + method);
    return true;
}

void Sweep::fail(const std::string& what) const
{
    harness::report_failure(__FILE__, __LINE__,
                            version_ + " " + (case_ == nullptr ? "" : case_->c_name) + ": " + what);
}

} // namespace shim_test
