// Damage that knows nothing of a file's format.
#pragma once

#include <string>

#include "random.h"

namespace mutants
{

using harness::Random;

void flip_bits(std::string& bytes, Random& random);
void change_bytes(std::string& bytes, Random& random);
void truncate(std::string& bytes, Random& random);
void repeat_part(std::string& bytes, Random& random);
void drop_part(std::string& bytes, Random& random);

/// Puts in a varint that lengths, dimensions, types and versions should not be.
void plant_number(std::string& bytes, Random& random);

/// The front of one and the back of the other.
std::string splice(const std::string& front, const std::string& back, Random& random);

/// Numbers at the edges of what an integer holds.
std::uint64_t edge_number(Random& random);

} // namespace mutants
