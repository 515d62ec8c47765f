#include "daemon/feedback/report_reader.h"

#include <algorithm>

#include "daemon/feedback/feedback_fields.h"
#include "daemon/feedback/fold.h"
#include "daemon/feedback/notice.h"
#include "daemon/feedback/notice_words.h"
#include "daemon/feedback/prose_reader.h"
#include "daemon/feedback/provider_json.h"
#include "daemon/feedback/report_conclude.h"
#include "daemon/feedback/report_evidence.h"
#include "daemon/feedback/report_parts.h"
#include "daemon/feedback/returned_message.h"
#include "daemon/feedback/status_fields.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/mime.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

bool is_full(std::string_view address) { return address.find('@') != std::string_view::npos; }

/// Asked in this order: a provider's JSON, feedback, status fields, prose, automatic replies.
class ReportReader {
public:
    ReportReader(std::string_view mail, const ReportLimits& limits, bool inside)
        : limits_(limits),
          inside_(inside),
          message_(mail::MimeMessage::read(mail, {.bytes = limits.bytes})),
          root_(message_.root()),
          evidence_(weigh_header(root_)),
          parts_(sort_parts(message_, limits.notice)) {}

    Report read() {
        if (!read_provider() && !read_feedback() && !read_status() && !read_by_words()) {
            read_automatic();
            const bool says_so = evidence_.report_type || root_.type.parameter("report-type") == "feedback-report";
            report_.unreadable = says_so && report_.kind == ReportKind::none;
        }
        const bool bounce = report_.kind == ReportKind::bounce || report_.kind == ReportKind::delay;
        if (bounce && report_.recipients.empty()) report_.unreadable = true;
        report_.cut = message_.cut();
        if (report_.original.header.empty()) report_.original = std::move(parts_.original);
        categorize_all(report_.recipients);
        return std::move(report_);
    }

private:
    bool read_provider() {
        auto found = read_provider_json(parts_.notice);
        if (found) report_ = std::move(*found);
        return found.has_value();
    }

    // ---- complaints
    // ------------------------------------------------------------------------------------------------------------------

    bool read_feedback() {
        for (const std::string& text : parts_.feedback) {
            Feedback feedback = read_arf(text);
            if (!feedback.fields.empty()) return take_feedback(std::move(feedback), "arf");
        }
        for (const std::string& text : parts_.xarf) {
            if (auto feedback = read_xarf(text)) return take_feedback(std::move(*feedback), "xarf");
        }
        if (root_.find("X-XARF") != nullptr || root_.find("X-ARF") != nullptr) {
            if (auto feedback = read_xarf(parts_.notice)) return take_feedback(std::move(*feedback), "xarf");
        }
        if (auto feedback = read_jmrp(root_, parts_.original)) {
            if (parts_.original.header.empty()) parts_.original = returned_message(root_.header);
            return take_feedback(std::move(*feedback), "jmrp");
        }
        return read_unsubscribe();
    }

    /// A mail program's answer to List-Unsubscribe by mail: nothing but the wish.
    bool read_unsubscribe() {
        if (mail::lower(mail::trim(root_.field("Subject"))) != "unsubscribe" || root_.find("Auto-Submitted") == nullptr)
            return false;
        Feedback feedback;
        feedback.type = "opt-out";
        feedback.original_rcpt_to.push_back(mail::bare_address(root_.field("From")));
        return take_feedback(std::move(feedback), "opt-out");
    }

    bool take_feedback(Feedback feedback, std::string_view format) {
        report_.format = format;
        report_.kind = feedback.is_complaint() ? ReportKind::complaint : ReportKind::none;
        report_.reporting_mta = feedback.reporting_mta;
        report_.envelope_id = feedback.original_envelope_id;
        report_.feedback = std::move(feedback);
        return true;
    }

    // ---- bounces
    // ---------------------------------------------------------------------------------------------------------------------

