// Our declarations of one family, given as FAMILY.
#include "probe.h"

#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)
#define HEADER(family) TEXT(family.g.h)
#include HEADER(FAMILY)

namespace trts::abi::FAMILY
{
#include "probe.inc"
}

std::vector<abi_probe::Row> abi_probe::probe_ours()
{
    Table table("trts::abi::" TEXT(FAMILY) "::");
    trts::abi::FAMILY::probe_all(table);
    return table.rows();
}
