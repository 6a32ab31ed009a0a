// Internal to the checks: where a problem is found, and the list that problems go to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/onnx/checks.h"
#include "core/onnx/model.h"

namespace trts::onnx
{

struct Place
{
    std::string prefix; // "in attribute 'body' of node 'loop' (Loop): "; empty in the main graph
    std::int32_t main_node_index = -1;
    const Node* node = nullptr;
};

class Report
{
  public:
    explicit Report(std::size_t capacity) : capacity_(capacity) {}

    void add(ProblemCode code, const Place& place, const std::string& message, std::string_view tensor_name = {});

    bool is_full() const noexcept { return problems_.size() >= capacity_; }

    std::vector<Problem> take() noexcept { return std::move(problems_); }

  private:
    std::size_t capacity_;
    std::vector<Problem> problems_;
};

} // namespace trts::onnx
