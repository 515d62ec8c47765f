#include "daemon/feedback/dsn_writer.h"

#include <algorithm>

#include "shared/mail/date.h"
#include "shared/mail/header_block.h"
#include "shared/mail/message_id.h"
#include "shared/mail/text.h"
#include "shared/mail/xtext.h"

namespace mailrace::feedback {
namespace {

constexpr std::uint8_t notify_success = 2, notify_failure = 4, notify_delay = 8;  // 1 is never
constexpr std::size_t max_words = 4096;  // of one response
constexpr std::size_t fold_at = 76;
constexpr std::size_t max_line = 900;  // mail allows 998

/// One line of printable text: whatever a receiver or a sender smuggled in stays harmless.
std::string clean(std::string_view text, bool utf8) {
    const bool keep_high = utf8 && mail::is_utf8(text);
    std::string out(text.substr(0, max_words));
    for (char& c : out) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte == 127 || (byte > 127 && !keep_high)) c = '?';
    }
    return out;
}

std::vector<std::string> lines_of(std::string_view text, bool utf8) {
    std::vector<std::string> out;
    text = text.substr(0, max_words);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        for (; line.size() > max_line; line.remove_prefix(max_line)) out.push_back(clean(line.substr(0, max_line), utf8));
        out.push_back(clean(line, utf8));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// A header field, folded at blanks; `lines` after the first go on in lines of their own.
void append_field(std::string& out, std::string_view name, const std::vector<std::string>& lines) {
    out += name;
    out += ':';
    std::size_t column = name.size() + 1;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view rest = lines[i];
        if (i != 0) {
            out += "\r\n";
            column = 0;
        }
        while (!rest.empty()) {
            const std::size_t word = std::min(rest.find(' ', 1), rest.size());
            if (column + word + 1 > fold_at && column > 1) {
                out += "\r\n";
                column = 0;
            }
            const bool blank = rest.front() == ' ';
            if (!blank) out += ' ';
            out += rest.substr(0, word);
            column += word + (blank ? 0 : 1);
            rest.remove_prefix(word);
        }
    }
    out += "\r\n";
}

void append_field(std::string& out, std::string_view name, std::string line) {
    append_field(out, name, std::vector<std::string>{std::move(line)});
}

std::string_view subject_of(DsnKind kind) {
    switch (kind) {
        case DsnKind::failed: return "Delivery Status Notification (Failure)";
        case DsnKind::delayed: return "Delivery Status Notification (Delay)";
        case DsnKind::relayed: return "Delivery Status Notification (Relay)";
        case DsnKind::delivered: return "Delivery Status Notification (Success)";
    }
    return {};
}

/// RFC 3464 section 2.3.3.
std::string_view action_of(DsnKind kind) {
    switch (kind) {
        case DsnKind::failed: return "failed";
        case DsnKind::delayed: return "delayed";
        case DsnKind::relayed: return "relayed";
        case DsnKind::delivered: return "delivered";
    }
    return {};
}

/// The class of a status follows from the action where none was given (RFC 3464 section 2.3.4).
std::string status_of(DsnKind kind, const std::string& given) {
    if (!given.empty()) return clean(given, false);
    return kind == DsnKind::failed ? "5.0.0" : kind == DsnKind::delayed ? "4.0.0" : "2.0.0";
}

class Writer {
public:
    explicit Writer(const DsnInput& input) : in_(input) {
        for (const DsnRecipient& r : input.recipients) {
            if (wants_dsn(input.kind, r.notify, input.delays_unasked)) recipients_.push_back(&r);
        }
        utf8_ = input.smtputf8;
        choose_original();
        choose_boundary();
    }

    bool needed() const { return !in_.sender.empty() && !recipients_.empty(); }

    Dsn write() {
        header();
        if (in_.format == DsnFormat::plain_text) {
            plain();
        } else {
            part(utf8_ ? "text/plain; charset=utf-8" : "text/plain; charset=us-ascii", utf8_);
            words();
            report();
            original();
            out_ += "\r\n--" + boundary_ + "--\r\n";
        }
        return {std::move(out_), std::string(subject_of(in_.kind)), in_.sender, eight_bit_ || utf8_, utf8_};
    }

private:
    void choose_original() {
        const auto block = mail::HeaderBlock::parse(in_.original);
        const std::size_t header_size = block ? block->fields_size() : 0;
        // RET is for failures alone; every other notification returns the header (RFC 3461 section 4.3).
        full_ = in_.kind == DsnKind::failed && in_.ret == 'F' && in_.original_complete && in_.original.size() <= max_returned;
        returned_ = full_ ? in_.original : in_.original.substr(0, std::min(header_size, max_returned));
        eight_bit_ = !mail::is_ascii(returned_);
        if (const mail::HeaderField* id = block ? block->find("Message-ID") : nullptr)
            original_id_ = clean(mail::unfold(id->value, 255), utf8_);
    }

    /// Must not be found in what we return.
    void choose_boundary() {
        boundary_ = "=_mailrace_" + to_text(in_.id);
        for (int n = 0; in_.original.find("--" + boundary_) != std::string_view::npos; ++n) boundary_ += "_" + std::to_string(n);
    }

