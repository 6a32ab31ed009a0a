// Counts what the program's own code allocates, for tests of steady states. Linked in where allocations.cpp is.
#pragma once

namespace harness
{

void begin_counting_allocations();
int end_counting_allocations();

/// Allocations of the calling thread while `body` runs, by code of this program alone: libraries that it has opened go
/// through the same operator, but from another file.
template <typename Body>
int allocations_of(Body&& body)
{
    begin_counting_allocations();
    body();
    return end_counting_allocations();
}

} // namespace harness
