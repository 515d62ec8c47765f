#include "daemon/reports/byte_source.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace mailrace::reports {
namespace {

constexpr std::size_t kPacked = 256 * 1024;
constexpr std::string_view kGzipMagic = "\x1F\x8B", kZstdMagic = "\x28\xB5\x2F\xFD";

class PlainBytes final : public ByteSource {
public:
    explicit PlainBytes(std::string path) : path_(std::move(path)) {}

    Status open() {
        if (path_ == "-") return {};
        std::error_code error;
        if (std::filesystem::is_directory(path_, error)) return Error::invalid(path_ + " is a directory");
        file_.rdbuf()->pubsetbuf(nullptr, 0);  // reads are large: straight into their space
        file_.open(path_, std::ios::binary);
        if (!file_) return system_error("cannot open " + path_, errno);
        return {};
    }

    Result<std::size_t> read(std::span<char> space) override {
        std::istream& in = path_ == "-" ? std::cin : file_;
        const std::size_t kept = std::min(kept_.size(), space.size());
        std::memcpy(space.data(), kept_.data(), kept);
        kept_.erase(0, kept);
        if (kept > 0) return kept;
        in.read(space.data(), static_cast<std::streamsize>(space.size()));
        if (in.bad()) return Error::storage("cannot read " + path_);
        return static_cast<std::size_t>(in.gcount());
    }

    /// The first bytes, which read() gives again.
    Result<std::string> peek(std::size_t size) {
        std::string first(size, '\0');
        const auto got = read(first);
        if (!got) return got.error();
        first.resize(*got);
        kept_ = first;
        return first;
    }
    const std::string& path() const { return path_; }

private:
    std::string path_, kept_;
    std::ifstream file_;
};

class GzipBytes final : public ByteSource {
public:
    explicit GzipBytes(std::unique_ptr<PlainBytes> packed) : packed_(std::move(packed)), buffer_(kPacked, '\0') {
        inflateInit2(&stream_, 16 + MAX_WBITS);
    }
    ~GzipBytes() override { inflateEnd(&stream_); }

    Result<std::size_t> read(std::span<char> space) override {
        stream_.next_out = reinterpret_cast<Bytef*>(space.data());
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(space.size(), 1u << 30));
        const uInt wanted = stream_.avail_out;
        while (stream_.avail_out == wanted) {
            if (stream_.avail_in == 0) {
                const auto got = packed_->read(buffer_);
                if (!got) return got.error();
                if (*got == 0)
                    return ended_ ? Result<std::size_t>(std::size_t{0})
                                  : Error::invalid(packed_->path() + " breaks off: the packed file is not whole");
                stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
                stream_.avail_in = static_cast<uInt>(*got);
            }
            if (ended_) {  // files may consist of several members
                inflateReset(&stream_);
                ended_ = false;
            }
            const int code = inflate(&stream_, Z_NO_FLUSH);
            ended_ = code == Z_STREAM_END;
            if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
                return Error::invalid(packed_->path() + ": the packed file is damaged");
        }
        return static_cast<std::size_t>(wanted - stream_.avail_out);
    }

private:
    std::unique_ptr<PlainBytes> packed_;
    std::string buffer_;
    z_stream stream_{};
    bool ended_ = false;
};

class ZstdBytes final : public ByteSource {
public:
    explicit ZstdBytes(std::unique_ptr<PlainBytes> packed)
        : packed_(std::move(packed)), buffer_(kPacked, '\0'), stream_(ZSTD_createDStream()) {}
    ~ZstdBytes() override { ZSTD_freeDStream(stream_); }

    Result<std::size_t> read(std::span<char> space) override {
        ZSTD_outBuffer out{space.data(), space.size(), 0};
        while (out.pos == 0) {
            if (in_.pos == in_.size) {
                const auto got = packed_->read(buffer_);
                if (!got) return got.error();
                if (*got == 0)
                    return whole_ ? Result<std::size_t>(std::size_t{0})
                                  : Error::invalid(packed_->path() + " breaks off: the packed file is not whole");
                in_ = {buffer_.data(), *got, 0};
            }
            const std::size_t left = ZSTD_decompressStream(stream_, &out, &in_);
            if (ZSTD_isError(left) != 0) return Error::invalid(packed_->path() + ": the packed file is damaged");
            whole_ = left == 0;
        }
        return out.pos;
    }

private:
    std::unique_ptr<PlainBytes> packed_;
    std::string buffer_;
    ZSTD_DStream* stream_;
    ZSTD_inBuffer in_{nullptr, 0, 0};
    bool whole_ = false;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path) {
    auto plain = std::make_unique<PlainBytes>(path);
    if (auto opened = plain->open(); !opened) return opened.error();
    const auto first = plain->peek(4);
    if (!first) return first.error();
    if (first->starts_with(kGzipMagic)) return std::unique_ptr<ByteSource>(std::make_unique<GzipBytes>(std::move(plain)));
    if (first->starts_with(kZstdMagic)) return std::unique_ptr<ByteSource>(std::make_unique<ZstdBytes>(std::move(plain)));
    return std::unique_ptr<ByteSource>(std::move(plain));
}

}  // namespace mailrace::reports
