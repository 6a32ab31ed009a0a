// Modules and kernels. The fake reads no more of PTX than the heads of its kernels, and computes those that it knows by
// name, with what their code does written in C++.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <string>

#include "call.h"

using namespace fake_cuda;

namespace
{

struct Launch
{
    std::vector<std::vector<unsigned char>> parameters;
    std::uint64_t threads;

    template <typename T>
    T parameter(std::size_t index) const
    {
        T value{};
        std::memcpy(&value, parameters[index].data(), sizeof(T));
        return value;
    }
};

/// y = min(1, max(0, slope * x)), by a thread for each element.
void clamp01(const Launch& launch)
{
    const auto* x = reinterpret_cast<const float*>(launch.parameter<std::uint64_t>(0));
    auto* y = reinterpret_cast<float*>(launch.parameter<std::uint64_t>(1));
    const auto slope = launch.parameter<float>(2);
    const std::uint64_t count = std::min<std::uint64_t>(launch.parameter<std::uint32_t>(3), launch.threads);
    for (std::uint64_t i = 0; i < count; ++i)
    {
        y[i] = std::min(1.0F, std::max(0.0F, slope * x[i]));
    }
}

struct KnownKernel
{
    const char* name;
    std::vector<std::size_t> parameter_sizes;
    void (*run)(const Launch&);
};

const KnownKernel* find_known(const std::string& name)
{
    static const std::vector<KnownKernel> known = {{"clamp01", {8, 8, 4, 4}, clamp01}};
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const KnownKernel& kernel) { return kernel.name == name; });
    return found == known.end() ? nullptr : &*found;
}

/// Of ".param .u64 x"; 0 for what is no parameter.
std::size_t parameter_size(const std::string& text)
{
    for (const char* eight : {".u64", ".s64", ".b64", ".f64"})
    {
        if (text.find(eight) != std::string::npos)
        {
            return 8;
        }
    }
    return text.find(".param") == std::string::npos ? 0 : 4;
}

std::vector<std::unique_ptr<Kernel>> read_kernels(const std::string& ptx)
{
    std::vector<std::unique_ptr<Kernel>> kernels;
    const std::string mark = ".visible .entry ";
    for (std::size_t at = ptx.find(mark); at != std::string::npos; at = ptx.find(mark, at + 1))
    {
        const std::size_t open = ptx.find('(', at);
        const std::size_t close = ptx.find(')', at);
        if (open == std::string::npos || close == std::string::npos || close < open)
        {
            break;
        }
        auto kernel = std::make_unique<Kernel>();
        kernel->name = ptx.substr(at + mark.size(), open - at - mark.size());
        kernel->name.erase(std::remove_if(kernel->name.begin(), kernel->name.end(),
                                          [](unsigned char c) { return std::isspace(c) != 0; }),
                           kernel->name.end());
        const std::string parameters = ptx.substr(open + 1, close - open - 1);
        for (std::size_t from = 0; from < parameters.size();)
        {
            const std::size_t comma = std::min(parameters.find(',', from), parameters.size());
            kernel->parameter_sizes.push_back(parameter_size(parameters.substr(from, comma - from)));
            from = comma + 1;
        }
        kernels.push_back(std::move(kernel));
    }
    return kernels;
}

Kernel* find_kernel(World& all, CUfunction function)
{
    for (auto& [handle, module] : all.modules)
    {
        for (const std::unique_ptr<Kernel>& kernel : module.kernels)
        {
            if (kernel.get() == reinterpret_cast<Kernel*>(function))
            {
                return kernel.get();
            }
        }
    }
    return nullptr;
}

} // namespace

CUresult cuModuleLoadDataEx(CUmodule* module, const void* image, unsigned option_count, CUjit_option* options,
                            void** values)
{
    return call("cuModuleLoadDataEx", Needs::context, [&](const Call& made) {
        const std::string text = image == nullptr ? "" : static_cast<const char*>(image);
        if (text.find(".version") == std::string::npos || text.find(".target") == std::string::npos)
        {
            constexpr CUjit_option error_log = 5;
            constexpr CUjit_option error_log_size = 6;
            const char said[] = "ptxas fatal: the fake driver found no .version and .target";
            if (option_count == 2 && options[0] == error_log && options[1] == error_log_size &&
                reinterpret_cast<std::uintptr_t>(values[1]) >= sizeof(said))
            {
                std::memcpy(values[0], said, sizeof(said));
            }
            return text.empty() ? invalid_image : invalid_ptx;
        }
        World& all = world();
        const std::lock_guard lock(all.mutex);
        *module = reinterpret_cast<CUmodule>(all.next_handle += 16);
        all.modules.emplace(*module, Module{&made.device(), read_kernels(text)});
        return success;
    });
}

CUresult cuModuleUnload(CUmodule module)
{
    return call("cuModuleUnload", Needs::broken_context, [&](const Call& made) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        return all.modules.erase(module) == 1 ? made.device().broken : invalid_handle;
    });
}

CUresult cuModuleGetFunction(CUfunction* function, CUmodule module, const char* name)
{
    return call("cuModuleGetFunction", Needs::context, [&](const Call&) {
        World& all = world();
        const std::lock_guard lock(all.mutex);
        const auto found = all.modules.find(module);
        if (found == all.modules.end())
        {
            return invalid_handle;
        }
        for (const std::unique_ptr<Kernel>& kernel : found->second.kernels)
        {
            if (kernel->name == name)
            {
                *function = reinterpret_cast<CUfunction>(kernel.get());
                return success;
            }
        }
        return not_found;
    });
}

CUresult cuLaunchKernel(CUfunction function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned block_x,
                        unsigned block_y, unsigned block_z, unsigned, CUstream stream, void** parameters, void** extra)
{
    return call("cuLaunchKernel", Needs::context, [&](const Call& made) {
        const std::shared_ptr<Stream> found = find_stream(stream);
        constexpr std::uint64_t most_threads = 1024;
        if (std::uint64_t{block_x} * block_y * block_z > most_threads || extra != nullptr)
        {
            return invalid_value;
        }
        Launch launch{{}, std::uint64_t{grid_x} * grid_y * grid_z * block_x * block_y * block_z};
        const KnownKernel* known = nullptr;
        {
            World& all = world();
            const std::lock_guard lock(all.mutex);
            const Kernel* kernel = find_kernel(all, function);
            if (kernel == nullptr || found == nullptr)
            {
                return invalid_handle;
            }
            known = find_known(kernel->name);
            if (known == nullptr || known->parameter_sizes != kernel->parameter_sizes)
            {
                return not_supported;
            }
        }
        // As CUDA does, parameters are copied before the call returns.
        for (std::size_t i = 0; i < known->parameter_sizes.size(); ++i)
        {
            const auto* bytes = static_cast<const unsigned char*>(parameters[i]);
            launch.parameters.emplace_back(bytes, bytes + known->parameter_sizes[i]);
        }
        found->push([known, launch = std::move(launch)] { known->run(launch); }, made.fault_of_work());
        return success;
    });
}
