// Bytes for files of ours: little-endian numbers, variable-length numbers (7 bits a byte, low first, at most 10 bytes) and
// strings with their length before them. Writer appends to a string of the caller; Reader never reads past its end: after the
// first failure everything it returns is zero or empty and ok() is false. Plain values, any thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace mailrace::events {

class WireWriter {
public:
    explicit WireWriter(std::string& out) : out_(out) {}

    void u8(std::uint8_t v) { out_.push_back(static_cast<char>(v)); }
    void u32(std::uint32_t v) { fixed(v); }
    void u64(std::uint64_t v) { fixed(v); }
    void varint(std::uint64_t v) {
        char bytes[10];
        std::size_t n = 0;
        for (; v >= 0x80; v >>= 7) bytes[n++] = static_cast<char>(v | 0x80);
        bytes[n++] = static_cast<char>(v);
        out_.append(bytes, n);
    }
    void bytes(std::string_view v) { out_.append(v); }
    void string(std::string_view v) {
        varint(v.size());
        out_.append(v);
    }

private:
    template <class T>
    void fixed(T v) {
        char bytes[sizeof v];
        for (std::size_t i = 0; i < sizeof v; ++i) bytes[i] = static_cast<char>(v >> (8 * i));
        out_.append(bytes, sizeof v);
    }
    std::string& out_;
};

class WireReader {
public:
    explicit WireReader(std::string_view bytes) : rest_(bytes) {}

    bool ok() const { return ok_; }
    bool at_end() const { return rest_.empty(); }
    std::string_view rest() const { return rest_; }

    std::uint8_t u8() { return fixed<std::uint8_t>(); }
    std::uint32_t u32() { return fixed<std::uint32_t>(); }
    std::uint64_t u64() { return fixed<std::uint64_t>(); }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 10 && i < rest_.size(); ++i) {
            const auto byte = static_cast<std::uint8_t>(rest_[i]);
            if (i == 9 && byte > 1) break;
            value |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * i);
            if (byte < 0x80) {
                rest_.remove_prefix(i + 1);
                return value;
            }
        }
        fail();
        return 0;
    }
    /// A number that must not pass `max`.
    std::uint64_t varint(std::uint64_t max) {
        const std::uint64_t value = varint();
        if (value <= max) return value;
        fail();
        return 0;
    }
    std::string_view bytes(std::uint64_t count) {
        if (count > rest_.size()) {
            fail();
            return {};
        }
        const auto piece = rest_.substr(0, static_cast<std::size_t>(count));
        rest_.remove_prefix(piece.size());
        return piece;
    }
    std::string_view string() { return bytes(varint()); }
    void fail() {
        ok_ = false;
        rest_ = {};
    }

private:
    template <class T>
    T fixed() {
        const auto piece = bytes(sizeof(T));
        T value = 0;
        for (std::size_t i = 0; i < piece.size(); ++i) value = static_cast<T>(value | static_cast<T>(static_cast<std::uint8_t>(piece[i])) << (8 * i));
        return value;
    }
    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace mailrace::events
