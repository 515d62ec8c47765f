// The bytes of a file in order, whatever it was packed with: plain, gzip or zstd, told by its first bytes; "-" is standard input.
// Flat memory. One thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "shared/base/result.h"

namespace mailrace::reports {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// How many bytes were written to `space`; 0 at the end. A packed file that breaks off gives an error after what could be
    /// read.
    virtual Result<std::size_t> read(std::span<char> space) = 0;
};

Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path);

}  // namespace mailrace::reports
