// What was called, and what should not have been.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace trts::doubles::recorder
{

struct Call
{
    std::string method;
    std::string arguments;
    std::string result;
};

void add(Call call);
std::int64_t count();
std::int64_t count_of(const std::string& method);
std::optional<Call> at(std::int64_t index);
void clear();

void add_trap(const std::string& text);
std::int64_t trap_count();
std::optional<std::string> trap_at(std::int64_t index);
void clear_traps();

/// "IBuilder::buildSerializedNetwork" of that name with its parameters' types.
std::string bare_name(const std::string& method);

} // namespace trts::doubles::recorder
