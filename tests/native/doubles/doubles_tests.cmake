# The fake TensorRT itself: each family's, made from our declarations and from NVIDIA's headers, driven directly, and
# through our loader and C ABI.
file(GLOB doubles_tests CONFIGURE_DEPENDS doubles/*_test.cpp)
file(GLOB family_tests CONFIGURE_DEPENDS doubles/family/*_test.cpp)
trts_add_native_test(doubles_tests 3 ${doubles_tests} doubles/header.c)
set(includes "${CMAKE_CURRENT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}/../doubles/tensorrt")
target_include_directories(doubles_tests PRIVATE ${includes})

add_library(tiny_driver MODULE doubles/tiny_driver.cpp)
trts_compile_options(tiny_driver)
find_package(Threads REQUIRED)
target_link_libraries(tiny_driver PRIVATE Threads::Threads)

set(definitions TRTS_TEST_DOUBLES="${CMAKE_BINARY_DIR}/doubles" TRTS_TEST_TINY_DRIVER="$<TARGET_FILE:tiny_driver>")
target_compile_definitions(doubles_tests PRIVATE ${definitions})
foreach(family IN ITEMS trt10 trt11 rtx1)
    add_library(doubles_tests_${family} OBJECT ${family_tests})
    trts_compile_options(doubles_tests_${family})
    target_include_directories(doubles_tests_${family} PRIVATE ${includes} "${trtsharp_SOURCE_DIR}" "${trtsharp_SOURCE_DIR}/include")
    target_compile_definitions(doubles_tests_${family} PRIVATE TRTS_FAMILY=${family} TRTS_FAMILY_${family}=1 ${definitions})
    # They call the fake through our classes, as native/tensorrt does (cmake/TrtsFreestanding.cmake says why).
    target_compile_options(doubles_tests_${family} PRIVATE -O0 -fno-lto -fno-devirtualize -fno-strict-aliasing)
    target_link_libraries(doubles_tests PRIVATE doubles_tests_${family})
endforeach()
add_dependencies(doubles_tests fake_tensorrt tiny_driver)
