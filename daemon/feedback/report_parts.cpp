#include "daemon/feedback/report_parts.h"

#include "daemon/feedback/notice.h"
#include "daemon/feedback/returned_message.h"
#include "shared/mail/html_text.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

constexpr std::size_t max_part = 1u << 20;

/// message/rfc822, text/rfc822-headers (with and without the s), message/global-headers, …
bool is_returned_type(std::string_view type) {
    if (type == "message/global-delivery-status" || type == "message/global-disposition-notification") return false;
    return type.starts_with("message/rfc822") || type.starts_with("text/rfc822") || type.starts_with("message/global") ||
           type == "message/news";
}

/// A part whose own header is that of a message: some mailers forget to say message/rfc822.
bool has_message_header(const mail::MimePart& part) {
    if (part.type.starts_with("message/")) return false;
    return part.find("Received") != nullptr ||
           (part.find("Message-ID") != nullptr && part.find("From") != nullptr && part.find("Subject") != nullptr);
}

class Sorter {
public:
    Sorter(const mail::MimeMessage& message, std::size_t max_notice) : message_(message), max_notice_(max_notice) {}

    ReportParts sort() {
        std::size_t returned = SIZE_MAX;
        for (std::size_t i = 0; i < message_.parts().size(); ++i) {
            if (returned != SIZE_MAX && message_.is_inside(i, returned)) continue;
            const mail::MimePart& part = message_.parts()[i];
            const bool is_returned = i > 0 && (is_returned_type(part.type.type) || has_message_header(part));
            returned = is_returned ? i : SIZE_MAX;
            if (is_returned)
                take_returned(part);
            else
                take(i, part);
        }
        if (mail::trim(out_.notice).empty()) out_.notice = std::move(html_);
        cut_original();
        return std::move(out_);
    }

private:
    void take(std::size_t index, const mail::MimePart& part) {
        const std::string& type = part.type.type;
        if (type == "message/delivery-status" || type == "message/global-delivery-status") {
            out_.status.push_back(mail::decoded_text(part, max_part));
        } else if (type == "message/feedback-report") {
            out_.feedback.push_back(mail::decoded_text(part, max_part));
        } else if (type.find("disposition-notification") != std::string::npos) {
            out_.disposition = true;
        } else if (type == "application/json" || type == "application/xarf+json" ||
                   mail::lower(part.filename).find("xarf") != std::string::npos) {
            out_.xarf.push_back(mail::decoded_text(part, max_part));
        } else if (part.is_multipart()) {
            const bool has_parts = index + 1 < message_.parts().size() && message_.parts()[index + 1].parent == index;
            if (!has_parts) add(out_.notice, mail::decoded_text(part, max_notice_));
        } else if (type == "text/html") {
            add(html_, mail::html_to_text(mail::decoded_text(part, max_notice_ * 2)));
        } else if (type.starts_with("text/")) {
            add(out_.notice, mail::decoded_text(part, max_notice_));
        }
    }

    void take_returned(const mail::MimePart& part) {
        if (out_.returned) return;
        out_.returned = true;
        if (!is_returned_type(part.type.type)) {
            out_.original = returned_message(part.header);
            return;
        }
        out_.inner = mail::decoded_body(part, max_part);
        out_.original = returned_message(std::string_view(out_.inner));
    }

    void add(std::string& notice, std::string_view text) const {
        if (notice.size() >= max_notice_) return;
        if (!notice.empty()) notice += "\n\n";
        notice += text.substr(0, max_notice_ - notice.size());
    }

    /// What the notice quotes of the original below its words.
    void cut_original() {
        const SplitNotice split = split_notice(out_.notice);
        if (!out_.returned && !split.original.empty()) {
            out_.returned = true;
            out_.inner = split.original;
            out_.original = returned_message(split.original);
        }
        out_.notice.resize(split.notice.size());
    }

    const mail::MimeMessage& message_;
    std::size_t max_notice_;
    ReportParts out_;
    std::string html_;
};

}  // namespace

ReportParts sort_parts(const mail::MimeMessage& message, std::size_t max_notice) { return Sorter(message, max_notice).sort(); }

}  // namespace mailrace::feedback
