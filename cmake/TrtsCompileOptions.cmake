# Flags for everything of ours, in one place.
function(trts_compile_options target)
    set_target_properties(${target} PROPERTIES
        C_STANDARD 11 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF
        CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
        C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
        POSITION_INDEPENDENT_CODE ON)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Werror)
    trts_sanitize(${target})
endfunction()

# vptr is off: it would follow the vtables of foreign objects, which carry no type information of ours.
function(trts_sanitize target)
    if(TRTS_SANITIZERS)
        list(JOIN TRTS_SANITIZERS "," joined)
        set(flags -fsanitize=${joined} -fno-omit-frame-pointer)
        if("undefined" IN_LIST TRTS_SANITIZERS)
            list(APPEND flags -fno-sanitize=vptr -fno-sanitize-recover=undefined)
        endif()
        target_compile_options(${target} PRIVATE ${flags})
        target_link_options(${target} PRIVATE ${flags})
    endif()
endfunction()

# The library needs the C runtime and nothing else: whoever loads it need not have our libstdc++.
function(trts_link_options target)
    if(WIN32)
        target_link_options(${target} PRIVATE -static -Wl,--gc-sections -Wl,--entry=trts_windows_entry)
        if(CMAKE_BUILD_TYPE STREQUAL "Release")
            target_link_options(${target} PRIVATE -s)
        endif()
        return()
    endif()
    if(NOT TRTS_SANITIZERS)
        target_link_options(${target} PRIVATE -static-libstdc++ -static-libgcc)
    endif()
    target_link_options(${target} PRIVATE -Wl,-z,defs -Wl,-z,relro -Wl,-z,now -Wl,--gc-sections)
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
        target_link_options(${target} PRIVATE -s)
    endif()
    trts_sanitize(${target})
endfunction()
