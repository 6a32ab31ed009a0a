#include "core/onnx/types.h"

#include <cstdint>
#include <limits>

#include "harness.h"

using namespace trts::onnx;

TEST(element_types_have_onnx_names_and_sizes)
{
    CHECK_EQUAL(name_of(ElementType::Float), "FLOAT");
    CHECK_EQUAL(name_of(ElementType::BFloat16), "BFLOAT16");
    CHECK_EQUAL(name_of(ElementType::Int2), "INT2");
    CHECK_EQUAL(name_of(static_cast<ElementType>(99)), "type 99");
    CHECK_EQUAL(name_of(static_cast<ElementType>(-1)), "type -1");
    CHECK_EQUAL(bit_size(ElementType::Complex128), 128);
    CHECK_EQUAL(bit_size(ElementType::Float16), 16);
    CHECK_EQUAL(bit_size(ElementType::Float8E5M2FNUZ), 8);
    CHECK_EQUAL(bit_size(ElementType::Float4E2M1), 4);
    CHECK_EQUAL(bit_size(ElementType::UInt2), 2);
    CHECK_EQUAL(bit_size(ElementType::String), 0);
    CHECK(is_known(ElementType::String));
    CHECK(!is_known(ElementType::Undefined));
    CHECK(!is_known(static_cast<ElementType>(27)));
}

TEST(element_count_never_overflows)
{
    constexpr std::int64_t large = std::int64_t{1} << 40;
    CHECK(element_count({}) == 1);
    CHECK(element_count({2, 3, 4}) == 24);
    CHECK(element_count({2, 0, 4}) == 0);
    CHECK(!element_count({2, -1}));
    CHECK(!element_count({0, -1}));
    CHECK(!element_count({large, large}));
    CHECK(element_count({large, large, 0}) == 0);
    CHECK(!element_count({large, large, 0, -1}));
    CHECK(element_count({std::numeric_limits<std::int64_t>::max()}) == std::numeric_limits<std::int64_t>::max());
}

TEST(byte_size_rounds_packed_types_up_and_never_overflows)
{
    CHECK(byte_size(ElementType::Float, 3) == 12);
    CHECK(byte_size(ElementType::Int4, 3) == 2);
    CHECK(byte_size(ElementType::UInt2, 9) == 3);
    CHECK(byte_size(ElementType::Bool, 0) == 0);
    CHECK(!byte_size(ElementType::String, 1));
    CHECK(!byte_size(ElementType::Undefined, 1));
    CHECK(!byte_size(ElementType::Double, std::numeric_limits<std::int64_t>::max() / 4));
}

TEST(a_set_of_types_holds_what_it_was_given)
{
    constexpr ElementTypes set{ElementType::Float, ElementType::Int2};
    CHECK(set.contains(ElementType::Float));
    CHECK(set.contains(ElementType::Int2));
    CHECK(!set.contains(ElementType::Double));
    CHECK(!set.contains(ElementType::Undefined));
    CHECK(!set.contains(static_cast<ElementType>(-5)));
    CHECK(!set.contains(static_cast<ElementType>(65)));
}
