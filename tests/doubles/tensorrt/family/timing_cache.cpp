#include "family/timing_cache.h"

#include <cstring>

#include "core/byte_stream.h"
#include "core/version.h"
#include "family/host_memory.h"

namespace trts::doubles
{
namespace
{

constexpr char const* magic = "TRTSTIME";

std::array<uint8_t, 16> bytes_of_key(TimingCacheKey const& key)
{
    std::array<uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), key.data, bytes.size());
    return bytes;
}

} // namespace

TimingCache::Entries TimingCache::entries() const
{
    std::lock_guard const lock(mutex_);
    return entries_;
}

bool TimingCache::read(void const* blob, std::size_t size)
{
    if (blob == nullptr || size == 0)
    {
        return size == 0;
    }
    ByteReader from(static_cast<unsigned char const*>(blob), size);
    if (from.text() != magic || from.integer() != family_facts.number || from.integer() != simulated_version().number())
    {
        return false;
    }
    Entries read;
    for (std::size_t i = from.count(); i > 0 && from.is_good(); --i)
    {
        std::string const key = from.text();
        auto const hash = static_cast<uint64_t>(from.long_integer());
        auto const micros = from.long_integer();
        std::array<uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), key.data(), key.size() < bytes.size() ? key.size() : bytes.size());
        read[bytes] = TimingCacheValue{hash, static_cast<float>(micros) / 1000};
    }
    if (from.is_good())
    {
        std::lock_guard const lock(mutex_);
        entries_ = std::move(read);
    }
    return from.is_good();
}

void TimingCache::add(std::string const& layer)
{
    std::array<uint8_t, 16> key{};
    for (std::size_t i = 0; i < layer.size(); ++i)
    {
        key[i % key.size()] = static_cast<uint8_t>(key[i % key.size()] * 31 + static_cast<unsigned char>(layer[i]));
    }
    std::lock_guard const lock(mutex_);
    entries_.try_emplace(key, TimingCacheValue{layer.size() + 1, 0.5f});
}

IHostMemory* TimingCache::do_serialize() const
{
    Entries const known = entries();
    ByteWriter to;
    to.text(magic);
    to.integer(family_facts.number);
    to.integer(simulated_version().number());
    to.count(known.size());
    for (auto const& [key, value] : known)
    {
        to.text(std::string(key.begin(), key.end()));
        to.long_integer(static_cast<int64_t>(value.tacticHash));
        to.long_integer(static_cast<int64_t>(value.timingMSec * 1000));
    }
    return new HostMemory(to.bytes());
}

bool TimingCache::do_combine(ITimingCache const& inputCache, bool)
{
    auto const* other = dynamic_cast<TimingCache const*>(&inputCache);
    if (other == nullptr || other == this)
    {
        return false;
    }
    Entries const more = other->entries();
    std::lock_guard const lock(mutex_);
    entries_.insert(more.begin(), more.end());
    return true;
}

bool TimingCache::do_reset()
{
    std::lock_guard const lock(mutex_);
    entries_.clear();
    return true;
}

int64_t TimingCache::do_queryKeys(TimingCacheKey* keyBuffer, int64_t capacity) const
{
    Entries const known = entries();
    int64_t index = 0;
    for (auto const& [key, value] : known)
    {
        if (keyBuffer != nullptr && index < capacity)
        {
            std::memcpy(keyBuffer[index].data, key.data(), key.size());
        }
        ++index;
    }
    return index;
}

TimingCacheValue TimingCache::do_query(TimingCacheKey const& key) const
{
    Entries const known = entries();
    auto const found = known.find(bytes_of_key(key));
    return found == known.end() ? TimingCacheValue{TimingCacheValue::kINVALID_TACTIC_HASH, 0} : found->second;
}

bool TimingCache::do_update(TimingCacheKey const& key, TimingCacheValue const& value)
{
    std::lock_guard const lock(mutex_);
    entries_[bytes_of_key(key)] = value;
    return true;
}

} // namespace trts::doubles
