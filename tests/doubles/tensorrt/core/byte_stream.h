// Numbers, strings and lists to bytes and back. Reading past the end gives zeros and is remembered.
#pragma once

#include <cstring>

#include "core/graph.h"

namespace trts::doubles
{

class ByteWriter
{
  public:
    void integer(std::int32_t value) { raw(&value, sizeof(value)); }
    void long_integer(std::int64_t value) { raw(&value, sizeof(value)); }
    void count(std::size_t value) { long_integer(static_cast<std::int64_t>(value)); }

    void text(const std::string& value)
    {
        count(value.size());
        raw(value.data(), value.size());
    }

    void shape(const Shape& value)
    {
        list(value, [&](std::int64_t dimension) { long_integer(dimension); });
    }

    template <class T, class Write>
    void list(const std::vector<T>& items, const Write& write)
    {
        count(items.size());
        for (const T& item : items)
        {
            write(item);
        }
    }

    const Bytes& bytes() const { return bytes_; }

  private:
    void raw(const void* data, std::size_t size)
    {
        const auto* from = static_cast<const unsigned char*>(data);
        bytes_.insert(bytes_.end(), from, from + size);
    }

    Bytes bytes_;
};

class ByteReader
{
  public:
    ByteReader(const unsigned char* data, std::size_t size) : next_(data), left_(size) {}

    bool is_good() const { return is_good_; }
    std::int32_t integer() { return number<std::int32_t>(); }
    std::int64_t long_integer() { return number<std::int64_t>(); }

    /// No more than there are bytes left.
    std::size_t count()
    {
        const std::int64_t value = long_integer();
        if (value < 0 || static_cast<std::uint64_t>(value) > left_)
        {
            is_good_ = false;
            return 0;
        }
        return static_cast<std::size_t>(value);
    }

    std::string text()
    {
        const std::size_t size = count();
        std::string value(reinterpret_cast<const char*>(next_), size);
        next_ += size;
        left_ -= size;
        return value;
    }

    Shape shape()
    {
        Shape value;
        list(value, [&](std::int64_t& dimension) { dimension = long_integer(); });
        return value;
    }

    template <class T, class Read>
    void list(std::vector<T>& items, const Read& read)
    {
        for (std::size_t i = count(); i > 0 && is_good_; --i)
        {
            read(items.emplace_back());
        }
    }

  private:
    template <class T>
    T number()
    {
        T value{};
        if (left_ < sizeof(T))
        {
            is_good_ = false;
            left_ = 0;
            return value;
        }
        std::memcpy(&value, next_, sizeof(T));
        next_ += sizeof(T);
        left_ -= sizeof(T);
        return value;
    }

    const unsigned char* next_;
    std::size_t left_;
    bool is_good_ = true;
};

} // namespace trts::doubles
