// Frames of the local protocol: one JSON text a line, bounded, UTF-8. FrameReader takes bytes as they come and gives lines; it
// never holds more than one line and says why when a line cannot be one. Used by the server and the command line, on any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/base64.h"
#include "shared/base/result.h"

namespace mailrace::protocol {

inline constexpr std::size_t kLineBeforeHello = 4 * 1024;   // bytes, without the line end
inline constexpr std::size_t kLineAfterHello = 1024 * 1024;
inline constexpr std::size_t kLineOfAdmin = 16 * 1024 * 1024;  // after hello: may carry the texts of a whole configuration

class FrameReader {
public:
    explicit FrameReader(std::size_t limit = kLineBeforeHello) : limit_(limit) {}
    /// The longest line from now on, in bytes.
    void set_limit(std::size_t limit) { limit_ = limit; }

    /// Takes bytes from the peer.
    void push(std::string_view bytes) { buffer_.append(bytes); }

    /// The next whole line without its end; nothing when more bytes are needed; an Error (limit or invalid) when the peer
    /// sent a line that is too long or is not UTF-8. After an Error the reader is of no more use: close the connection.
    Result<std::optional<std::string>> next();

private:
    void compact();

    std::string buffer_;
    std::size_t start_ = 0;    // of the current line
    std::size_t scanned_ = 0;  // no line end before this
    std::size_t limit_;
};

/// The text with each byte that is not part of well-formed UTF-8 replaced by U+FFFD.
std::string to_utf8_lossy(std::string_view bytes);
inline std::string base64(std::string_view bytes) { return to_base64(bytes); }

}  // namespace mailrace::protocol
