# Finding and opening TensorRT: over files that are never opened, over the fakes, and over NVIDIA's own libraries.
file(GLOB loading_tests CONFIGURE_DEPENDS loading/*_test.cpp)
file(GLOB loading_doubles_tests CONFIGURE_DEPENDS loading/doubles/*_test.cpp)
file(GLOB loading_real_tests CONFIGURE_DEPENDS loading/real/*_test.cpp)
set(helpers loading/library_bytes.cpp loading/child.cpp)

trts_add_native_test(loading_tests 0 ${loading_tests} ${helpers})
trts_add_native_test(loading_doubles_tests 3 ${loading_doubles_tests} ${helpers})
target_compile_definitions(loading_doubles_tests PRIVATE
    TRTS_TEST_DOUBLES="../doubles" TRTS_TEST_FAKE_DRIVER="doubles/cuda/$<TARGET_FILE_NAME:fake_cuda_driver>")
add_dependencies(loading_doubles_tests fake_tensorrt fake_cuda_driver)
trts_add_native_test(loading_real_tests 1 ${loading_real_tests} ${helpers})

# A library whose dependency nobody finds: it was built in a folder that is on no path.
add_library(missing_dependency SHARED loading/missing_dependency.c)
add_library(needs_what_is_missing MODULE loading/needs_what_is_missing.c)
trts_compile_options(missing_dependency)
trts_compile_options(needs_what_is_missing)
set_target_properties(missing_dependency PROPERTIES
    C_VISIBILITY_PRESET default LIBRARY_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/missing")
set_target_properties(needs_what_is_missing PROPERTIES SKIP_BUILD_RPATH ON)
target_link_libraries(needs_what_is_missing PRIVATE missing_dependency)
add_dependencies(loading_doubles_tests needs_what_is_missing)
