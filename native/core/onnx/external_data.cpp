#include "core/onnx/external_data.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string_view>
#include <system_error>

#include "core/error.h"
#include "core/onnx/text.h"

namespace trts::onnx
{

namespace
{

namespace fs = std::filesystem;

ResolvedData refused(const std::string& problem)
{
    return {std::nullopt, problem};
}

/// A whole non-negative decimal number; absent text gives `otherwise`.
std::optional<std::int64_t> parse_size(std::string_view text, std::int64_t otherwise) noexcept
{
    if (text.empty())
    {
        return otherwise;
    }
    std::int64_t value = 0;
    for (const char digit : text)
    {
        const std::int64_t number = digit - '0';
        if (number < 0 || number > 9 || value > (std::numeric_limits<std::int64_t>::max() - number) / 10)
        {
            return std::nullopt;
        }
        value = value * 10 + number;
    }
    return value;
}

/// What is wrong with a location by its text alone, the same on every platform; empty when nothing is.
std::string problem_of_location(std::string_view location)
{
    const std::string name = "its data file " + quoted(location);
    if (location.empty())
    {
        return "it names no data file (external_data has no 'location')";
    }
    if (!is_plain_utf8(location))
    {
        return name + " is not named in UTF-8 text";
    }
    if (location.find('\\') != std::string_view::npos)
    {
        return name + " is named with a backslash; expected '/' between folders";
    }
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (location.front() == '/' || (location.size() > 1 && location[1] == ':' && is_letter(location[0])))
    {
        return name + " is named by an absolute path; expected one relative to the model's folder";
    }
    for (std::size_t start = 0; start <= location.size();)
    {
        const std::size_t end = std::min(location.find('/', start), location.size());
        if (location.substr(start, end - start) == "..")
        {
            return name + " lies outside the model's folder ('..'); expected a path inside it";
        }
        start = end + 1;
    }
    return {};
}

bool is_inside(const fs::path& file, const fs::path& folder)
{
    const auto [end_of_folder, rest] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return end_of_folder == folder.end() && rest != file.end();
}

std::string outside_of(const fs::path& folder)
{
    return " lies outside the model's folder '" + folder.u8string() +
           "': a symbolic link leads there; put the file itself into the folder";
}

} // namespace

std::string problem_of_place(const Tensor& tensor, const fs::path& model_folder)
{
    if (tensor.data_kind != DataKind::External || tensor.external == nullptr)
    {
        return {};
    }
    const std::string_view location = tensor.external->location;
    std::string problem = problem_of_location(location);
    if (!problem.empty() || model_folder.empty())
    {
        return problem;
    }
    std::error_code error;
    const fs::path folder = fs::canonical(model_folder, error);
    const fs::path file = fs::canonical(folder / fs::u8path(location), error);
    const bool is_elsewhere = !error && !is_inside(file, folder);
    return is_elsewhere ? "its data file " + quoted(location) + outside_of(folder) : std::string();
}

ResolvedData resolve_external_data(const Tensor& tensor, const fs::path& model_folder)
{
    const ExternalData none;
    const ExternalData& external = tensor.external != nullptr ? *tensor.external : none;
    const std::string problem = problem_of_location(external.location);
    if (!problem.empty())
    {
        return refused(problem);
    }
    const std::string name = "its data file " + quoted(external.location);
    if (model_folder.empty())
    {
        return refused(name +
                       " cannot be found: the model came as bytes; give its path, or a model with its data inside");
    }

    const std::optional<std::int64_t> count = element_count(tensor.dims);
    const std::optional<std::int64_t> expected = count ? byte_size(tensor.element_type, *count) : std::nullopt;
    if (!expected)
    {
        return refused("a tensor of this type and shape cannot keep its data in a file");
    }
    const std::optional<std::int64_t> offset = parse_size(external.offset, 0);
    if (!offset)
    {
        return refused("the offset " + quoted(external.offset) + " in its data file is not a byte count");
    }
    const std::optional<std::int64_t> length = parse_size(external.length, *expected);
    if (length != expected)
    {
        return refused("its length " + quoted(external.length) +
                       " in the data file does not fit its type and shape: expected " + std::to_string(*expected) +
                       " bytes");
    }

    std::error_code error;
    const fs::path folder = fs::canonical(model_folder, error);
    if (error)
    {
        return refused("the model's folder '" + model_folder.u8string() + "' cannot be opened: " + error.message());
    }
    const fs::path file = fs::canonical(folder / fs::u8path(external.location), error);
    if (error)
    {
        return refused(name + " does not exist in the model's folder '" + folder.u8string() + "'");
    }
    if (!is_inside(file, folder))
    {
        return refused(name + outside_of(folder));
    }
    if (!fs::is_regular_file(file, error))
    {
        return refused(name + " is not a regular file");
    }
    const std::uintmax_t size = fs::file_size(file, error);
    if (error)
    {
        return refused(name + " cannot be read: " + error.message());
    }
    const auto first = static_cast<std::uintmax_t>(*offset);
    if (first > size || size - first < static_cast<std::uintmax_t>(*expected))
    {
        return refused(name + " is too short: it has " + std::to_string(size) + " bytes, expected " +
                       std::to_string(*expected) + " from byte " + std::to_string(*offset));
    }
    return {FileRange{file, *offset, *expected}, {}};
}

void append_file_range(const FileRange& range, std::string& destination)
{
    const auto fail = [&](const char* what) {
        throw Error(TRTS_IO_ERROR, "the data file '" + range.path.u8string() + "' " + what);
    };
    std::ifstream file(range.path, std::ios::binary);
    if (!file)
    {
        fail("cannot be opened");
    }
    const std::size_t start = destination.size();
    destination.resize(start + static_cast<std::size_t>(range.length));
    file.seekg(static_cast<std::streamoff>(range.offset));
    file.read(&destination[start], static_cast<std::streamsize>(range.length));
    if (!file || file.gcount() != static_cast<std::streamsize>(range.length))
    {
        fail("has become shorter than the tensor data that it should hold");
    }
}

} // namespace trts::onnx
