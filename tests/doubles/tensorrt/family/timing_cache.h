#pragma once

#include <array>
#include <map>
#include <mutex>

#include "core/graph.h"
#include "core/objects.h"
#include "objects.g.h"

namespace trts::doubles
{

/// Bytes that a cache of this library's family and version begins with.
class TimingCache final : public TimingCacheTable, public TimingCacheObject
{
  public:
    TimingCache() : TimingCacheObject(this) {}

    /// False where the bytes are another version's or damaged; none at all make an empty cache.
    bool read(const void* blob, std::size_t size);
    /// What a build adds for each layer.
    void add(const std::string& layer);

  protected:
    IHostMemory* do_serialize() const override;
    bool do_combine(const ITimingCache& inputCache, bool ignoreMismatch) override;
    bool do_reset() override;
    int64_t do_queryKeys(TimingCacheKey* keyBuffer, int64_t capacity) const override;
    TimingCacheValue do_query(const TimingCacheKey& key) const override;
    bool do_update(const TimingCacheKey& key, const TimingCacheValue& value) override;

  private:
    using Entries = std::map<std::array<uint8_t, 16>, TimingCacheValue>;
    Entries entries() const;

    mutable std::mutex mutex_;
    Entries entries_;
    Live live_{"ITimingCache", static_cast<ITimingCache*>(this)};
};

} // namespace trts::doubles
