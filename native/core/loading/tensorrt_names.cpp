#include "core/loading/tensorrt_names.h"

#include <cctype>
#include <cstring>

#include "core/error.h"
#include "trtsharp/library.h"

namespace trts::tensorrt
{
namespace
{

#if defined(_WIN32)
#define TRTS_LIBRARY_STEM(stem) stem
#define TRTS_PACKAGES(major) ""
#else
#define TRTS_LIBRARY_STEM(stem) "lib" stem
#define TRTS_PACKAGES(major) "NVIDIA's packages libnvinfer" major ", libnvonnxparsers" major " and libnvinfer-plugin" major ", "
#endif

const FamilyNames families[] = {
    {TRTS_BACKEND_TRT10, "trt10", "TensorRT", 10, 0,
     {TRTS_LIBRARY_STEM("nvinfer"), TRTS_LIBRARY_STEM("nvonnxparser"), TRTS_LIBRARY_STEM("nvinfer_plugin")},
     "Install TensorRT 10 (" TRTS_PACKAGES("10") "NVIDIA's archive, or `pip install \"tensorrt==10.*\"`)"},
    {TRTS_BACKEND_TRT11, "trt11", "TensorRT", 11, 0,
     {TRTS_LIBRARY_STEM("nvinfer"), TRTS_LIBRARY_STEM("nvonnxparser"), TRTS_LIBRARY_STEM("nvinfer_plugin")},
     "Install TensorRT 11 (" TRTS_PACKAGES("11") "NVIDIA's archive, or `pip install \"tensorrt==11.*\"`)"},
    {TRTS_BACKEND_RTX1, "rtx1", "TensorRT-RTX", 1, 5,
     {TRTS_LIBRARY_STEM("tensorrt_rtx"), TRTS_LIBRARY_STEM("tensorrt_onnxparser_rtx"), nullptr},
     "Install TensorRT-RTX 1.5 or newer (NVIDIA's archive, or `pip install tensorrt-rtx`)"}};

/// The numbers of ".10.16.0" or "_1_7", each after `separator`; nothing where there is anything else.
std::optional<FileVersion> parse_numbers(std::string_view text, char separator)
{
    FileVersion version;
    int* const numbers[] = {&version.major, &version.minor, &version.patch, &version.build};
    for (int* number : numbers)
    {
        if (text.empty())
        {
            break;
        }
        std::size_t digits = 1;
        int value = 0;
        while (digits < text.size() && digits < 6 && std::isdigit(static_cast<unsigned char>(text[digits])) != 0)
        {
            value = value * 10 + (text[digits++] - '0');
        }
        if (text.front() != separator || digits == 1)
        {
            return std::nullopt;
        }
        *number = value;
        text.remove_prefix(digits);
    }
    return text.empty() ? std::optional(version) : std::nullopt;
}

/// Takes `text` off the front (or the back) where it stands there; file names of Windows have no case.
bool remove_text(std::string_view& name, std::string_view text, bool at_front)
{
    if (name.size() < text.size())
    {
        return false;
    }
    const std::size_t start = at_front ? 0 : name.size() - text.size();
    for (std::size_t i = 0; i < text.size(); ++i)
    {
        const char letter = name[start + i];
#if defined(_WIN32)
        const char compared = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
#else
        const char compared = letter;
#endif
        if (compared != text[i])
        {
            return false;
        }
    }
    at_front ? name.remove_prefix(text.size()) : name.remove_suffix(text.size());
    return true;
}

} // namespace

const char* const builder_resource_stem = TRTS_LIBRARY_STEM("nvinfer_builder_resource");

std::string builder_resource_file(const FileVersion& version)
{
#if defined(_WIN32)
    return std::string(builder_resource_stem) + "_" + std::to_string(version.major) + ".dll";
#else
    return std::string(builder_resource_stem) + ".so." + FileVersion{version.major, version.minor, version.patch, -1}.text();
#endif
}

FileVersion version_of_number(std::int32_t number, std::int32_t build)
{
    const int of_major = number < 10000 ? 1000 : 10000;
    return {number / of_major, number % of_major / 100, number % 100, build};
}

std::string FamilyNames::pattern(LibraryKind kind) const
{
    const std::string stem = stems[static_cast<int>(kind)];
#if defined(_WIN32)
    return stem + "_" + std::to_string(major) + (backend == TRTS_BACKEND_RTX1 ? "_*.dll" : ".dll");
#else
    return stem + ".so." + std::to_string(major);
#endif
}

std::string FamilyNames::system_name(LibraryKind kind) const
{
    const std::string file = pattern(kind);
    return file.find('*') == std::string::npos ? file : std::string();
}

std::optional<FileVersion> FamilyNames::version_in_name(LibraryKind kind, std::string_view file_name) const
{
    const char* stem = stems[static_cast<int>(kind)];
    if (stem == nullptr || !remove_text(file_name, stem, true))
    {
        return std::nullopt;
    }
#if defined(_WIN32)
    return remove_text(file_name, ".dll", false) ? parse_numbers(file_name, '_') : std::nullopt;
#else
    return remove_text(file_name, ".so", true) ? parse_numbers(file_name, '.') : std::nullopt;
#endif
}

const FamilyNames& names_of(std::int32_t backend)
{
    for (const FamilyNames& family : families)
    {
        if (family.backend == backend)
        {
            return family;
        }
    }
    throw Error(TRTS_INVALID_ARGUMENT, "there is no backend number " + std::to_string(backend) +
                                           "; there are 1 (cpu), 10 (trt10), 11 (trt11) and 101 (rtx1)");
}

bool is_served_by_another(const FamilyNames& names, int major)
{
    for (const FamilyNames& family : families)
    {
        const bool is_same_product = std::strcmp(family.stems[0], names.stems[0]) == 0;
        if (is_same_product && family.backend != names.backend)
        {
            // What no family serves is shown with the nearest.
            const bool is_nearer = names.major < family.major ? major > names.major : major < names.major;
            if (is_nearer)
            {
                return true;
            }
        }
    }
    return false;
}

} // namespace trts::tensorrt
