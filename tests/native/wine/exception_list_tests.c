/* exception_list.c beside a stale frame at the beginning of the list, as .NET leaves them. */
#include <stdio.h>
#include <windows.h>

static EXCEPTION_DISPOSITION NTAPI goes_on(EXCEPTION_RECORD* record, void* frame, CONTEXT* context, void* dispatcher)
{
    (void)record, (void)frame, (void)context, (void)dispatcher;
    return ExceptionContinueSearch;
}

/* Begins the list with a frame of `memory`, which is further down the stack than all that is called later. */
static void leave_stale_frame(void* memory)
{
    NT_TIB* thread = (NT_TIB*)NtCurrentTeb();
    EXCEPTION_REGISTRATION_RECORD* frame = memory;
    frame->Next = thread->ExceptionList;
    frame->Handler = goes_on;
    thread->ExceptionList = frame;
}

int main(void)
{
    if (LoadLibraryA("wine_exception_list.dll") == NULL)
    {
        puts("FAILED  wine_exception_list.dll cannot be loaded\n0 passed, 1 failed, 0 skipped");
        return 1;
    }
    /* Wine's own frame in IsBadReadPtr is above the stale one that it links to: where it is dropped, the process ends
     * here. */
    leave_stale_frame((char*)((NT_TIB*)NtCurrentTeb())->StackLimit + 16 * sizeof(void*));
    const int ok = IsBadReadPtr((void*)16, 1) != 0;
    printf("%s a_frame_that_wine_links_to_a_stale_one_handles_its_exception\n%d passed, %d failed, 0 skipped\n",
           ok ? "passed " : "FAILED ", ok, !ok);
    return !ok;
}
