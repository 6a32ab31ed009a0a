#include "mutants/mutant.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cpu/test_models.h"
#include "harness.h"
#include "mutants/byte_edits.h"
#include "mutants/model_edits.h"
#include "mutants/plan_edits.h"
#include "onnx/shared_models.h"

namespace mutants
{
namespace
{

constexpr const char* kind_names[kind_count] = {
    "bits",  "bytes",   "truncated", "parts",   "spliced", "fields",     "lengths",     "dimensions",
    "types", "numbers", "names",     "weights", "grafted", "plan bytes", "plan header", "plan model"};

constexpr std::uintmax_t largest_base = 155'000; // larger ones are more of the same, and slow

/// Their weights are made while they are loaded, hundreds of megabytes of them.
constexpr const char* heavy[] = {"light-alexnet", "light-resnet50", "light-vgg19", "resnet50-dynamic"};

bool is_usable(const std::filesystem::path& file)
{
    const bool is_heavy = std::find(std::begin(heavy), std::end(heavy), file.stem().u8string()) != std::end(heavy);
    return !is_heavy && std::filesystem::file_size(file) <= largest_base;
}

void add_files(std::vector<Base>& bases, const std::filesystem::path& folder)
{
    for (const std::filesystem::path& file : onnx_test::model_files(folder))
    {
        if (is_usable(file))
        {
            bases.push_back({file.stem().u8string(), file.u8string(), onnx_test::file_bytes(file)});
        }
    }
}

using TreeEdit = void (*)(Element&, Random&);

TreeEdit tree_edit_of(Kind kind)
{
    switch (kind)
    {
    case Kind::Fields:
        return edit_fields;
    case Kind::Lengths:
        return edit_lengths;
    case Kind::Dimensions:
        return edit_dimensions;
    case Kind::Types:
        return edit_types;
    case Kind::Numbers:
        return edit_numbers;
    case Kind::Names:
        return edit_names;
    default:
        return edit_weights;
    }
}

std::string edited(const std::string& model, Kind kind, Random& random)
{
    Element tree = read_tree(model);
    for (std::size_t i = random.below(3) + 1; i > 0; --i)
    {
        tree_edit_of(kind)(tree, random);
    }
    return write_tree(tree);
}

std::string grafted(const std::string& model, const std::string& other, Random& random)
{
    Element tree = read_tree(model);
    Element source = read_tree(other);
    graft(tree, source, random);
    return write_tree(tree);
}

using ByteEdit = void (*)(std::string&, Random&);

ByteEdit byte_edit_of(Kind kind, Random& random)
{
    constexpr ByteEdit parts[] = {repeat_part, drop_part, plant_number};
    switch (kind)
    {
    case Kind::Bits:
        return flip_bits;
    case Kind::Bytes:
        return change_bytes;
    case Kind::Truncated:
        return truncate;
    default:
        return random.one_of(parts);
    }
}

constexpr bool edits_tree(Kind kind)
{
    return kind >= Kind::Fields && kind <= Kind::Weights;
}

std::string model_mutant(Kind kind, const std::string& model, const std::string& other, Random& random)
{
    if (edits_tree(kind))
    {
        return edited(model, kind, random);
    }
    if (kind == Kind::Grafted)
    {
        return grafted(model, other, random);
    }
    if (kind == Kind::Spliced)
    {
        return splice(model, other, random);
    }
    std::string mutant = model;
    byte_edit_of(kind, random)(mutant, random);
    return mutant;
}

std::string plan_mutant(Kind kind, const std::string& plan, Random& random)
{
    std::string mutant = plan;
    if (kind == Kind::PlanBytes)
    {
        byte_edit_of(static_cast<Kind>(random.below(4)), random)(mutant, random);
        return mutant;
    }
    PlanParts parts = take_apart(plan);
    if (kind == Kind::PlanHeader)
    {
        edit_plan_header(parts.header, random);
    }
    else
    {
        const auto first = static_cast<std::size_t>(Kind::Fields);
        const auto count = static_cast<std::size_t>(Kind::Weights) - first + 1;
        parts.model = edited(parts.model, static_cast<Kind>(first + random.below(count)), random);
    }
    return put_together(parts);
}

} // namespace

const char* name_of(Kind kind) noexcept
{
    return kind_names[static_cast<std::size_t>(kind)];
}

std::vector<Base> all_bases()
{
    std::vector<Base> bases = {
        {"two-inputs", "", cpu_test::two_input_model()},
        {"non-zero", "", cpu_test::non_zero_model()},
        {"computed-shape", "", cpu_test::computed_shape_model()},
        {"loop", "", cpu_test::loop_model()},
    };
    add_files(bases, TRTS_TEST_ASSETS);
    const char* shared = std::getenv("TRTSHARP_TEST_SHARED");
    if (shared != nullptr && std::filesystem::is_directory(std::filesystem::u8path(shared) / "models"))
    {
        for (const auto& folder : std::filesystem::directory_iterator(std::filesystem::u8path(shared) / "models"))
        {
            if (folder.is_directory() && folder.path().filename() != "bad")
            {
                add_files(bases, folder.path());
            }
        }
    }
    const auto is_before = [](const Base& a, const Base& b) { return a.name < b.name; };
    const auto is_same = [](const Base& a, const Base& b) { return a.name == b.name; };
    std::stable_sort(bases.begin(), bases.end(), is_before);
    bases.erase(std::unique(bases.begin(), bases.end(), is_same), bases.end());
    return bases;
}

MutantSource::MutantSource(std::vector<Base> bases, std::function<std::string(const Base&)> build, std::uint64_t seed)
    : bases_(std::move(bases)), build_(std::move(build)), seed_(seed)
{
}

Mutant MutantSource::make(std::uint32_t index)
{
    Random random(Random(seed_).next() + index);
    random = Random(random.next());
    Mutant mutant;
    mutant.kind = static_cast<Kind>(random.below(kind_count));
    mutant.base = &bases_[random.below(bases_.size())];
    const Base& other = bases_[random.below(bases_.size())];
    mutant.bytes = mutant.is_plan() ? plan_mutant(mutant.kind, plan_of(mutant.base), random)
                                    : model_mutant(mutant.kind, mutant.base->bytes, other.bytes, random);
    return mutant;
}

/// Moves on to the next base where one cannot be built.
const std::string& MutantSource::plan_of(const Base*& base)
{
    for (std::size_t tried = 0; tried < bases_.size(); ++tried)
    {
        const auto [found, is_new] = plans_.try_emplace(base);
        if (is_new)
        {
            try
            {
                found->second = build_(*base);
            }
            catch (const std::exception&)
            {
            }
        }
        if (!found->second.empty())
        {
            return found->second;
        }
        base = base == &bases_.back() ? &bases_.front() : base + 1;
    }
    throw harness::Skipped{"none of the models can be built"};
}

} // namespace mutants
