#include "shared/accounting/record_parser.h"

#include <algorithm>
#include <cstring>

#include "shared/accounting/time.h"
#include "shared/config/records.h"
#include "shared/mail/text.h"

namespace mailrace::accounting {
namespace {

constexpr std::string_view kKindNames[kKinds] = {"d", "b", "t", "tq", "r", "rb", "rs", "f", "other"};
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_type(std::string_view type) {
    return !type.empty() && type.size() <= 32 && mail::is_alpha(type[0]) && std::all_of(type.begin(), type.end(), [](char c) {
        return mail::is_alpha(c) || mail::is_digit(c) || c == '-' || c == '_';
    });
}

/// "d,2026-01-02 …": a line that begins like this begins a row, also when a quote before it was never closed.
bool begins_row(std::string_view line) {
    const std::size_t comma = line.substr(0, 24).find(',');
    if (comma == std::string_view::npos || kind_of(line.substr(0, comma)) == Kind::other) return false;
    const std::size_t next = std::min(line.find_first_of(",\r\n", comma + 1), line.size());
    return read_time(line.substr(comma + 1, next - comma - 1)).has_value();
}

/// At the begin of a file there may be one; anywhere else it would be nonsense that may go as well.
std::string_view without_mark(std::string_view line) {
    if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
    return line;
}

std::string_view without_line_end(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

std::string_view to_string(Kind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

Kind kind_of(std::string_view type) {
    if (type.size() == 1) {
        switch (mail::lower(type[0])) {
            case 'd': return Kind::delivery;
            case 'b': return Kind::bounce;
            case 't': return Kind::transient;
            case 'r': return Kind::receipt;
            case 'f': return Kind::feedback;
            default: return Kind::other;
        }
    }
    const std::string name = config::record_name(type);
    for (std::size_t k = 0; k + 1 < kKinds; ++k)
        if (name == kKindNames[k]) return static_cast<Kind>(k);
    return Kind::other;
}

RecordParser::RecordParser(std::string_view header) : layout_(std::make_shared<Layout>()) {
    if (!header.empty() && row_.split(without_line_end(header))) layout_ = std::make_shared<Layout>(row_);
}

std::span<char> RecordParser::space(std::size_t size) {
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() < end_ + size) buffer_.resize(end_ + size);
    return {buffer_.data() + end_, buffer_.size() - end_};
}

bool RecordParser::commit(std::size_t size, const Sink& sink) {
    end_ += size;
    books_.bytes += size;
    return run(false, sink);
}

bool RecordParser::feed(std::string_view bytes, const Sink& sink) {
    constexpr std::size_t kPiece = 1 << 20;
    while (!bytes.empty()) {
        const std::string_view piece = bytes.substr(0, kPiece);
        std::memcpy(space(piece.size()).data(), piece.data(), piece.size());
        if (!commit(piece.size(), sink)) return false;
        bytes.remove_prefix(piece.size());
    }
    return true;
}

bool RecordParser::finish(const Sink& sink) { return run(true, sink); }

std::size_t RecordParser::line_end(std::size_t from) const {
    const void* found = from < end_ ? std::memchr(buffer_.data() + from, '\n', end_ - from) : nullptr;
    return found == nullptr ? 0 : static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) + 1;
}

/// A row is a line, unless quotes hold several together: then the line alone cannot be split.
std::size_t RecordParser::row_end(bool last) {
    std::size_t end = line_end(begin_ + searched_);
    lines_ = 1;
    if (end == 0) {
        searched_ = end_ - begin_;
        if (!last) return 0;
        end = end_;
    }
    searched_ = end - begin_ - 1;
    broken_quote_ = false;
    split_ = !skipping_ && end - begin_ <= kMaxRow &&
             row_.split(without_mark(without_line_end({buffer_.data() + begin_, end - begin_})));
    return split_ || skipping_ ? end : end_of_quoted(end, last);
}

/// A quote that was never closed must not swallow the file: the row then ends with its first line, as soon as a line comes that
/// begins a row, or when it grows too long.
std::size_t RecordParser::end_of_quoted(std::size_t first, bool last) {
    const char* const base = buffer_.data();
    QuoteState quotes;
    std::size_t from = begin_, end = first;
    while (quotes.open_after({base + from, end - from})) {
        from = end;
        end = line_end(from);
        if (end == 0 && !last && end_ - begin_ <= kMaxRow) return 0;
        const bool another = begins_row({base + from, (end == 0 ? end_ : end) - from});
        if (end == 0 || another || end - begin_ > kMaxRow) {
            broken_quote_ = true;
            lines_ = 1;
            return first;
        }
        ++lines_;
    }
    split_ = end != first && row_.split(without_mark(without_line_end({base + begin_, end - begin_})));
    return end;
}

bool RecordParser::run(bool last, const Sink& sink) {
    bool more = true;
    while (more && begin_ < end_) {
        const std::size_t end = row_end(last);
        if (end == 0) {
            if (end_ - begin_ <= kMaxRow) break;
            if (!skipping_) damaged("the line is too long");
            skipping_ = true;
            begin_ = end_;
            searched_ = 0;
            break;
        }
        const std::string_view bytes(buffer_.data() + begin_, end - begin_);
        begin_ = end;
        searched_ = 0;
        if (skipping_)
            skipping_ = false;
        else
            more = take(without_line_end(bytes), bytes.ends_with('\n'), sink);
        line_ += lines_;
        books_.lines += lines_;
    }
    if (begin_ == end_) begin_ = end_ = 0;
    return more;
}

bool RecordParser::take(std::string_view bytes, bool whole, const Sink& sink) {
    if (bytes.empty()) return true;
    if (broken_quote_ || bytes.size() > kMaxRow) {
        damaged(broken_quote_ ? "a quote is not closed" : "the line is too long");
        return true;
    }
    if (!split_) {
        damaged("broken quotes or too many fields");
        return true;
    }
    if (Layout::is_header(row_)) {
        if (row_.bytes() != layout_->line()) layout_ = std::make_shared<Layout>(row_);
        return true;
    }
    const Kind kind = kind_of(row_[0]);
    if (std::string words = check(kind, whole); !words.empty()) {
        damaged(std::move(words));
        return true;
    }
    ++books_.rows;
    ++books_.by_kind[static_cast<std::size_t>(kind)];
    if (row_.size() < layout_->names().size()) ++books_.cut_short;
    return sink(Record(row_, *layout_, kind, line_));
}

/// Why a row cannot be used; empty when it can.
std::string RecordParser::check(Kind kind, bool whole) {
    const std::size_t columns = layout_->names().size();
    if (columns == 0) {
        books_.headless = true;
        return "no header line before it";
    }
    if (layout_->place(Column::type) != 0 && kind == Kind::other) return "no record type at its begin";
    if (!is_type(row_[0])) return "no record type at its begin";
    for (std::size_t i = columns; i < row_.size(); ++i)
        if (!row_[i].empty()) return "more fields than columns";
    if (row_.size() < columns && !whole) return "cut off at the end of the file";
    if (kind == Kind::other) return row_.size() < columns ? "neither a known record type nor all its fields" : std::string();
    if (layout_->place(Column::time_logged) >= 0 &&
        !read_time(row_[static_cast<std::size_t>(layout_->place(Column::time_logged))]))
        return "no time in timeLogged";
    const int rcpt = kind == Kind::transient_queue ? -1 : layout_->place(Column::rcpt);
    if (rcpt >= 0 && row_.size() <= static_cast<std::size_t>(rcpt)) return "ends before rcpt";
    return {};
}

void RecordParser::damaged(std::string words) {
    ++books_.damaged;
    if (books_.first_damages.size() < ParserBooks::kDamagesKept) books_.first_damages.push_back({line_, std::move(words)});
}

}  // namespace mailrace::accounting
