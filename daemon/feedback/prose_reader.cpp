#include "daemon/feedback/prose_reader.h"

#include <algorithm>

#include "daemon/feedback/fold.h"
#include "daemon/feedback/notice.h"
#include "daemon/feedback/notice_words.h"
#include "daemon/feedback/reply_words.h"
#include "daemon/feedback/report_conclude.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

constexpr std::size_t telling_part = 32u << 10;  // of a notice: the words that decide stand at its beginning
constexpr int enough = 5, enough_without_recipient = 6;

bool says_given_up(std::string_view small) {
    constexpr std::string_view phrases[] = {"giving up",    "given up",      "gave up",
                                            "permanent",    "has failed",    "failed permanently",
                                            "failed after", "not try again", "will not be retried"};
    return std::any_of(std::begin(phrases), std::end(phrases),
                       [&](std::string_view p) { return small.find(p) != std::string_view::npos; });
}

class ProseReader {
public:
    ProseReader(const mail::MimePart& root, const Evidence& evidence, const ReportParts& parts, std::size_t max,
                const InnerReader& inner)
        : root_(root),
          evidence_(evidence),
          parts_(parts),
          max_(max),
          inner_(inner),
          small_(fold(std::string_view(parts.notice).substr(0, telling_part))) {}

    std::optional<Prose> read() {
        int score = evidence_.score();
        if (score <= 0 || (evidence_.automatic && evidence_.away && !evidence_.from_daemon)) return std::nullopt;
        const bool failed = says_failed(small_), late = says_delayed(small_);
        if (failed || late) score += 2;
        if (!parts_.status.empty()) score += 2;
        if (parts_.returned) score += 1;
        if (says_automatic(small_)) score += 1;
        findings_ = read_notice(parts_.notice, ours(), max_);
        take_header_recipients();
        if (!findings_.certain) take_screen_names();
        const bool replied = std::any_of(findings_.recipients.begin(), findings_.recipients.end(),
                                         [](const NoticeRecipient& r) { return r.has_reply; });
        if (findings_.structured) score += 1;
        if (replied || find_reply(findings_.words)) score += 1;
        const bool by_daemon = evidence_.from_daemon && (evidence_.subject_bounce || parts_.returned);
        const bool claims = failed || late || replied || evidence_.failed_header || !parts_.status.empty() || by_daemon;
        // Words of failure alone are met in every report of a postmaster: something must mark the address, or the mail.
        const bool marked = findings_.certain || replied || evidence_.subject_bounce || evidence_.failed_header || evidence_.report_type || parts_.returned || !parts_.status.empty();
        if (score < enough || !claims || !marked) return std::nullopt;
        if (findings_.recipients.empty()) take_fallback_recipients();
        if (findings_.recipients.empty() && score < enough_without_recipient) return std::nullopt;
        build(late && !says_given_up(small_));
        return std::move(prose_);
    }

private:
    /// Addresses that stand for the sender: to whom this report came, and from whom the original was.
    std::vector<std::string> ours() const {
        std::vector<std::string> list;
        for (const std::string_view name : {"To", "Delivered-To", "X-Original-To", "Envelope-To"}) {
            for (const auto& found : mail::find_addresses(root_.field(name), 20)) list.push_back(mail::lower(found.address));
        }
        list.push_back(mail::lower(mail::bare_address(root_.field("From"))));
        list.push_back(mail::lower(parts_.original.return_path));
        list.push_back(mail::lower(parts_.original.from));
        for (const std::string_view name : {"Reply-To", "Sender", "Errors-To"}) {
            for (const auto& found : mail::find_addresses(parts_.original.field(name), 5))
                list.push_back(mail::lower(found.address));
        }
        return list;
    }

    /// X-Failed-Recipients; the notice tells what is said of each.
    void take_header_recipients() {
        std::vector<NoticeRecipient> list;
        for (const auto& found : mail::find_addresses(evidence_.failed_addresses, max_)) {
            const auto same = std::find_if(findings_.recipients.begin(), findings_.recipients.end(),
                                           [&](const NoticeRecipient& r) { return mail::iequals(r.address, found.address); });
            list.push_back(same != findings_.recipients.end() ? *same : NoticeRecipient{found.address, Action::none, {}, false});
        }
        if (list.empty() || (findings_.structured && list.size() < findings_.recipients.size())) return;
        findings_.recipients = std::move(list);
        findings_.structured = findings_.certain = true;
    }

