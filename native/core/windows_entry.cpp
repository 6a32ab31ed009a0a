// Where Windows enters the library. At the process's end nothing is taken down: by then Windows has ended all other threads,
// wherever they were, and libstdc++ would wait for locks that these held. What lives that long is the system's to free.
#ifdef _WIN32

#include <windows.h>

extern "C" BOOL WINAPI DllMainCRTStartup(HINSTANCE library, DWORD reason, LPVOID reserved); // mingw's
extern "C" BOOL WINAPI trts_windows_entry(HINSTANCE library, DWORD reason, LPVOID reserved);

extern "C" BOOL WINAPI trts_windows_entry(HINSTANCE library, DWORD reason, LPVOID reserved)
{
    const bool is_end_of_process = reason == DLL_PROCESS_DETACH && reserved != nullptr;
    return is_end_of_process ? TRUE : DllMainCRTStartup(library, reason, reserved);
}

#endif