    void header() {
        append_field(out_, "From", in_.from.empty() ? "Mail Delivery System <MAILER-DAEMON@" + in_.reporting_mta + ">" : clean(in_.from, utf8_));
        append_field(out_, "To", "<" + clean(in_.sender, utf8_) + ">");
        append_field(out_, "Subject", std::string(subject_of(in_.kind)));
        append_field(out_, "Date", mail::date_text(in_.now));
        append_field(out_, "Message-ID", mail::make_message_id(in_.id, in_.reporting_mta));
        if (!original_id_.empty()) append_field(out_, "References", original_id_);
        append_field(out_, "Auto-Submitted", "auto-replied");
        append_field(out_, "MIME-Version", "1.0");
        const bool plain = in_.format == DsnFormat::plain_text;
        if (plain)
            append_field(out_, "Content-Type", utf8_ ? "text/plain; charset=utf-8" : eight_bit_ ? "text/plain; charset=unknown-8bit" : "text/plain; charset=us-ascii");
        else
            out_ += "Content-Type: multipart/report; report-type=delivery-status;\r\n boundary=\"" + boundary_ + "\"\r\n";
        if (eight_bit_ || utf8_) append_field(out_, "Content-Transfer-Encoding", "8bit");
        if (!plain) out_ += "\r\nThis is a MIME-encapsulated message.\r\n";
    }

    void part(std::string_view type, bool eight_bit) {
        out_ += "\r\n--" + boundary_ + "\r\nContent-Type: " + std::string(type) + "\r\n";
        if (eight_bit) out_ += "Content-Transfer-Encoding: 8bit\r\n";
        out_ += "\r\n";
    }

    void words() {
        out_ += "Your message, accepted by " + in_.reporting_mta + " on\r\n" + mail::date_text(in_.arrival) + ",\r\n";
        const std::string them = recipients_.size() > 1 ? "recipients" : "recipient";
        switch (in_.kind) {
            case DsnKind::failed:
                out_ += "could not be delivered to the following " + them + ". No further attempt will be made.\r\n";
                break;
            case DsnKind::delayed:
                out_ += "could not yet be delivered to the following " + them + ". You need not do anything: delivery\r\nwill be tried again";
                if (in_.retry_until != WallTime{}) out_ += " until " + mail::date_text(in_.retry_until);
                out_ += ".\r\n";
                break;
            case DsnKind::relayed:
                out_ += "was handed on for the following " + them + " to a system that does not report delivery\r\nitself. You may get no further notice.\r\n";
                break;
            case DsnKind::delivered: out_ += "was delivered to the following " + them + ".\r\n"; break;
        }
        for (const DsnRecipient* r : recipients_) {
            out_ += "\r\n<" + clean(r->address, utf8_) + ">\r\n";
            if (!r->remote_mta.empty()) out_ += "    " + clean(r->remote_mta, utf8_) + (r->remote ? " said:" : ":") + "\r\n";
            for (const std::string& line : lines_of(r->response, utf8_)) out_ += "    " + line + "\r\n";
        }
    }

    void plain() {
        out_ += "\r\n";
        words();
        out_ += full_ ? "\r\n--- The message:\r\n\r\n" : "\r\n--- The header of the message:\r\n\r\n";
        out_ += returned_;
    }

    void report() {
        part(utf8_ ? "message/global-delivery-status" : "message/delivery-status", utf8_);
        append_field(out_, "Reporting-MTA", "dns; " + in_.reporting_mta);
        if (!in_.envid.empty()) append_field(out_, "Original-Envelope-Id", clean(mail::from_xtext(in_.envid), utf8_));
        append_field(out_, "Arrival-Date", mail::date_text(in_.arrival));
        for (const DsnRecipient* r : recipients_) recipient(*r);
    }

    void recipient(const DsnRecipient& r) {
        out_ += "\r\n";
        if (const std::size_t semicolon = r.orcpt.find(';'); semicolon != std::string::npos) {
            append_field(out_, "Original-Recipient",
                         clean(r.orcpt.substr(0, semicolon), false) + "; " +
                             clean(mail::from_xtext(r.orcpt.substr(semicolon + 1)), utf8_));
        }
        const bool international = utf8_ && !mail::is_ascii(r.address);
        append_field(out_, "Final-Recipient", (international ? "utf-8; " : "rfc822; ") + clean(r.address, utf8_));
        append_field(out_, "Action", std::string(action_of(in_.kind)));
        append_field(out_, "Status", status_of(in_.kind, r.status));
        if (!r.remote_mta.empty()) append_field(out_, "Remote-MTA", "dns; " + clean(r.remote_mta, utf8_));
        std::vector<std::string> lines = lines_of(r.response, utf8_);
        if (!lines.empty()) {
            lines.front().insert(0, r.remote ? "smtp; " : "x-mailrace; ");
            append_field(out_, "Diagnostic-Code", lines);
        }
        if (r.last_attempt != WallTime{}) append_field(out_, "Last-Attempt-Date", mail::date_text(r.last_attempt));
        if (in_.kind == DsnKind::delayed && in_.retry_until != WallTime{}) append_field(out_, "Will-Retry-Until", mail::date_text(in_.retry_until));
    }

    void original() {
        if (full_)
            part(utf8_ ? "message/global" : "message/rfc822", eight_bit_);
        else
            part(utf8_ ? "message/global-headers" : "text/rfc822-headers", eight_bit_);
        out_ += returned_;
    }

    const DsnInput& in_;
    std::vector<const DsnRecipient*> recipients_;
    std::string out_, boundary_, original_id_;
    std::string_view returned_;
    bool utf8_ = false, eight_bit_ = false, full_ = false;
};

}  // namespace

bool wants_dsn(DsnKind kind, std::uint8_t notify, bool delays_unasked) {
    const auto asked = [notify](std::uint8_t bit) { return (notify & bit) != 0; };
    switch (kind) {
        case DsnKind::failed: return notify == 0 || asked(notify_failure);
        case DsnKind::delayed: return notify == 0 ? delays_unasked : asked(notify_delay);
        case DsnKind::relayed:
        case DsnKind::delivered: return asked(notify_success);
    }
    return false;
}

std::optional<Dsn> write_dsn(const DsnInput& input) {
    Writer writer(input);
    if (!writer.needed()) return std::nullopt;
    return writer.write();
}

}  // namespace mailrace::feedback
