#include "shared/mail/mime.h"

#include <algorithm>

#include "shared/mail/charset.h"
#include "shared/mail/encoded_word.h"
#include "shared/mail/text.h"
#include "shared/mail/transfer_encoding.h"

namespace mailrace::mail {
namespace {

constexpr std::size_t max_junk_lines = 20;

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }
std::string_view behind_line(std::string_view text) {
    const std::size_t end = text.find('\n');
    return end == std::string_view::npos ? text.substr(text.size()) : text.substr(end + 1);
}

/// Names that tell a header that goes on behind a line that is no field.
bool is_common_field(std::string_view line) {
    constexpr std::string_view names[] = {"content-type",
                                          "content-transfer-encoding",
                                          "content-disposition",
                                          "mime-version",
                                          "subject",
                                          "from",
                                          "to",
                                          "date",
                                          "message-id",
                                          "received",
                                          "return-path",
                                          "reply-to",
                                          "auto-submitted"};
    const std::string_view name = trim(line.substr(0, line.find(':')));
    return name.size() < line.size() &&
           std::any_of(std::begin(names), std::end(names), [&](std::string_view n) { return iequals(n, name); });
}

/// Some mail names a multipart and forgets to say its boundary: the first line that looks like one.
std::string guess_boundary(std::string_view body) {
    for (int line = 0; line < 50 && !body.empty(); ++line, body = behind_line(body)) {
        const std::string_view text = trim(first_line(body));
        if (text.size() > 4 && text.starts_with("--") && text.find(' ') == std::string_view::npos)
            return std::string(text.substr(2));
    }
    return {};
}

}  // namespace

/// One pass: a stack of what is open, a line that is a boundary of any of them closes what is above it.
class MimeReader {
public:
    MimeReader(MimeMessage& message, const MimeLimits& limits) : message_(message), limits_(limits), text_(*message.text_) {}

    void run() {
        open(SIZE_MAX);
        while (at_ < text_.size()) {
            if (!text_.substr(at_).starts_with("--") || !boundary_line()) at_ = next_candidate();
        }
        close_down_to(0, text_.size());
    }

private:
    struct Open {
        std::size_t part;
        std::string boundary;  // empty: a leaf or a message
        bool digest = false;
        bool seen_boundary = false;
    };

    std::vector<MimePart>& parts() { return message_.parts_; }

    /// The start of the next line that begins with "--".
    std::size_t next_candidate() const {
        const std::size_t found = text_.find("\n--", at_);
        return found == std::string_view::npos ? text_.size() : found + 1;
    }

    bool boundary_line() {
        std::string_view line = first_line(text_.substr(at_));
        const std::size_t after = std::min(at_ + line.size() + 1, text_.size());
        line.remove_prefix(2);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
        for (std::size_t level = open_.size(); level-- > 0;) {
            const std::string& boundary = open_[level].boundary;
            if (boundary.empty() || !line.starts_with(boundary)) continue;
            const std::string_view rest = line.substr(boundary.size());
            if (!rest.empty() && rest != "--") continue;
            if (rest.empty() && parts().size() >= limits_.parts) {
                message_.cut_ = true;
                return false;
            }
            meet_boundary(level);
            at_ = after;
            if (rest.empty()) open(open_[level].part, open_[level].digest);
            return true;
        }
        return false;
    }

    /// The line at at_ is a boundary of that level.
    void meet_boundary(std::size_t level) {
        const std::size_t end = at_ > 0 ? at_ - 1 : 0;  // the line end before belongs to the boundary
        close_down_to(level + 1, end);
        Open& container = open_[level];
        MimePart& part = parts()[container.part];
        if (!container.seen_boundary) part.preamble = view_from(part.body.data(), end);
        container.seen_boundary = true;
    }

    std::string_view view_from(const char* begin, std::size_t end) const {
        const auto offset = static_cast<std::size_t>(begin - text_.data());
        return text_.substr(offset, end > offset ? end - offset : 0);
    }

    void close_down_to(std::size_t level, std::size_t end) {
        while (open_.size() > level) {
            MimePart& part = parts()[open_.back().part];
            part.body = view_from(part.body.data(), end);
            open_.pop_back();
        }
    }

    /// A part begins at at_; a message inside a message is opened with it.
    void open(std::size_t parent, bool in_digest = false) {
        while (true) {
            const std::size_t index = parts().size();
            parts().emplace_back();
            MimePart& part = parts().back();
            part.parent = parent;
            part.depth = open_.size();
            read_header(part, parent == SIZE_MAX || parts()[parent].is_message());
            describe(part, in_digest);
            Open entry{index, {}, false, false};
            const bool too_deep = open_.size() + 1 >= limits_.depth || parts().size() >= limits_.parts;
            if (part.is_multipart()) {
                if (too_deep)
                    message_.cut_ = true;
                else
                    entry.boundary = boundary_of(part);
                entry.digest = part.type.is("multipart/digest");
            }
            open_.push_back(std::move(entry));
            if (!part.is_message() || is_encoded(part.encoding)) return;
            if (too_deep) {
                message_.cut_ = true;
                return;
            }
            parent = index;
            in_digest = false;
        }
    }

