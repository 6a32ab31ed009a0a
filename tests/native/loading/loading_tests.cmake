# Finding and opening TensorRT: over files that are never opened, over the fakes, and over NVIDIA's own libraries.
file(GLOB loading_tests CONFIGURE_DEPENDS loading/*.cpp)
trts_add_native_test(loading_tests 0 ${loading_tests})
