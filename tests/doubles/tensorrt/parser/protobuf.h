// Protocol Buffers' wire format, as far as the doubles read it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace trts::doubles
{

/// The fields of one message, in order. What is malformed ends it, and is remembered.
class ProtobufReader
{
  public:
    ProtobufReader() = default;
    ProtobufReader(const unsigned char* data, std::size_t size) : next_(data), left_(size) {}

    bool is_good() const { return is_good_; }

    /// Goes to the next field.
    bool next()
    {
        if (left_ == 0 || !is_good_)
        {
            return false;
        }
        const std::uint64_t key = varint();
        field_ = key >> 3;
        wire_ = static_cast<std::uint32_t>(key & 7);
        switch (wire_)
        {
        case 0:
            number_ = varint();
            break;
        case 1:
            take(8);
            break;
        case 2:
            take(varint());
            break;
        case 5:
            take(4);
            break;
        default:
            is_good_ = false;
            break;
        }
        return is_good_ && field_ != 0;
    }

    std::uint64_t field() const { return field_; }
    bool is_bytes() const { return wire_ == 2; }
    std::int64_t integer() const { return wire_ == 0 ? static_cast<std::int64_t>(number_) : 0; }
    /// Empty for a field of another kind.
    std::string text() const
    {
        return is_bytes() ? std::string(reinterpret_cast<const char*>(data_), size_) : std::string();
    }
    ProtobufReader message() const { return is_bytes() ? ProtobufReader(data_, size_) : ProtobufReader(); }
    const unsigned char* data() const { return data_; }
    std::size_t size() const { return size_; }

    /// The numbers of a packed field, or the one of an unpacked one.
    template <class Add>
    void integers(const Add& add)
    {
        if (!is_bytes())
        {
            add(integer());
            return;
        }
        ProtobufReader packed(data_, size_);
        while (packed.left_ > 0 && packed.is_good_)
        {
            add(static_cast<std::int64_t>(packed.varint()));
        }
        is_good_ = is_good_ && packed.is_good_;
    }

  private:
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7)
        {
            if (left_ == 0)
            {
                break;
            }
            const unsigned char byte = *next_++;
            --left_;
            value |= static_cast<std::uint64_t>(byte & 127u) << shift;
            if (byte < 128)
            {
                return value;
            }
        }
        is_good_ = false;
        return 0;
    }

    void take(std::uint64_t size)
    {
        if (!is_good_ || size > left_)
        {
            is_good_ = false;
            return;
        }
        data_ = next_;
        size_ = static_cast<std::size_t>(size);
        next_ += size_;
        left_ -= size_;
    }

    const unsigned char* next_ = nullptr;
    std::size_t left_ = 0;
    bool is_good_ = true;
    std::uint64_t field_ = 0;
    std::uint32_t wire_ = 0;
    std::uint64_t number_ = 0;
    const unsigned char* data_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace trts::doubles
