#include "header_test_fake.h"

#include "core/loading/cuda_loader.h"
#include "cuda/driver_api.h"
#include "function_shape.h"

std::map<std::string, std::string> cuda_test::fake_shapes()
{
    std::map<std::string, std::string> shapes;
#define ADD(name, suffix, parameters) shapes[#name] = Shape<decltype(name##suffix)>::text();
    TRTS_CUDA_FUNCTIONS(ADD, ADD)
#undef ADD
    return shapes;
}
