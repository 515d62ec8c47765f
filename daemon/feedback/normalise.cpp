#include "daemon/feedback/normalise.h"

#include "daemon/feedback/response_scanner.h"

namespace mailrace::feedback {
namespace {

// In stored forms. The first four are one byte, as version 1 wrote them; the others are 0x1F, which no form of version 1
// contains, and a letter.
constexpr char kAddress = 0x11, kIp = 0x12, kNumber = 0x13, kId = 0x14, kEnd = 0x1F;
constexpr char kHost = 'h', kUrl = 'u', kTime = 't', kName = 'n';

bool is_marker(char c) { return (c >= kAddress && c <= kId) || c == kEnd; }

std::string_view stored_marker(Varying varying) {
    switch (varying) {
        case Varying::address: return "\x11";
        case Varying::ip: return "\x12";
        case Varying::number: return "\x13";
        case Varying::id: return "\x14";
        case Varying::host: return "\x1Fh";
        case Varying::url: return "\x1Fu";
        case Varying::time: return "\x1Ft";
        case Varying::name: return "\x1Fn";
        case Varying::nothing: break;
    }
    return {};
}

Varying varying_of(char first, char second) {
    switch (first) {
        case kAddress: return Varying::address;
        case kIp: return Varying::ip;
        case kNumber: return Varying::number;
        case kId: return Varying::id;
        case kEnd: break;
        default: return Varying::nothing;
    }
    switch (second) {
        case kHost: return Varying::host;
        case kUrl: return Varying::url;
        case kTime: return Varying::time;
        case kName: return Varying::name;
        default: return Varying::nothing;
    }
}

constexpr std::string_view shown[] = {"", "<address>", "<ip>", "<n>", "<id>", "<host>", "<url>", "<time>", "<name>"};
std::string_view show(Varying varying) { return shown[static_cast<std::size_t>(varying)]; }

/// Keeps every byte: the form, and beside it what varies.
class SplitSink {
public:
    void keep(std::string_view text) { out.form.append(text); }
    void marker(Varying, std::string_view text) { keep(text); }
    void code(std::string_view text, bool) { keep(text); }
    void line_end(std::string_view text) { keep(text); }
    void repeated(std::string_view text) { keep(text); }
    void vary(Varying varying, std::string_view text) {
        out.form.append(stored_marker(varying));
        out.parts.append(text);
        out.parts += kEnd;
    }
    SplitResponse out;
};

/// Writes one line with single spaces, into room that is there already: no marker is longer than ten times what it stands for.
class FoldSink {
public:
    static constexpr std::size_t kLongestMarker = 10;

    FoldSink(std::string& out, std::size_t text_size) : out_(out) {
        out_.resize(text_size * kLongestMarker + kLongestMarker);
        begin_ = end_ = out_.data();
    }
    void keep(std::string_view text) {
        if (text.size() == 1) {
            if (static_cast<unsigned char>(text[0]) <= ' ') return space();
            *end_++ = text[0];
            return;
        }
        append(text);
    }
    void line_end(std::string_view) { space(); }
    void repeated(std::string_view) {}
    void code(std::string_view text, bool news) {
        if (!news) return;
        append(text.substr(0, 3));
        space();
    }
    void marker(Varying varying, std::string_view) { vary(varying, {}); }
    void vary(Varying varying, std::string_view) {
        if (varying == Varying::time || varying == Varying::number) {
            if (goes_on_after(show(Varying::time), " ,+-", 2)) return;  // "<time> +0200": one time
            if (varying == Varying::time && goes_on_after(show(Varying::number), " -", 1)) end_ -= show(Varying::number).size();
        }
        append(show(varying));
    }
    void finish() {
        while (end_ != begin_ && end_[-1] == ' ') --end_;
        out_.resize(static_cast<std::size_t>(end_ - begin_));
    }

private:
    void append(std::string_view text) {
        std::memcpy(end_, text.data(), text.size());
        end_ += text.size();
    }
    void space() {
        if (end_ != begin_ && end_[-1] != ' ') *end_++ = ' ';
    }
    /// The form ends with this marker and at most a few separators, which are taken away.
    bool goes_on_after(std::string_view marker, std::string_view separators, std::size_t most) {
        const char* at = end_;
        while (at != begin_ && static_cast<std::size_t>(end_ - at) <= most && separators.find(at[-1]) != std::string_view::npos)
            --at;
        if (at == end_ || static_cast<std::size_t>(end_ - at) > most) return false;
        if (!std::string_view(begin_, static_cast<std::size_t>(at - begin_)).ends_with(marker)) return false;
        end_ = begin_ + (at - begin_);
        return true;
    }
    std::string& out_;
    char* begin_ = nullptr;
    char* end_ = nullptr;
};

/// The part before the @, unless it is a word that replies are made of.
std::string_view local_part_of(std::string_view recipient) {
    constexpr std::string_view common[] = {"abuse",  "account",    "admin",  "address", "contact", "domain",  "email",   "error",
                                           "help",   "host",       "info",   "mail",    "mailbox", "message", "more",    "no",
                                           "policy", "postmaster", "sender", "server",  "service", "spam",    "support", "the",
                                           "this",   "unknown",    "user",   "web",     "your"};
    const std::size_t sign = recipient.rfind('@');
    const std::string_view local = sign == std::string_view::npos ? std::string_view{} : recipient.substr(0, sign);
    if (local.size() < 2) return {};
    for (const std::string_view word : common)
        if (mail::iequals(local, word)) return {};
    return local;
}

}  // namespace

std::string_view marker_name(Varying varying) {
    const std::string_view text = show(varying);
    return text.empty() ? text : text.substr(1, text.size() - 2);
}

Varying marker_of(std::string_view name) {
    if (name.size() > 7) return Varying::nothing;
    for (std::size_t i = 1; i < std::size(shown); ++i)
        if (marker_name(static_cast<Varying>(i)) == name) return static_cast<Varying>(i);
    return Varying::nothing;
}

SplitResponse split_response(std::string_view text, std::string_view recipient) {
    bool plain = text.size() <= kMaxForm;
    for (const char c : text) plain = plain && !is_marker(c);
    if (!plain) return {{}, std::string(text)};
    SplitSink sink;
    sink.out.form.reserve(text.size());
    ResponseScanner(text, local_part_of(recipient), sink).run();
    return std::move(sink.out);
}

std::string join_response(std::string_view form, std::string_view parts) {
    if (form.empty()) return std::string(parts);
    std::string out;
    out.reserve(form.size() + parts.size());
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (!is_marker(form[i])) {
            out += form[i];
            continue;
        }
        i += form[i] == kEnd;
        const std::size_t end = std::min(parts.find(kEnd), parts.size());
        out.append(parts.substr(0, end));
        parts.remove_prefix(std::min(end + 1, parts.size()));
    }
    return out;
}

std::string show_form(std::string_view form) {
    std::string out;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (!is_marker(form[i])) {
            out += form[i];
            continue;
        }
        out += show(varying_of(form[i], i + 1 < form.size() ? form[i + 1] : '\0'));
        i += form[i] == kEnd;
    }
    return out;
}

void normalise_response_into(std::string_view text, std::string_view recipient, std::string& out) {
    text = text.substr(0, kMaxForm);
    FoldSink sink(out, text.size());
    ResponseScanner(text, local_part_of(recipient), sink).run();
    sink.finish();
}

std::string normalise_response(std::string_view text, std::string_view recipient) {
    thread_local std::string room;
    normalise_response_into(text, recipient, room);
    return room;
}

}  // namespace mailrace::feedback
