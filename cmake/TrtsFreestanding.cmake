# native/tensorrt: one source, compiled once for each TensorRT family (ABI).
#
# It calls NVIDIA's objects through classes that we declare ourselves, with the same vtables. That is outside the C++
# standard, and sound only while the compiler sees no more than a call through a slot: hence no LTO, no CFI, no vptr
# sanitizer, no devirtualisation across it, and no type information. Exceptions stay on: foreign_call.h catches NVIDIA's.
#
# What the library links stands in PREFIX_OBJECTS: object libraries, or, for Windows, object files.
function(trts_add_freestanding_families prefix directory)
    file(GLOB sources CONFIGURE_DEPENDS "${directory}/*.cpp" "${directory}/callbacks/*.cpp")
    set(objects)
    if(MINGW)
        trts_compile_for_msvc("${directory}/msvc/runtime.cpp" msvc/runtime "" objects)
    endif()
    foreach(family IN ITEMS trt10 trt11 rtx1)
        set(definitions TRTS_FAMILY=${family} TRTS_FAMILY_${family}=1)
        if(MINGW)
            foreach(source IN LISTS sources)
                get_filename_component(stem "${source}" NAME_WLE)
                trts_compile_for_msvc("${source}" "${family}/${stem}" "${definitions}" objects)
            endforeach()
            continue()
        endif()
        set(target ${prefix}_${family})
        trts_add_freestanding_family(${target} "${directory}" ${definitions})
        list(APPEND objects ${target})
    endforeach()
    set(${prefix}_OBJECTS ${objects} PARENT_SCOPE)
endfunction()

# One family's object library, for g++ and whoever takes its options.
function(trts_add_freestanding_family target directory)
    file(GLOB sources CONFIGURE_DEPENDS "${directory}/*.cpp" "${directory}/callbacks/*.cpp")
    add_library(${target} OBJECT ${sources})
    trts_compile_options(${target})
    target_include_directories(${target} PRIVATE "${directory}/.." "${directory}/../include")
    target_compile_definitions(${target} PRIVATE ${ARGN})
    target_compile_options(${target} PRIVATE
        -ffreestanding -fno-rtti -fno-threadsafe-statics -fno-lto -fno-devirtualize -fno-strict-aliasing)
endfunction()

# NVIDIA's DLLs have the MSVC ABI (the order of overloads in a vtable, structs returned by value), which g++ does not
# speak: clang compiles such a source for it, and g++ links the object. Big stack frames would call __chkstk, hence
# -mno-stack-arg-probe. What escapes from NVIDIA's code is a structured exception there, so C++'s are off; it is found
# by way of the unwind tables of every frame between, which -ffreestanding leaves out unless they are asked for.
function(trts_compile_for_msvc source name definitions out_objects)
    find_program(TRTS_CLANG NAMES clang++ clang++-14 clang++-15 clang++-16 clang++-17 clang++-18 clang++-19
        CMAKE_FIND_ROOT_PATH_BOTH REQUIRED)
    set(object "${CMAKE_CURRENT_BINARY_DIR}/msvc_abi/${name}.obj")
    get_filename_component(folder "${object}" DIRECTORY)
    file(MAKE_DIRECTORY "${folder}")
    set(check "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/CheckFreestanding.cmake")
    list(TRANSFORM definitions PREPEND -D)
    add_custom_command(OUTPUT "${object}"
        COMMAND ${TRTS_CLANG} --target=x86_64-pc-windows-msvc -std=c++17 -O2 -c "${source}" -o "${object}"
            -ffreestanding -nostdlibinc -fno-exceptions -fno-rtti -fno-threadsafe-statics -mno-stack-arg-probe
            -fasynchronous-unwind-tables -fno-strict-aliasing -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Werror
            -I "${CMAKE_CURRENT_SOURCE_DIR}" -I "${CMAKE_CURRENT_SOURCE_DIR}/include" ${definitions}
            -MD -MF "${object}.d" -MT "${object}"
        COMMAND ${CMAKE_COMMAND} -DNM=${CMAKE_NM} -DOBJECT=${object} -P "${check}"
        DEPENDS "${source}" "${check}"
        DEPFILE "${object}.d"
        COMMENT "Building ${name}.obj for the MSVC ABI"
        VERBATIM)
    set_source_files_properties("${object}" PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
    set(${out_objects} ${${out_objects}} "${object}" PARENT_SCOPE)
endfunction()
