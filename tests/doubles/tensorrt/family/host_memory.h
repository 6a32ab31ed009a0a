#pragma once

#include "core/graph.h"
#include "core/objects.h"
#include "objects.g.h"

namespace trts::doubles
{

class HostMemory final : public HostMemoryTable, public HostMemoryObject
{
  public:
    explicit HostMemory(Bytes bytes) : HostMemoryObject(this), bytes_(std::move(bytes)) {}

  protected:
    void* do_data() const override { return const_cast<unsigned char*>(bytes_.data()); }
    size_t do_size() const override { return bytes_.size(); }
    DataType do_type() const override { return DataType::kINT8; }

  private:
    Bytes bytes_;
    Live live_{"IHostMemory", static_cast<IHostMemory*>(this)};
};

} // namespace trts::doubles
