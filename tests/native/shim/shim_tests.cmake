# The C ABI over the fake TensorRT: every method, every version, every callback.
file(GLOB shim_tests CONFIGURE_DEPENDS shim/*.cpp shim/generated/*.g.cpp)
trts_add_native_test(shim_tests 3 ${shim_tests})
target_include_directories(shim_tests PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/../doubles/tensorrt")
target_compile_definitions(shim_tests PRIVATE TRTS_TEST_DOUBLES="${CMAKE_BINARY_DIR}/doubles"
    TRTS_TEST_FAKE_DRIVER="$<TARGET_FILE:fake_cuda_driver>")
add_dependencies(shim_tests fake_tensorrt fake_cuda_driver)
