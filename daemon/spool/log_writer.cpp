#include "daemon/spool/log_writer.h"

#include <random>

#include "daemon/spool/layout.h"

namespace mailrace::spool {

namespace {
constexpr std::size_t kKeepBuffer = 32U << 20;  // bytes of buffer that are kept from group to group
}

LogWriter::LogWriter(platform::Storage& storage, const SpoolOptions& options, LogState& state, std::uint32_t last_segment)
    : storage_(storage), options_(options), state_(state), last_number_(last_segment) {
    if (state_.segments.empty()) return;
    previous_ = state_.segments.rbegin()->first;
    previous_length_ = state_.segments.rbegin()->second.length;
}

Status LogWriter::prepare(std::int64_t unix_ms) {
    if (file_ && length_ < options_.segment_size) return {};
    if (file_ && length_ != synced_) return {};  // the group that is under way still belongs to this one
    if (file_) {
        previous_ = number_;
        previous_length_ = length_;
        file_.reset();
    }
    return begin_segment(unix_ms);
}

Status LogWriter::begin_segment(std::int64_t unix_ms) {
    number_ = ++last_number_;
    salt_ = std::random_device{}();
    const auto path = segment_path(options_, number_);
    auto file = storage_.open(path, platform::OpenMode::create);
    if (!file) return file.error();
    const SegmentHeader header{.number = number_,
                               .salt = salt_,
                               .previous = previous_,
                               .previous_length = previous_length_,
                               .next_event = state_.next_event,
                               .last_message = state_.last_message,
                               .created_ms = unix_ms};
    Status status = file.value()->write_at(0, encode(header));
    if (status && options_.sync) status = file.value()->sync();
    if (status && options_.sync) status = storage_.sync_directory(options_.directory);
    if (!status) {
        file.value().reset();
        (void)storage_.remove(path);
        return status;
    }
    file_ = std::move(file).value();
    length_ = synced_ = kSegmentHeaderSize;
    auto& info = state_.segments[number_];
    info.salt = salt_;
    info.length = length_;
    return {};
}

std::string& LogWriter::begin() {
    record_begin_ = begin_record(buffer_);
    return buffer_;
}

LogWriter::Placed LogWriter::end(RecordType type, std::string_view body) {
    Placed placed;
    placed.segment = number_;
    placed.offset = static_cast<std::uint32_t>(length_ + record_begin_);
    placed.header.type = type;
    placed.header.meta_length = static_cast<std::uint32_t>(buffer_.size() - record_begin_ - kRecordHeaderSize);
    placed.header.body_length = static_cast<std::uint32_t>(body.size());
    end_record(buffer_, record_begin_, type, body, salt_);
    return placed;
}

void LogWriter::cancel() { buffer_.resize(record_begin_); }

Status LogWriter::write() {
    if (buffer_.empty()) return {};
    const auto status = file_->write_at(length_, buffer_);
    if (!status) return status;
    length_ += buffer_.size();
    state_.segments[number_].length = length_;
    buffer_.clear();
    if (buffer_.capacity() > kKeepBuffer) buffer_.shrink_to_fit();
    return {};
}

Status LogWriter::sync() {
    if (options_.sync)
        if (auto status = file_->sync(); !status) return status;
    synced_ = length_;
    return {};
}

void LogWriter::abandon() {
    buffer_.clear();
    if (!file_) return;
    // The next segment's header says where this one ends, so a failure here does no harm.
    (void)file_->truncate(synced_);
    file_.reset();
    state_.segments[number_].length = synced_;
    if (synced_ == kSegmentHeaderSize && storage_.remove(segment_path(options_, number_))) {
        state_.drop_segment(number_);
        return;
    }
    previous_ = number_;
    previous_length_ = synced_;
}

}  // namespace mailrace::spool