    std::string boundary_of(const MimePart& part) {
        std::string boundary(trim(part.type.parameter("boundary")));
        // One that never comes is as good as none; looked for once only, as it means reading the whole text.
        const bool wrong =
            !boundary.empty() && part.parent == SIZE_MAX && part.body.find("--" + boundary) == std::string_view::npos;
        return boundary.empty() || wrong ? guess_boundary(part.body) : boundary;
    }

    void read_header(MimePart& part, bool whole_message) {
        if (whole_message) skip_to_header();
        for (std::size_t junk = 0; junk <= max_junk_lines; ++junk) {
            const auto block = HeaderBlock::parse(text_.substr(at_));
            if (!block) {  // more fields than anybody needs: they are the body then
                message_.cut_ = true;
                break;
            }
            if (!take_fields(part, *block)) break;
            if (block->has_empty_line() || at_ >= text_.size()) break;
            // A line that is no field: the header goes on behind it only when it clearly does.
            const std::string_view rest = text_.substr(at_);
            if (part.header.empty() || rest.starts_with("--") || !is_common_field(first_line(behind_line(rest)))) break;
            at_ += rest.size() - behind_line(rest).size();
        }
        part.body = text_.substr(std::min(at_, text_.size()));
    }

    /// False when a boundary was met among the fields: then at_ is there.
    bool take_fields(MimePart& part, const HeaderBlock& block) {
        const std::size_t begin = at_;
        for (const HeaderField& field : block.fields()) {
            if (field.raw.starts_with("--") && is_boundary(first_line(field.raw))) {
                at_ = static_cast<std::size_t>(field.raw.data() - text_.data());
                return false;
            }
            if (part.header.size() < limits_.fields)
                part.header.push_back(field);
            else
                message_.cut_ = true;
        }
        at_ = begin + block.body_offset();
        return true;
    }

    bool is_boundary(std::string_view line) const {
        line = trim(line.substr(2));
        return std::any_of(open_.begin(), open_.end(), [&](const Open& o) {
            return !o.boundary.empty() && line.starts_with(o.boundary) &&
                   (line.size() == o.boundary.size() || line.substr(o.boundary.size()) == "--");
        });
    }

    /// Before a message: empty lines and the "From " line of an mbox.
    void skip_to_header() {
        std::size_t at = at_;
        for (int lines = 0; lines < 10 && at < text_.size(); ++lines) {
            const std::string_view line = first_line(text_.substr(at));
            const bool envelope = line.starts_with("From ") || line.starts_with(">From ");
            if (!envelope && !trim(line).empty()) break;
            at = std::min(at + line.size() + 1, text_.size());
            if (envelope) at_ = at;
        }
        const std::string_view line = first_line(text_.substr(at));
        if (!line.starts_with("--") && line.find(':') != std::string_view::npos) at_ = at;
    }

    void describe(MimePart& part, bool in_digest) {
        if (const HeaderField* type = part.find("Content-Type")) part.type = parse_content_type(type->value);
        if (part.type.type.empty()) part.type.type = in_digest ? "message/rfc822" : "text/plain";
        if (const HeaderField* encoding = part.find("Content-Transfer-Encoding"))
            part.encoding = lower(unfold(encoding->value, 64));
        if (const HeaderField* disposition = part.find("Content-Disposition")) {
            part.filename = parse_content_type(disposition->value).parameter("filename");
        }
        if (part.filename.empty()) part.filename = part.type.parameter("name");
    }

    MimeMessage& message_;
    const MimeLimits& limits_;
    std::string_view text_;
    std::vector<Open> open_;
    std::size_t at_ = 0;
};

const HeaderField* MimePart::find(std::string_view name) const {
    const auto found = std::find_if(header.begin(), header.end(), [&](const HeaderField& f) { return iequals(f.name, name); });
    return found == header.end() ? nullptr : &*found;
}

std::string MimePart::field(std::string_view name) const {
    const HeaderField* found = find(name);
    return found == nullptr ? std::string() : decode_words(found->value);
}

bool MimePart::is_message() const { return type.is("message/rfc822") || type.is("message/global") || type.is("message/news"); }

MimeMessage MimeMessage::read(std::string_view bytes, const MimeLimits& limits) {
    MimeMessage message;
    message.cut_ = bytes.size() > limits.bytes;
    message.text_ = std::make_unique<const std::string>(with_lf(bytes.substr(0, limits.bytes)));
    MimeReader(message, limits).run();
    return message;
}

bool MimeMessage::is_inside(std::size_t part, std::size_t ancestor) const {
    while (part != SIZE_MAX && part != ancestor) part = parts_[part].parent;
    return part == ancestor;
}

std::string decoded_body(const MimePart& part, std::size_t max) { return decode_transfer(part.encoding, part.body, max); }

std::string decoded_text(const MimePart& part, std::size_t max) {
    return to_utf8(decoded_body(part, max), part.type.parameter("charset"));
}

std::string with_lf(std::string_view text) {
    // How many CRs stand alone tells whether they are line ends.
    std::size_t lone = 0, feeds = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            ++feeds;
        else if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))
            ++lone;
    }
    const char for_lone = lone > feeds ? '\n' : ' ';
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '\r') {
            out += text[i++];
            continue;
        }
        const std::size_t behind = std::min(text.find_first_not_of('\r', i), text.size());
        if (behind == text.size() || text[behind] != '\n') out.append(behind - i, for_lone);  // else: CR CR LF is one line end
        i = behind;
    }
    return out;
}

}  // namespace mailrace::mail
