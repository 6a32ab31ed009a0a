#include "core/loading/discovery.h"

#include <tuple>

namespace trts
{

std::string FileVersion::text() const
{
    std::string all;
    for (const int number : {major, minor, patch, build})
    {
        if (number < 0)
        {
            break;
        }
        all += (all.empty() ? "" : ".") + std::to_string(number);
    }
    return all;
}

bool operator<(const FileVersion& left, const FileVersion& right)
{
    return std::tie(left.major, left.minor, left.patch, left.build) <
           std::tie(right.major, right.minor, right.patch, right.build);
}

} // namespace trts