    /// "…the following recipients could not be delivered because …:" and then local parts alone, as AOL wrote.
    void take_screen_names() {
        const std::string from = mail::lower(mail::bare_address(root_.field("From")));
        const std::size_t at = from.find('@'), colon = parts_.notice.rfind(":\n");
        if (at == std::string::npos || colon == std::string::npos || !evidence_.from_daemon ||
            small_.find("following recipient") == std::string::npos)
            return;
        std::vector<NoticeRecipient> names;
        for (std::string_view rest = std::string_view(parts_.notice).substr(colon + 2); !rest.empty() && names.size() < max_;) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view word = mail::trim(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (word.empty()) continue;
            if (word.find_first_of(" \t@<>:") != std::string_view::npos || word.size() > 64) break;
            names.push_back({std::string(word) + from.substr(at), Action::none, {}, false});
        }
        if (names.empty()) return;
        findings_.recipients = std::move(names);
        findings_.structured = findings_.certain = true;
    }

    /// Nobody is named: those of a bounce inside the bounce, or the recipient of the original when it has one only.
    void take_fallback_recipients() {
        if (inner_ && !parts_.inner.empty()) {
            Report inside = inner_(parts_.inner);
            if (inside.kind == ReportKind::bounce && !inside.recipients.empty()) {
                for (const ReportRecipient& r : inside.recipients)
                    findings_.recipients.push_back({r.address, r.action, r.diagnostic, r.code != 0});
                prose_.original = std::move(inside.original);
                return;
            }
        }
        if (parts_.original.to.size() == 1) findings_.recipients.push_back({parts_.original.to.front(), Action::none, {}, false});
    }

    void build(bool late) {
        prose_.format = format();
        const bool alone = findings_.recipients.size() == 1;
        for (const NoticeRecipient& found : findings_.recipients) {
            ReportRecipient recipient;
            recipient.address = found.address;
            recipient.action = late || found.action == Action::delayed ? Action::delayed : Action::failed;
            take_words(recipient, words_of(found, alone));
            prose_.recipients.push_back(std::move(recipient));
        }
        drop_duplicates(prose_.recipients);
        prose_.kind = prose_.recipients.empty() ? (late ? ReportKind::delay : ReportKind::bounce)
                                                : kind_by_actions(prose_.recipients, late);
    }

    /// What stands behind the address, or what the notice says once for all: the one with a code, else the nearer.
    std::string_view words_of(const NoticeRecipient& found, bool alone) const {
        if (found.has_reply || findings_.words.empty()) return found.words;
        if (found.words.empty()) return findings_.words;
        return alone && find_reply(findings_.words) ? findings_.words : found.words;
    }

    std::string format() const {
        if (parts_.notice.find("qmail-send program") != std::string::npos) return "qmail";
        if (root_.find("X-MXL-NoteHash") != nullptr || mail::lower(root_.field("From")).find("mxlogic") != std::string::npos)
            return "mxl";
        if (parts_.notice.find("InterScan") != std::string::npos) return "interscan";
        if (parts_.notice.find("Brightmail") != std::string::npos) return "brightmail";
        return "text";
    }

    const mail::MimePart& root_;
    const Evidence& evidence_;
    const ReportParts& parts_;
    std::size_t max_;
    const InnerReader& inner_;
    std::string small_;
    NoticeFindings findings_;
    Prose prose_;
};

}  // namespace

std::optional<Prose> read_prose(const mail::MimePart& root, const Evidence& evidence, const ReportParts& parts,
                                std::size_t max_recipients, const InnerReader& inner) {
    return ProseReader(root, evidence, parts, max_recipients, inner).read();
}

bool tells_delay(std::string_view notice) { return says_delayed(fold(notice.substr(0, telling_part))); }

}  // namespace mailrace::feedback
