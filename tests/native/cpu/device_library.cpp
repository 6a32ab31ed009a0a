// The tests in tests/native/devices, on the CPU backend.
#include "backend_fixture.h"
#include "devices/objects.h"

trts_library* device_test::library()
{
    trts_library* opened = nullptr;
    require(trts_library_open(TRTS_BACKEND_CPU, trts::cpu::path(cpu_test::library()), &opened));
    return opened;
}

std::string device_test::live_objects()
{
    return live_handles_and_bytes();
}
