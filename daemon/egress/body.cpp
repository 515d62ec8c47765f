#include "daemon/egress/body.h"

namespace mailrace::egress {
namespace {

class MemoryBody final : public smtp::BodySource {
public:
    explicit MemoryBody(std::shared_ptr<const std::string> bytes) : bytes_(std::move(bytes)) {}
    std::uint64_t size() const override { return bytes_->size(); }
    Result<std::string_view> next() override {
        if (given_) return std::string_view{};
        given_ = true;
        return std::string_view(*bytes_);
    }

private:
    std::shared_ptr<const std::string> bytes_;
    bool given_ = false;
};

class SpoolBody final : public smtp::BodySource {
public:
    SpoolBody(MessageId message, const spool::Location& where, const spool::Spool& spool) : message_(message), where_(where), spool_(spool) {}
    std::uint64_t size() const override { return where_.length; }
    Result<std::string_view> next() override {
        if (at_ >= where_.length) return std::string_view{};
        std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size(), where_.length - at_));
        auto got = spool_.read_body(message_, where_, at_, std::span<char>(buffer_.data(), want));
        if (!got) return got.error();
        at_ += *got;
        return std::string_view(buffer_.data(), *got);
    }

private:
    MessageId message_;
    spool::Location where_;
    const spool::Spool& spool_;
    std::uint64_t at_ = 0;
    std::array<char, 64 * 1024> buffer_;
};

}  // namespace

std::unique_ptr<smtp::BodySource> make_body(std::shared_ptr<const std::string> bytes, MessageId message, const spool::Location& where,
                                            const spool::Spool& spool) {
    if (bytes) return std::make_unique<MemoryBody>(std::move(bytes));
    return std::make_unique<SpoolBody>(message, where, spool);
}

}  // namespace mailrace::egress