    bool read_status() {
        StatusFields fields;
        for (const std::string& text : parts_.status) {
            StatusFields more = read_status_fields(text, limits_.recipients - fields.recipients.size());
            if (fields.reporting_mta.empty()) fields.reporting_mta = std::move(more.reporting_mta);
            if (fields.envelope_id.empty()) fields.envelope_id = std::move(more.envelope_id);
            std::move(more.recipients.begin(), more.recipients.end(), std::back_inserter(fields.recipients));
        }
        if (fields.recipients.empty() && evidence_.score() > 0) fields = find_status_fields(parts_.notice, limits_.recipients);
        report_.reporting_mta = std::move(fields.reporting_mta);
        report_.envelope_id = std::move(fields.envelope_id);
        if (fields.recipients.empty()) return false;
        if (is_challenge(fields.recipients)) {
            report_.kind = ReportKind::auto_reply;
            return true;
        }
        report_.format = "dsn";
        report_.recipients = std::move(fields.recipients);
        drop_duplicates(report_.recipients);
        complete_from_prose();
        report_.kind = kind_by_actions(report_.recipients, tells_delay(parts_.notice));
        return true;
    }

    /// Services that ask senders to prove something dress their question as a DSN.
    bool is_challenge(const std::vector<ReportRecipient>& recipients) const {
        return std::all_of(recipients.begin(), recipients.end(), [&](const ReportRecipient& r) {
            const std::string words = mail::lower(r.diagnostic);
            const auto has = [&](std::string_view w) { return words.find(w) != std::string::npos; };
            if (has("http") && has("confirm") && (has("requires confirmation") || has("whitelist"))) return true;
            return (has("pre-approved") || has("boxbe") || has("challenge")) && says_challenge(fold(parts_.notice));
        });
    }

    /// Status fields without words or with half an address: the notice often has the rest.
    void complete_from_prose() {
        const auto wants = [](const ReportRecipient& r) { return r.diagnostic.empty() || !r.status || !is_full(r.address); };
        if (std::none_of(report_.recipients.begin(), report_.recipients.end(), wants)) return;
        const NoticeFindings findings = read_notice(parts_.notice, {}, limits_.recipients);
        for (ReportRecipient& recipient : report_.recipients) {
            const auto same = std::find_if(findings.recipients.begin(), findings.recipients.end(),
                                           [&](const NoticeRecipient& n) { return is_same(n.address, recipient); });
            const bool found = same != findings.recipients.end();
            if (found && !is_full(recipient.address)) recipient.address = same->address;
            const bool alone = report_.recipients.size() == 1;
            if (recipient.diagnostic.empty())
                take_words(recipient, found   ? std::string_view(same->words)
                                      : alone ? std::string_view(findings.words)
                                              : std::string_view{});
        }
    }

    static bool is_same(std::string_view address, const ReportRecipient& recipient) {
        if (mail::iequals(address, recipient.address) || mail::iequals(address, recipient.final_address)) return true;
        const std::size_t local = recipient.address.size();
        return !is_full(recipient.address) && address.size() > local && address[local] == '@' &&
               mail::iequals(address.substr(0, local), recipient.address);
    }

    bool read_by_words() {
        const InnerReader inner =
            inside_ ? InnerReader{} : [this](std::string_view text) { return ReportReader(text, limits_, true).read(); };
        auto prose = read_prose(root_, evidence_, parts_, limits_.recipients, inner);
        if (!prose) return false;
        report_.kind = prose->kind;
        report_.format = std::move(prose->format);
        report_.recipients = std::move(prose->recipients);
        if (prose->original) report_.original = std::move(*prose->original);
        return true;
    }

    // ---- the rest
    // --------------------------------------------------------------------------------------------------------------------

    void read_automatic() {
        if (evidence_.dmarc || (evidence_.list_mail && !evidence_.automatic)) return;
        const std::string small = fold(std::string_view(parts_.notice).substr(0, 16u << 10));
        const bool asked = evidence_.null_path || root_.find("In-Reply-To") != nullptr;
        const bool challenge = asked && (says_challenge(small) || says_challenge(fold(root_.field("Subject"))));
        const bool away = evidence_.away || (evidence_.null_path && says_away(small));
        if (parts_.disposition || evidence_.automatic || away || challenge) report_.kind = ReportKind::auto_reply;
    }

    const ReportLimits& limits_;
    bool inside_;
    mail::MimeMessage message_;
    const mail::MimePart& root_;
    Evidence evidence_;
    ReportParts parts_;
    Report report_;
};

}  // namespace

Report read_report(std::string_view mail, const ReportLimits& limits) { return ReportReader(mail, limits, false).read(); }

}  // namespace mailrace::feedback
