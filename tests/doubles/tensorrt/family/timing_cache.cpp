#include "family/timing_cache.h"

#include <cstring>

#include "core/byte_stream.h"
#include "core/version.h"
#include "family/host_memory.h"

namespace trts::doubles
{
namespace
{

constexpr const char* magic = "TRTSTIME";

std::array<uint8_t, 16> bytes_of_key(const TimingCacheKey& key)
{
    std::array<uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), key.data, bytes.size());
    return bytes;
}

} // namespace

TimingCache::Entries TimingCache::entries() const
{
    const std::lock_guard lock(mutex_);
    return entries_;
}

bool TimingCache::read(const void* blob, std::size_t size)
{
    if (blob == nullptr || size == 0)
    {
        return size == 0;
    }
    ByteReader from(static_cast<const unsigned char*>(blob), size);
    if (from.text() != magic || from.integer() != family_facts.number || from.integer() != simulated_version().number())
    {
        return false;
    }
    Entries read;
    for (std::size_t i = from.count(); i > 0 && from.is_good(); --i)
    {
        const std::string key = from.text();
        const auto hash = static_cast<uint64_t>(from.long_integer());
        const auto micros = from.long_integer();
        std::array<uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), key.data(), key.size() < bytes.size() ? key.size() : bytes.size());
        read[bytes] = TimingCacheValue{hash, static_cast<float>(micros) / 1000};
    }
    if (from.is_good())
    {
        const std::lock_guard lock(mutex_);
        entries_ = std::move(read);
    }
    return from.is_good();
}

void TimingCache::add(const std::string& layer)
{
    std::array<uint8_t, 16> key{};
    for (std::size_t i = 0; i < layer.size(); ++i)
    {
        key[i % key.size()] = static_cast<uint8_t>(key[i % key.size()] * 31 + static_cast<unsigned char>(layer[i]));
    }
    const std::lock_guard lock(mutex_);
    entries_.try_emplace(key, TimingCacheValue{layer.size() + 1, 0.5f});
}

IHostMemory* TimingCache::do_serialize() const
{
    const Entries known = entries();
    ByteWriter to;
    to.text(magic);
    to.integer(family_facts.number);
    to.integer(simulated_version().number());
    to.count(known.size());
    for (const auto& [key, value] : known)
    {
        to.text(std::string(key.begin(), key.end()));
        to.long_integer(static_cast<int64_t>(value.tacticHash));
        to.long_integer(static_cast<int64_t>(value.timingMSec * 1000));
    }
    return new HostMemory(to.bytes());
}

bool TimingCache::do_combine(const ITimingCache& inputCache, bool)
{
    const auto* other = dynamic_cast<const TimingCache*>(&inputCache);
    if (other == nullptr || other == this)
    {
        return false;
    }
    const Entries more = other->entries();
    const std::lock_guard lock(mutex_);
    entries_.insert(more.begin(), more.end());
    return true;
}

bool TimingCache::do_reset()
{
    const std::lock_guard lock(mutex_);
    entries_.clear();
    return true;
}

int64_t TimingCache::do_queryKeys(TimingCacheKey* keyBuffer, int64_t capacity) const
{
    const Entries known = entries();
    int64_t index = 0;
    for (const auto& [key, value] : known)
    {
        if (keyBuffer != nullptr && index < capacity)
        {
            std::memcpy(keyBuffer[index].data, key.data(), key.size());
        }
        ++index;
    }
    return index;
}

TimingCacheValue TimingCache::do_query(const TimingCacheKey& key) const
{
    const Entries known = entries();
    const auto found = known.find(bytes_of_key(key));
    return found == known.end() ? TimingCacheValue{TimingCacheValue::kINVALID_TACTIC_HASH, 0} : found->second;
}

bool TimingCache::do_update(const TimingCacheKey& key, const TimingCacheValue& value)
{
    const std::lock_guard lock(mutex_);
    entries_[bytes_of_key(key)] = value;
    return true;
}

} // namespace trts::doubles
