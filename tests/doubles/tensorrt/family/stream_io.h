// Plans through the application's streams.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

#include "core/graph.h"
#include "core/plan.h"
#include "nv.h"

namespace trts::doubles
{

/// In pieces; a short or negative answer ends it, and so does an exception.
inline bool write_all(IStreamWriter& writer, const Bytes& bytes)
{
    constexpr std::size_t piece = 1024;
    try
    {
        for (std::size_t done = 0; done < bytes.size();)
        {
            const std::size_t wanted = bytes.size() - done < piece ? bytes.size() - done : piece;
            const int64_t taken = writer.write(bytes.data() + done, static_cast<int64_t>(wanted));
            if (taken <= 0 || static_cast<std::size_t>(taken) > wanted)
            {
                return false;
            }
            done += static_cast<std::size_t>(taken);
        }
        return true;
    }
    catch (...)
    {
        return false;
    }
}

inline constexpr std::size_t plan_step_size = std::size_t{256} << 20;

/// A whole plan: its head first, which tells the rest. Nothing where the stream ends before, with a reason.
/// @param read gives how many bytes it put there; 0 or less is the end
template <class Read>
std::optional<Bytes> read_all(const Read& read, std::string& why)
{
    Bytes bytes(plan_head_size);
    std::size_t done = 0;
    try
    {
        for (std::size_t wanted = plan_head_size; done < wanted;)
        {
            // Memory for what comes next, not for what the head promises.
            bytes.resize(std::min(wanted, done + plan_step_size));
            const int64_t given = read(bytes.data() + done, static_cast<int64_t>(bytes.size() - done));
            if (given <= 0 || static_cast<std::size_t>(given) > bytes.size() - done)
            {
                why = "the stream ended after " + std::to_string(done) + " bytes";
                return std::nullopt;
            }
            done += static_cast<std::size_t>(given);
            if (done == plan_head_size)
            {
                const std::uint64_t size = plan_size(bytes.data(), bytes.size(), why);
                if (!why.empty())
                {
                    return std::nullopt;
                }
                wanted = static_cast<std::size_t>(size);
            }
        }
        return bytes;
    }
    catch (...)
    {
        why = "the stream reader threw";
        return std::nullopt;
    }
}

} // namespace trts::doubles
