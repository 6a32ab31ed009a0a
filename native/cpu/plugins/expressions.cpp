#include "cpu/plugins/expressions.h"

#include <algorithm>

#include "core/dispatch/entry.h"
#include "core/error.h"
#include "cpu/plugins/entries.h"
#include "trtsharp/enums.g.h"

namespace trts::cpu
{
namespace
{

[[noreturn]] void fail(const std::string& problem)
{
    throw Error(TRTS_INVALID_ARGUMENT, "a dimension of a plugin's output cannot be computed: " + problem);
}

std::int64_t divide_down(std::int64_t left, std::int64_t right)
{
    if (right == 0 || (right == -1 && left == INT64_MIN))
    {
        fail(std::to_string(left) + " is divided by " + std::to_string(right));
    }
    const std::int64_t quotient = left / right;
    return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
}

std::int64_t divide_up(std::int64_t left, std::int64_t right)
{
    const std::int64_t down = divide_down(left, right);
    return left % right != 0 ? down + 1 : down;
}

void require_no_overflow(bool has_overflowed)
{
    if (has_overflowed)
    {
        fail("the result does not fit into 64 bits");
    }
}

std::int64_t compute(std::int32_t op, std::int64_t left, std::int64_t right)
{
    std::int64_t result = 0;
    switch (op)
    {
    case TRTS_DIMENSION_OPERATION_SUM:
        require_no_overflow(__builtin_add_overflow(left, right, &result));
        return result;
    case TRTS_DIMENSION_OPERATION_PROD:
        require_no_overflow(__builtin_mul_overflow(left, right, &result));
        return result;
    case TRTS_DIMENSION_OPERATION_MAX:
        return std::max(left, right);
    case TRTS_DIMENSION_OPERATION_MIN:
        return std::min(left, right);
    case TRTS_DIMENSION_OPERATION_SUB:
        require_no_overflow(__builtin_sub_overflow(left, right, &result));
        return result;
    case TRTS_DIMENSION_OPERATION_EQUAL:
        return left == right ? 1 : 0;
    case TRTS_DIMENSION_OPERATION_LESS:
        return left < right ? 1 : 0;
    case TRTS_DIMENSION_OPERATION_FLOOR_DIV:
        return divide_down(left, right);
    case TRTS_DIMENSION_OPERATION_CEIL_DIV:
        return divide_up(left, right);
    default:
        fail("there is no dimension operation " + std::to_string(op));
    }
}

} // namespace

std::int64_t DimensionExpr::get_constant_value() const noexcept
{
    return is_constant_ ? dimension_.value : INT64_MIN;
}

DimensionExpr* ExprBuilder::constant(std::int64_t value)
{
    return &expressions_.emplace_back(Dimension{value, {}}, true);
}

DimensionExpr* ExprBuilder::operation(std::int32_t op, DimensionExpr* first, DimensionExpr* second)
{
    if (op < 0 || op > TRTS_DIMENSION_OPERATION_CEIL_DIV)
    {
        fail("there is no dimension operation " + std::to_string(op));
    }
    if (first->is_constant() && second->is_constant())
    {
        return constant(compute(op, first->dimension().value, second->dimension().value));
    }
    return add({});
}

DimensionExpr* ExprBuilder::declare_size_tensor(std::int32_t, DimensionExpr*, DimensionExpr*)
{
    throw Error(TRTS_NOT_SUPPORTED,
                "IExprBuilder::declareSizeTensor: outputs whose size depends on data are not supported by backend cpu");
}

DimensionExpr* ExprBuilder::add(Dimension dimension)
{
    const bool is_constant = dimension.value >= 0;
    return &expressions_.emplace_back(std::move(dimension), is_constant);
}

void fill_expression_entries(trts_api_table& table)
{
    table.dimension_expr_is_constant = entry<&DimensionExpr::is_constant>;
    table.dimension_expr_get_constant_value = entry<&DimensionExpr::get_constant_value>;
    table.dimension_expr_is_size_tensor = entry<&DimensionExpr::is_size_tensor>;
    table.expr_builder_constant = entry<&ExprBuilder::constant>;
    table.expr_builder_operation = entry<&ExprBuilder::operation>;
    table.expr_builder_declare_size_tensor = entry<&ExprBuilder::declare_size_tensor>;
}

} // namespace trts::cpu
