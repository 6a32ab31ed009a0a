// What the fake driver knows: devices with their contexts, and every object that is alive. Handles of streams and
// events are numbers that are never used twice, so that one that is dead is recognised.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "driver_api.h"
#include "stream.h"

namespace fake_cuda
{

// CUresult.
constexpr CUresult success = 0;
constexpr CUresult invalid_value = 1;
constexpr CUresult out_of_memory = 2;
constexpr CUresult not_initialized = 3;
constexpr CUresult no_device = 100;
constexpr CUresult invalid_device = 101;
constexpr CUresult invalid_context = 201;
constexpr CUresult invalid_image = 200;
constexpr CUresult invalid_ptx = 218;
constexpr CUresult not_found = 500;
constexpr CUresult not_supported = 801;
constexpr CUresult invalid_handle = 400;
constexpr CUresult not_ready = 600;
constexpr CUresult not_permitted = 800;

constexpr int most_devices = 2;

struct Device
{
    /// What goes wrong with everything on this device; 0 while it is well.
    CUresult error() const;
    void break_down(CUresult code);

    CUcontext context() { return reinterpret_cast<CUcontext>(this); }

    int ordinal = 0;
    std::int64_t total = 0;
    std::int64_t used = 0;
    int retains = 0;
    CUresult broken = success;
    std::shared_ptr<Stream> null_stream; // the context's own
};

/// One record of an event, which becomes done once.
class Record final
{
  public:
    void finish();
    void wait();
    bool is_done() const;
    std::int64_t nanoseconds() const;

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool is_done_ = false;
    std::int64_t nanoseconds_ = 0;
};

struct Event
{
    Device& device;
    unsigned flags;
    std::shared_ptr<Record> last; // null: never recorded
};

struct Allocation
{
    Device* device; // of host memory: where it was allocated
    std::size_t size;
    unsigned flags;
};

/// A kernel of a module: of PTX only its head is read.
struct Kernel
{
    std::string name;
    std::vector<std::size_t> parameter_sizes;
};

struct Module
{
    Device* device;
    std::vector<std::unique_ptr<Kernel>> kernels; // a CUfunction is the address of one
};

struct Fault
{
    int skip = 0;
    int times = 0;
    CUresult code = success;
    enum class Kind
    {
        once,
        for_good,
        later
    } kind = Kind::once;
};

/// Everything, under one lock, which nobody holds while he waits.
struct World
{
    std::mutex mutex;
    bool is_initialized = false;
    int device_count = most_devices;
    Device devices[most_devices];
    std::map<CUstream, std::shared_ptr<Stream>> streams;
    std::map<CUevent, std::shared_ptr<Event>> events;
    std::map<CUmodule, Module> modules;
    std::map<CUdeviceptr, Allocation> allocations;
    std::map<void*, Allocation> host_allocations;
    std::int64_t host_total = 0;
    std::int64_t host_used = 0;
    std::uintptr_t next_handle = 0x1000;

    std::map<std::string, Fault> faults;
    std::map<std::string, int> delays;
    std::map<std::string, std::int64_t> calls;
};

World& world();

/// Sizes of memory as they are at first.
void set_default_limits(World& all);

/// The contexts of the calling thread; the last one is current.
std::vector<Device*>& context_stack();

/// Null for what is no context.
Device* device_of(CUcontext context);

/// The living object behind a handle; null for a dead one. A null stream is the current context's own.
std::shared_ptr<Stream> find_stream(CUstream stream);
std::shared_ptr<Event> find_event(CUevent event);

/// Waits for all streams of the device.
void wait_for_device(Device& device);

} // namespace fake_cuda
