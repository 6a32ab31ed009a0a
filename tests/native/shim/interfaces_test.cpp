// Every method of every interface that applications implement, called by the fake TensorRT and by references.
#include "core/last_error.h"
#include "shim/interfaces.h"
#include "shim/sweep.h"
#include "trtsharp/progress_monitor.g.h"

using namespace shim_test;
using doubles_test::folder_of;
using doubles_test::Variant;

namespace
{

/// The fake names its stub of an expression; an application has only its address.
std::string with_addresses(const Sweep& sweep, std::string text)
{
    const std::string name = "IDimensionExpr#0";
    const std::string address = text_of(static_cast<const void*>(sweep.control().object("IDimensionExpr")));
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name))
    {
        text.replace(at, name.size(), address);
    }
    return text;
}

void report(const Interface& item, const std::string& what)
{
    harness::report_failure(__FILE__, __LINE__, std::string(item.name) + ": " + what);
}

/// A derived plugin's clone() stands in its base's slot.
bool are_same(const std::string& called, const std::string& arrived)
{
    const auto is_clone = [](const std::string& name) { return name.rfind("::clone") == name.size() - 7; };
    return called == arrived || (is_clone(called) && is_clone(arrived));
}

/// What the fake calls and what arrives, in this order. The fake also calls what is not the application's to answer:
/// what the object is, and methods that a derived interface has closed.
/// @return how many calls were compared
int compare_all(const Sweep& sweep, const Interface& item, const Recording& recording)
{
    std::size_t next = 0;
    for (std::int64_t i = 0; i < sweep.control().call_count(); ++i)
    {
        const std::string method = sweep.control().method(i);
        if (next == recording.calls.size() || !are_same(method, recording.calls[next].method))
        {
            continue;
        }
        const Recording::Call& call = recording.calls[next++];
        const std::string given = with_addresses(sweep, sweep.control().arguments(i));
        const std::string answer = with_addresses(sweep, sweep.control().result(i));
        if (call.given != given)
        {
            report(item, method + "(" + given + ") arrived with (" + call.given + ")");
        }
        if (call.answer != answer)
        {
            report(item, method + " answered " + call.answer + ", which came back as " + answer);
        }
    }
    if (next != recording.calls.size())
    {
        report(item, recording.calls[next].method + " was called back although TensorRT did not call it");
    }
    return static_cast<int>(next);
}

void call_back_all(trts_backend backend, const char* family, Variant variant)
{
    Sweep sweep(backend, folder_of(family, variant));
    for (const Interface& item : all_interfaces())
    {
        if (!item.families[sweep.family()] || std::string(item.name) == "IGpuAsyncAllocator")
        {
            continue;
        }
        Recording recording(sweep);
        Implemented object;
        if (item.create(sweep.library(), recording, true, object) != TRTS_OK)
        {
            report(item, trts::last_error_message());
            continue;
        }
        void* native = object.native();
        // What TensorRT destroys is TensorRT's: the fake calls destroy() last.
        const bool is_destroyed = std::string(item.name).rfind("IPluginV2", 0) == 0;
        if (is_destroyed)
        {
            native = interface_named("IPluginV2").detach(object);
        }
        sweep.control().clear_calls();
        const std::int32_t called = sweep.control().call_back(item.name, native);
        if (called < 1)
        {
            report(item, "the fake calls nothing");
        }
        const int compared = compare_all(sweep, item, recording);
        if (compared != item.method_counts[sweep.family()])
        {
            report(item, std::to_string(compared) + " methods compared instead of " +
                             std::to_string(item.method_counts[sweep.family()]));
        }
        object.destroy();
        if (recording.releases != 1)
        {
            report(item, "released " + std::to_string(recording.releases) + " times");
        }
    }
}

/// The methods that may be left out are, and TensorRT's own defaults stand in.
void call_back_required(trts_backend backend, const char* family)
{
    Sweep sweep(backend, folder_of(family, Variant::ours));
    for (const Interface& item : all_interfaces())
    {
        const bool is_destroyed = std::string(item.name).rfind("IPluginV2", 0) == 0;
        if (!item.families[sweep.family()] || is_destroyed || std::string(item.name) == "IGpuAsyncAllocator")
        {
            continue;
        }
        Recording recording(sweep);
        Implemented object;
        REQUIRE(item.create(sweep.library(), recording, false, object) == TRTS_OK);
        sweep.control().clear_calls();
        CHECK(sweep.control().call_back(item.name, object.native()) > 0);
        std::size_t next = 0;
        for (std::int64_t i = 0; i < sweep.control().call_count(); ++i)
        {
            next += next < recording.calls.size() && recording.calls[next].method == sweep.control().method(i) ? 1u : 0u;
            if (sweep.control().result(i) == "threw")
            {
                report(item, sweep.control().call(i));
            }
        }
        // By default an allocation in a stream's order is one that is not.
        if (next != recording.calls.size() && std::string(item.name) != "IGpuAllocator")
        {
            report(item, "calls came in another order than TensorRT made them");
        }
        object.destroy();
        CHECK_EQUAL(recording.releases, 1);
    }
}

/// What NVIDIA's headers give as default, by hand.
void check_default(trts_backend backend, const char* family, const char* name, const std::string& call)
{
    Sweep sweep(backend, folder_of(family, Variant::ours));
    Recording recording(sweep);
    Implemented object;
    REQUIRE(interface_named(name).create(sweep.library(), recording, false, object) == TRTS_OK);
    sweep.control().clear_calls();
    sweep.control().call_back(name, object.native());
    for (const std::string& made : sweep.control().calls())
    {
        if (made.rfind(call.substr(0, call.find('(') + 1), 0) == 0 && made.size() >= call.size() - call.find(" = ") &&
            made.substr(made.size() - (call.size() - call.find(" = "))) == call.substr(call.find(" = ")))
        {
            return;
        }
    }
    harness::report_failure(__FILE__, __LINE__, "there was no call like " + call);
}

