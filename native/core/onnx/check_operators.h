// Internal to the checks: which operators exist for this model and backend, and at which version.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/onnx/check_report.h"
#include "core/onnx/checks.h"
#include "core/onnx/model.h"

namespace trts::onnx
{

/// The operators of the backend and of the model itself.
class Operators
{
  public:
    Operators(const Model& model, const Support& support, Report& report);

    /// The backend's domain of that name, or null.
    const DomainSupport* find_domain(std::string_view domain) const noexcept;

    /// Index of the model-local function that a node calls.
    std::optional<std::uint32_t> find_function(const Node& node) const;

    bool is_plugin(const Node& node) const noexcept;

    void check_known(const Node& node, std::size_t index, const Place& place) const;

    /// Functions that reach themselves, and calls that expand to more than any backend takes.
    void check_expansion() const;

  private:
    struct Calls
    {
        std::int64_t nodes = 0;
        std::vector<std::uint32_t> functions; // one entry for each call
    };

    void collect_calls(const std::vector<Node>& nodes, Calls& calls) const;

    using Key = std::tuple<std::string_view, std::string_view, std::string_view>; // domain, name, overload

    const Model& model_;
    const Support& support_;
    Report& report_;
    std::map<Key, std::uint32_t> functions_;
};

/// The opset imports of the model, or of one function: checked themselves, and as nodes use them.
class Opsets
{
  public:
    Opsets(const std::vector<OpsetImport>& imports, const Operators& operators, const Place& place, Report& report);

    void check_used_by(const Node& node, std::size_t index, const Place& place);

  private:
    void check_version(std::string_view domain, std::int64_t version, const Place& place);

    const Operators& operators_;
    Report& report_;
    std::map<std::string_view, std::int64_t> versions_;
    std::set<std::string_view> checked_;
};

} // namespace trts::onnx
