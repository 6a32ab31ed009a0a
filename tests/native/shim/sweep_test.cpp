// Every method of TensorRT's objects through the C ABI, on the fake TensorRT of each family.
#include "shim/sweep.h"

using namespace shim_test;
using doubles_test::folder_of;
using doubles_test::Variant;

namespace
{

struct Family
{
    trts_backend backend;
    const char* name;
};

void sweep(const Family& family, Variant variant)
{
    Sweep sweep(family.backend, folder_of(family.name, variant));
    sweep.run_all();

    CHECK(sweep.supported() > 600);
    CHECK_EQUAL(static_cast<std::size_t>(sweep.supported() + sweep.refused()), all_cases().size());
}

constexpr Family trt10{TRTS_BACKEND_TRT10, "trt10"};
constexpr Family trt11{TRTS_BACKEND_TRT11, "trt11"};
constexpr Family rtx1{TRTS_BACKEND_RTX1, "rtx1"};

} // namespace

TEST(every_method_arrives_at_tensorrt_10_and_its_answer_comes_back)
{
    sweep(trt10, Variant::ours);
}

TEST(every_method_arrives_at_tensorrt_11_and_its_answer_comes_back)
{
    sweep(trt11, Variant::ours);
}

TEST(every_method_arrives_at_tensorrt_rtx_and_its_answer_comes_back)
{
    sweep(rtx1, Variant::ours);
}

TEST(every_method_arrives_at_tensorrt_10_by_nvidias_headers)
{
    sweep(trt10, Variant::nvidia);
}

TEST(every_method_arrives_at_tensorrt_11_by_nvidias_headers)
{
    sweep(trt11, Variant::nvidia);
}

TEST(every_method_arrives_at_tensorrt_rtx_by_nvidias_headers)
{
    sweep(rtx1, Variant::nvidia);
}
