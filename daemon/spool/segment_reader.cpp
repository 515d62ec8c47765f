#include "daemon/spool/segment_reader.h"

#include "daemon/platform/crc32c.h"

namespace mailrace::spool {

namespace {
constexpr std::uint64_t kBlock = 2U << 20;
constexpr std::size_t kPage = 4096;
}  // namespace

SegmentReader::SegmentReader(const platform::File& file, std::uint32_t salt, std::uint64_t from, std::uint64_t limit, Bodies bodies)
    : file_(file), salt_(salt), offset_(std::max<std::uint64_t>(from, kSegmentHeaderSize)), limit_(limit), bodies_(bodies) {}

void SegmentReader::fill(std::uint64_t at, std::uint64_t length) {
    const auto wanted = static_cast<std::size_t>(std::min(std::max(length, kBlock), limit_ - at));
    if (buffer_.size() < wanted) buffer_.resize(wanted);
    buffer_at_ = at;
    const auto got = file_.read_at(at, std::span(buffer_.data(), wanted));
    if (got) {
        buffer_size_ = got.value();
        return;
    }
    // A bad block must not take its neighbours with it.
    read_error_ = got.error().words;
    buffer_size_ = wanted;
    for (std::size_t i = 0; i < wanted; i += kPage) {
        const std::span<char> page(buffer_.data() + i, std::min(kPage, wanted - i));
        const auto piece = file_.read_at(at + i, page);
        if (!piece) std::fill(page.begin(), page.end(), '\0');
        else std::fill(page.begin() + static_cast<std::ptrdiff_t>(piece.value()), page.end(), '\0');
    }
}

std::string_view SegmentReader::window(std::uint64_t at, std::uint64_t length) {
    if (at < buffer_at_ || at + length > buffer_at_ + buffer_size_) fill(at, length);
    const auto from = static_cast<std::size_t>(at - buffer_at_);
    return std::string_view(buffer_.data(), buffer_size_).substr(from, static_cast<std::size_t>(length));
}

SegmentReader::Step SegmentReader::next(Record& out) {
    if (offset_ >= limit_) return Step::end;
    if (limit_ - offset_ < kRecordHeaderSize) return Step::torn;
    const auto head = window(offset_, kRecordHeaderSize);
    if (head.size() < kRecordHeaderSize) return Step::torn;
    const auto header = decode_record_header(head);
    if (!header || header->record_length() > limit_ - offset_) return Step::torn;
    const auto record = window(offset_, header->record_length());
    if (record.size() < header->record_length() || !header_intact(*header, record, salt_)) return Step::torn;
    out.header = *header;
    out.offset = static_cast<std::uint32_t>(offset_);
    out.meta = record.substr(kRecordHeaderSize, header->meta_length);
    out.body = record.substr(kRecordHeaderSize + header->meta_length, header->body_length);
    out.body_intact = bodies_ == Bodies::trust || platform::crc32c(out.body) == header->body_crc;
    offset_ += header->record_length();
    return Step::record;
}

bool SegmentReader::find_next() {
    // Records begin at multiples of 8.
    for (std::uint64_t at = offset_ + 8; at + kRecordHeaderSize <= limit_; at += 8) {
        const auto head = window(at, kRecordHeaderSize);
        if (head.size() < kRecordHeaderSize) break;
        const auto header = decode_record_header(head);
        if (!header || header->record_length() > limit_ - at) continue;
        const std::uint64_t proven = kRecordHeaderSize + std::uint64_t{header->meta_length};
        if (!header_intact(*header, window(at, proven), salt_)) continue;
        offset_ = at;
        return true;
    }
    offset_ = limit_;
    return false;
}

}  // namespace mailrace::spool
