#include "mutants/byte_edits.h"

#include "core/onnx/writer.h"

namespace mutants
{

void flip_bits(std::string& bytes, Random& random)
{
    for (std::size_t i = random.below(8) + 1; i > 0 && !bytes.empty(); --i)
    {
        char& byte = bytes[random.below(bytes.size())];
        byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << random.below(8)));
    }
}

void change_bytes(std::string& bytes, Random& random)
{
    for (std::size_t i = random.below(4) + 1; i > 0 && !bytes.empty(); --i)
    {
        bytes[random.below(bytes.size())] = static_cast<char>(static_cast<unsigned char>(random.next()));
    }
}

void truncate(std::string& bytes, Random& random)
{
    bytes.resize(random.below(bytes.size() + 1));
}

void repeat_part(std::string& bytes, Random& random)
{
    const std::size_t start = random.below(bytes.size());
    const std::string part = bytes.substr(start, random.below(64) + 1);
    bytes.insert(random.below(bytes.size() + 1), part);
}

void drop_part(std::string& bytes, Random& random)
{
    bytes.erase(random.below(bytes.size()), random.below(16) + 1);
}

void plant_number(std::string& bytes, Random& random)
{
    const std::string field = trts::onnx::MessageWriter().varint(1, edge_number(random)).take();
    const std::size_t position = random.below(bytes.size() + 1);
    bytes.replace(position, random.below(2), field.substr(1));
}

std::string splice(const std::string& front, const std::string& back, Random& random)
{
    const std::string head = front.substr(0, random.below(front.size() + 1));
    return head + back.substr(random.below(back.size() + 1));
}

std::uint64_t edge_number(Random& random)
{
    constexpr std::uint64_t numbers[] = {0,
                                         1,
                                         2,
                                         0x7F,
                                         0xFF,
                                         0xFFFF,
                                         0x7FFFFFFF,
                                         0x80000000,
                                         0xFFFFFFFF,
                                         0x100000000,
                                         std::uint64_t{1} << 40U,
                                         std::uint64_t{1} << 62U,
                                         INT64_MAX,
                                         std::uint64_t{1} << 63U,
                                         ~std::uint64_t{0},
                                         ~std::uint64_t{1}};
    return random.one_of(numbers);
}

} // namespace mutants
