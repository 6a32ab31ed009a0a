# native/tensorrt: one source, compiled once for each TensorRT family (ABI).
#
# It calls NVIDIA's objects through classes that we declare ourselves, with the same vtables. That is outside the C++
# standard, and sound only while the compiler sees no more than a call through a slot: hence no LTO, no CFI, no vptr
# sanitizer, no devirtualisation across it, and no type information. Exceptions stay on: foreign_call.h catches NVIDIA's.
function(trts_add_freestanding_families prefix directory)
    set(families trt10 trt11 rtx1)
    file(GLOB sources CONFIGURE_DEPENDS "${directory}/*.cpp" "${directory}/callbacks/*.cpp")
    set(objects)
    foreach(family IN LISTS families)
        set(target ${prefix}_${family})
        add_library(${target} OBJECT ${sources})
        trts_compile_options(${target})
        target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}/include")
        target_compile_definitions(${target} PRIVATE TRTS_FAMILY=${family} TRTS_FAMILY_${family}=1)
        target_compile_options(${target} PRIVATE
            -ffreestanding -fno-rtti -fno-threadsafe-statics -fno-lto -fno-devirtualize -fno-strict-aliasing)
        list(APPEND objects ${target})
    endforeach()
    set(${prefix}_OBJECT_LIBRARIES ${objects} PARENT_SCOPE)
endfunction()