/// Each method of a reference arrives at the object, and its answer comes back.
void call_references(trts_backend backend, const char* family)
{
    Sweep sweep(backend, folder_of(family, Variant::ours));
    int count = 0;
    for (const ReferenceCase& item : all_references())
    {
        const char* name = sweep.of_family(item.names[0], item.names[1], item.names[2]);
        if (name == nullptr || !interface_named(item.interface_name).families[sweep.family()])
        {
            continue;
        }
        Recording recording(sweep);
        Implemented object;
        REQUIRE(interface_named(item.interface_name).create(sweep.library(), recording, true, object) == TRTS_OK);
        Called called(object, recording, name);
        item.run(sweep, called);
        ++count;
    }
    CHECK(count > 20);
}

} // namespace

TEST(tensorrt_10_calls_back_every_method_of_every_interface)
{
    call_back_all(TRTS_BACKEND_TRT10, "trt10", Variant::ours);
}

TEST(tensorrt_11_calls_back_every_method_of_every_interface)
{
    call_back_all(TRTS_BACKEND_TRT11, "trt11", Variant::ours);
}

TEST(tensorrt_rtx_calls_back_every_method_of_every_interface)
{
    call_back_all(TRTS_BACKEND_RTX1, "rtx1", Variant::ours);
}

TEST(tensorrt_10_by_nvidias_headers_calls_back_every_method_of_every_interface)
{
    call_back_all(TRTS_BACKEND_TRT10, "trt10", Variant::nvidia);
}

TEST(tensorrt_11_by_nvidias_headers_calls_back_every_method_of_every_interface)
{
    call_back_all(TRTS_BACKEND_TRT11, "trt11", Variant::nvidia);
}

TEST(tensorrt_rtx_by_nvidias_headers_calls_back_every_method_of_every_interface)
{
    call_back_all(TRTS_BACKEND_RTX1, "rtx1", Variant::nvidia);
}

TEST(what_an_application_leaves_out_tensorrt_answers_itself)
{
    call_back_required(TRTS_BACKEND_TRT10, "trt10");
    call_back_required(TRTS_BACKEND_TRT11, "trt11");
    call_back_required(TRTS_BACKEND_RTX1, "rtx1");
    check_default(TRTS_BACKEND_TRT10, "trt10", "IGpuAllocator", "IGpuAllocator::reallocate() = null");
    check_default(TRTS_BACKEND_TRT10, "trt10", "IGpuAllocator", "IGpuAllocator::allocateAsync() = 0x4440");
    check_default(TRTS_BACKEND_TRT10, "trt10", "IPluginV3OneBuild", "IPluginV3OneBuild::getFormatCombinationLimit() = 100");
    check_default(TRTS_BACKEND_TRT10, "trt10", "IPluginV3OneBuild", "IPluginV3OneBuild::getNbTactics() = 0");
    check_default(TRTS_BACKEND_TRT11, "trt11", "IPluginV3OneBuildV2", "IPluginV3OneBuildV2::getAliasedInput(11) = -1");
}

TEST(every_method_of_a_reference_arrives_at_the_object)
{
    call_references(TRTS_BACKEND_TRT10, "trt10");
    call_references(TRTS_BACKEND_TRT11, "trt11");
    call_references(TRTS_BACKEND_RTX1, "rtx1");
}

TEST(an_asynchronous_allocator_answers_for_the_synchronous_methods)
{
    for (const auto& [backend, family] : {std::pair(TRTS_BACKEND_TRT10, "trt10"), std::pair(TRTS_BACKEND_TRT11, "trt11"),
                                          std::pair(TRTS_BACKEND_RTX1, "rtx1")})
    {
        Sweep sweep(backend, folder_of(family, Variant::ours));
        Recording recording(sweep);
        Implemented object;
        REQUIRE(interface_named("IGpuAsyncAllocator").create(sweep.library(), recording, true, object) == TRTS_OK);
        CHECK(sweep.control().call_back("IGpuAsyncAllocator", object.native()) > 4);
        std::vector<std::string> told;
        for (const Recording::Call& call : recording.calls)
        {
            // Without the address of the memory, which comes first.
            told.push_back(call.method + " " + call.given.substr(call.given.rfind(' ') + 1) + " = " + call.answer);
        }
        CHECK(told == std::vector<std::string>({"IGpuAsyncAllocator::allocateAsync null = 0x4440",
                                                "IGpuAllocator::reallocate 4294967329 = 0x4440",
                                                "IGpuAsyncAllocator::deallocateAsync null = true",
                                                "IGpuAsyncAllocator::allocateAsync 0x5700 = 0x4440",
                                                "IGpuAsyncAllocator::deallocateAsync 0x5700 = true"}));
    }
}

TEST(what_an_application_must_answer_cannot_be_left_out)
{
    Sweep sweep(TRTS_BACKEND_RTX1, folder_of("rtx1", Variant::ours));
    const trts_progress_monitor_callbacks none{};
    trts_progress_monitor* monitor = nullptr;
    CHECK_EQUAL(trts_progress_monitor_create(sweep.library(), &none, &monitor), trts_status{TRTS_INVALID_ARGUMENT});
    CHECK(monitor == nullptr);
    CHECK(std::string(trts::last_error_message()).find("phase_start") != std::string::npos);
    CHECK_EQUAL(trts_progress_monitor_create(sweep.library(), nullptr, &monitor), trts_status{TRTS_INVALID_ARGUMENT});
    CHECK_EQUAL(trts_progress_monitor_create(nullptr, &none, &monitor), trts_status{TRTS_INVALID_ARGUMENT});
}
