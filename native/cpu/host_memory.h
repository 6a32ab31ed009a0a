// IHostMemory: a plan's bytes, shared with whoever else holds them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace trts::cpu
{

class HostMemory final
{
  public:
    explicit HostMemory(std::shared_ptr<const std::string> bytes) noexcept : bytes_(std::move(bytes)) {}

    void* data() const noexcept { return const_cast<char*>(bytes_->data()); } // the C ABI has no const here
    std::int64_t size() const noexcept { return static_cast<std::int64_t>(bytes_->size()); }
    std::int32_t type() const noexcept;

  private:
    std::shared_ptr<const std::string> bytes_;
};

} // namespace trts::cpu
