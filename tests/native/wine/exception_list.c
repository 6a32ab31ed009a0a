/* Lets .NET run under wine 8, for tests only: keeps wine's list of exception frames free of stale ones.
 *
 * Wine links frames of its own on the stack, also on x86-64, where Windows has none. .NET catches an exception that
 * crosses native frames by restoring a context inside wine's dispatcher, whose frame then stays in the list though its
 * memory is used anew; the next exception jumps through it, faults, and so on for ever. A vectored handler sees each
 * exception before that list is walked, and cuts the list before the first frame that cannot be one. */
#include <string.h>
#include <windows.h>

/* Wine's own frames have handlers in wine's own DLLs. That alone does not do: where memory is used anew, a return address may
 * stand in the handler's place, and point into a DLL as well. So the address must be where a function begins. */
static int is_handler(ULONG64 address)
{
    static const char signature[] = "Wine builtin DLL"; /* behind the DOS header */
    ULONG64 base = 0;
    const RUNTIME_FUNCTION* function = RtlLookupFunctionEntry(address, &base, NULL);
    MEMORY_BASIC_INFORMATION page;
    return function != NULL && base + function->BeginAddress == address &&
           VirtualQuery((void*)base, &page, sizeof page) != 0 && page.Type == MEM_IMAGE &&
           memcmp((char*)base + sizeof(IMAGE_DOS_HEADER), signature, sizeof signature) == 0;
}

/* The list goes up the stack. A frame whose next lies below it is a good one all the same: it was linked when the list began
 * with a stale frame. So each frame is held against the one before it, and never against the next. */
static LONG CALLBACK drop_stale_frames(EXCEPTION_POINTERS* exception)
{
    typedef EXCEPTION_REGISTRATION_RECORD Frame;
    NT_TIB* thread = (NT_TIB*)NtCurrentTeb();
    Frame* const end = (Frame*)~(ULONG_PTR)0;
    Frame** link = (Frame**)&thread->ExceptionList;
    void* lowest = (void*)(ULONG_PTR)exception->ContextRecord->Rsp; /* nothing that lives lies below it */
    for (; *link != end; link = &(*link)->Next)
    {
        Frame* frame = *link;
        const int on_stack = (void*)frame >= lowest && (void*)(frame + 1) <= thread->StackBase;
        if (!on_stack || !is_handler((ULONG_PTR)frame->Handler))
        {
            *link = end;
            break;
        }
        lowest = frame + 1;
    }
    return EXCEPTION_CONTINUE_SEARCH;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, void* reserved)
{
    (void)module;
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH)
    {
        return AddVectoredExceptionHandler(1, drop_stale_frames) != NULL;
    }
    return TRUE;
}
