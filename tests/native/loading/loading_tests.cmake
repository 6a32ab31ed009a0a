# Finding and opening TensorRT: over files that are never opened, over the fakes, and over NVIDIA's own libraries.
file(GLOB loading_tests CONFIGURE_DEPENDS loading/*_test.cpp)
file(GLOB loading_doubles_tests CONFIGURE_DEPENDS loading/doubles/*_test.cpp)
file(GLOB loading_real_tests CONFIGURE_DEPENDS loading/real/*_test.cpp)
set(helpers loading/library_bytes.cpp loading/child.cpp)

trts_add_native_test(loading_tests 0 ${loading_tests} ${helpers})
trts_add_native_test(loading_doubles_tests 3 ${loading_doubles_tests} ${helpers})
target_compile_definitions(loading_doubles_tests PRIVATE
    TRTS_TEST_DOUBLES="../doubles" TRTS_TEST_FAKE_DRIVER="doubles/cuda/$<TARGET_FILE_NAME:fake_cuda_driver>"
    TRTS_TEST_LIBRARIES="../libraries")
target_include_directories(loading_doubles_tests PRIVATE ../doubles/tensorrt)
add_dependencies(loading_doubles_tests fake_tensorrt fake_cuda_driver stand_in_trt10)
trts_add_native_test(loading_real_tests 1 ${loading_real_tests} ${helpers})
add_dependencies(loading_doubles_tests needs_what_is_missing)
