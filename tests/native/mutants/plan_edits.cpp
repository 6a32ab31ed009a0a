#include "mutants/plan_edits.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cpu/checksum.h"
#include "cpu/little_endian.h"
#include "cpu/plan.h"
#include "mutants/byte_edits.h"

namespace mutants
{
namespace
{

using namespace std::string_view_literals;
using trts::cpu::append_little_endian;
using trts::cpu::read_little_endian;

// Written out rather than taken from the reader, which is under test here.
constexpr std::string_view magic = "TRTSCPU\0"sv;
constexpr std::size_t header_offset = 32;
constexpr std::size_t field_head = 6; // tag u16, size u32

std::vector<std::string> fields_of(std::string_view header)
{
    std::vector<std::string> fields;
    while (header.size() >= field_head)
    {
        const auto size = read_little_endian<std::uint32_t>(header.data() + 2);
        const std::size_t whole = std::min(header.size(), field_head + size);
        fields.emplace_back(header.substr(0, whole));
        header.remove_prefix(whole);
    }
    return fields;
}

/// With its size put right, mostly.
void edit_payload(std::string& field, Random& random)
{
    std::string payload = field.substr(field_head);
    switch (random.below(4))
    {
    case 0:
        edit_plan_header(payload, random); // those of tensors and profiles are fields again
        break;
    case 1:
        flip_bits(payload, random);
        break;
    case 2:
        truncate(payload, random);
        break;
    default: {
        std::string number;
        append_little_endian(number, edge_number(random));
        payload.replace(random.below(payload.size() + 1), number.size(), number);
        break;
    }
    }
    const auto lie = static_cast<std::uint32_t>(random.one_in(8) ? edge_number(random) : 0);
    std::string edited = field.substr(0, 2);
    append_little_endian(edited, static_cast<std::uint32_t>(payload.size()) + lie);
    field = edited + payload;
}

} // namespace

PlanParts take_apart(const std::string& plan)
{
    const auto size = read_little_endian<std::uint32_t>(plan.data() + 12);
    return {plan.substr(header_offset, size), plan.substr(header_offset + size)};
}

std::string put_together(const PlanParts& parts)
{
    std::string plan(magic);
    append_little_endian(plan, trts::cpu::plan_format_version);
    append_little_endian(plan, static_cast<std::uint32_t>(parts.header.size()));
    append_little_endian(plan, static_cast<std::uint64_t>(header_offset + parts.header.size() + parts.model.size()));
    const std::uint64_t sum = trts::cpu::xxh64(parts.header + parts.model, trts::cpu::xxh64(plan));
    append_little_endian(plan, sum);
    return plan + parts.header + parts.model;
}

void edit_plan_header(std::string& header, Random& random)
{
    std::vector<std::string> fields = fields_of(header);
    if (fields.empty())
    {
        change_bytes(header, random);
        return;
    }
    const std::size_t chosen = random.below(fields.size());
    const std::size_t other = random.below(fields.size());
    switch (random.below(6))
    {
    case 0:
        fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(chosen));
        break;
    case 1: {
        const std::string copy = fields[chosen];
        fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(other), copy);
        break;
    }
    case 2:
        std::swap(fields[chosen], fields[other]);
        break;
    default:
        edit_payload(fields[chosen], random);
        break;
    }
    header.clear();
    for (const std::string& field : fields)
    {
        header += field;
    }
}

} // namespace mutants
