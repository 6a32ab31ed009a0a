// Damage that keeps a model's protobuf framing whole, so that it reaches what lies behind the reader. Each edit leaves
// a model as it is where it finds nothing to change.
#pragma once

#include "mutants/model_tree.h"
#include "random.h"

namespace mutants
{

using harness::Random;

void edit_fields(Element& model, Random& random);     // dropped, doubled, swapped, given another number or type
void edit_lengths(Element& model, Random& random);    // lengths that lie
void edit_dimensions(Element& model, Random& random); // huge, negative, zero
void edit_types(Element& model, Random& random);      // of tensors and values
void edit_numbers(Element& model, Random& random);    // attributes and versions
void edit_names(Element& model, Random& random);      // operators, and what nodes read and write
void edit_weights(Element& model, Random& random);    // their bytes, and how many there are

/// Puts parts of `other` into the model, or in the place of its own.
void graft(Element& model, Element& other, Random& random);

} // namespace mutants
