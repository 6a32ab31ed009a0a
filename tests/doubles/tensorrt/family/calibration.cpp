#include "family/calibration.h"

#if defined(TRTS_FAMILY_trt10)

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "core/callbacks.h"
#include "core/version.h"
#include "family/optimization_profile.h"

namespace trts::doubles
{
namespace
{

const char* name_of(CalibrationAlgoType algorithm)
{
    switch (algorithm)
    {
    case CalibrationAlgoType::kLEGACY_CALIBRATION:
        return "LegacyCalibration";
    case CalibrationAlgoType::kENTROPY_CALIBRATION:
        return "EntropyCalibration";
    case CalibrationAlgoType::kENTROPY_CALIBRATION_2:
        return "EntropyCalibration2";
    case CalibrationAlgoType::kMINMAX_CALIBRATION:
        return "MinMaxCalibration";
    }
    return "?";
}

struct Input
{
    const GraphTensor* tensor;
    std::size_t count;
    float largest = 0;

    void look_at(const void* memory)
    {
        for (std::size_t i = 0; tensor->type == float32 && i < count; ++i)
        {
            float value = 0;
            std::memcpy(&value, static_cast<const char*>(memory) + i * sizeof value, sizeof value);
            largest = std::max(largest, std::abs(value));
        }
    }
};

std::optional<std::vector<Input>> inputs_of(const Graph& graph, const OptimizationProfile* profile, std::string& why)
{
    const Profile ranges = profile == nullptr ? Profile{} : profile->contents();
    std::vector<Input> inputs;
    for (const std::int32_t index : graph.inputs)
    {
        const GraphTensor& tensor = graph.tensors[static_cast<std::size_t>(index)];
        const auto range = ranges.shapes.find(tensor.name);
        const std::optional<std::size_t> count =
            element_count(range == ranges.shapes.end() ? tensor.shape : range->second.opt);
        if (!count)
        {
            why = "Calibration failure: input " + tensor.name + " has no shape in the calibration profile";
            return std::nullopt;
        }
        inputs.push_back({&tensor, *count});
    }
    return inputs;
}

bool next_batch(IInt8Calibrator& calibrator, std::vector<Input>& inputs)
{
    std::vector<void*> bindings(inputs.size(), nullptr);
    std::vector<const char*> names;
    for (const Input& input : inputs)
    {
        names.push_back(input.tensor->name.c_str());
    }
    bool has_more = false;
    called_back("IInt8Calibrator::getBatch", "", [&] {
        has_more = calibrator.getBatch(bindings.data(), names.data(), static_cast<std::int32_t>(names.size()));
        return std::string(has_more ? "true" : "false");
    });
    for (std::size_t i = 0; has_more && i < inputs.size(); ++i)
    {
        inputs[i].look_at(bindings[i]);
    }
    return has_more;
}

bool knows(IInt8Calibrator& calibrator, const std::string& header)
{
    std::size_t length = 0;
    const void* cache = nullptr;
    called_back("IInt8Calibrator::readCalibrationCache", "", [&] {
        cache = calibrator.readCalibrationCache(length);
        return std::to_string(length);
    });
    // The version before the algorithm may be another.
    const std::string text(static_cast<const char*>(cache), cache == nullptr ? 0 : length);
    const std::string line = text.substr(0, text.find('\n'));
    return line.size() > header.size() && line.compare(line.size() - header.size(), header.size(), header) == 0;
}

std::string line_of(const std::string& tensor, float scale)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, &scale, sizeof bits);
    char digits[16];
    std::snprintf(digits, sizeof digits, "%x", bits);
    return tensor + ": " + digits + "\n";
}

void ask_for_cutoffs(IInt8LegacyCalibrator& calibrator)
{
    called_back("IInt8LegacyCalibrator::getQuantile", "", [&] { return std::to_string(calibrator.getQuantile()); });
    called_back("IInt8LegacyCalibrator::getRegressionCutoff", "",
                [&] { return std::to_string(calibrator.getRegressionCutoff()); });
    std::size_t length = 0;
    called_back("IInt8LegacyCalibrator::readHistogramCache", "", [&] {
        calibrator.readHistogramCache(length);
        return std::to_string(length);
    });
    calibrator.writeHistogramCache("histogram", 9);
}

} // namespace

bool calibrate(IInt8Calibrator& calibrator, const Graph& graph, const OptimizationProfile* profile, std::string& why)
{
    const CalibrationAlgoType algorithm = calibrator.getAlgorithm();
    const std::string header = std::string("-") + name_of(algorithm);
    called_back("IInt8Calibrator::getBatchSize", "", [&] { return std::to_string(calibrator.getBatchSize()); });
    if (knows(calibrator, header))
    {
        return true;
    }
    std::optional<std::vector<Input>> inputs = inputs_of(graph, profile, why);
    if (!inputs)
    {
        return false;
    }
    if (algorithm == CalibrationAlgoType::kLEGACY_CALIBRATION)
    {
        ask_for_cutoffs(static_cast<IInt8LegacyCalibrator&>(calibrator));
    }
    std::size_t batches = 0;
    while (next_batch(calibrator, *inputs))
    {
        ++batches;
    }
    if (batches == 0)
    {
        why = "Calibration failure: Calibrator gave no batch";
        return false;
    }
    std::string cache = "TRT-" + std::to_string(simulated_version().number()) + header + "\n";
    for (const Input& input : *inputs)
    {
        cache += line_of(input.tensor->name, input.largest / 127);
    }
    for (const GraphNode& node : graph.nodes)
    {
        cache += line_of(graph.tensors[static_cast<std::size_t>(node.output)].name, 1.0f / 127);
    }
    called_back("IInt8Calibrator::writeCalibrationCache", "", [&] {
        calibrator.writeCalibrationCache(cache.data(), cache.size());
        return std::string();
    });
    return true;
}

} // namespace trts::doubles

#endif
