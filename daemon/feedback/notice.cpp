#include "daemon/feedback/notice.h"

#include <algorithm>

#include "daemon/feedback/fold.h"
#include "daemon/feedback/notice_line.h"
#include "daemon/feedback/notice_words.h"
#include "daemon/feedback/reply_words.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

constexpr std::size_t max_lines = 4000;

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> lines;
    while (!text.empty() && lines.size() < max_lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        lines.push_back({line, fold(mail::trim(line)), indent});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

bool looks_like_field(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 40) return false;
    return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return mail::is_alpha(c) || mail::is_digit(c) || c == '-'; });
}

/// A field that only real headers have.
bool is_telling_field(std::string_view lower_line) {
    constexpr std::string_view names[] = {"received:",     "return-path:", "delivered-to:",     "dkim-signature:",
                                          "mime-version:", "message-id:",  "x-mailer:",         "authentication-results:",
                                          "arc-seal:",     "x-received:",  "x-originating-ip:", "content-type:"};
    return std::any_of(std::begin(names), std::end(names), [&](std::string_view n) { return lower_line.starts_with(n); });
}

/// Three fields in a row from line `at`, one of them telling, none of them indented: a header begins here.
bool is_header_run(const std::vector<Line>& lines, std::size_t at) {
    std::size_t fields = 0, telling = 0;
    for (std::size_t i = at; i < lines.size() && i < at + 40; ++i) {
        const Line& line = lines[i];
        if (line.lower.empty()) break;
        if (line.indent > 0 && fields > 0) continue;  // a fold
        if (line.indent > 0 || !looks_like_field(line.text)) break;
        ++fields;
        if (is_telling_field(line.lower)) ++telling;
        if (fields >= 3 && telling >= 1) return true;
    }
    return fields >= 2 && telling >= 2;
}

struct Candidate {
    std::string address, lower;
    Standing standing = Standing::none;
    Action action = Action::none;
    std::size_t line = 0;
    std::size_t behind = 0;                      // offset in the line's text behind the address
    std::size_t until = std::string_view::npos;  // where the next one begins
    bool solo = false;
};

class NoticeReader {
public:
    NoticeReader(std::string_view notice, const std::vector<std::string>& ours, std::size_t max)
        : lines_(lines_of(notice)), text_(notice), ours_(ours), max_(max) {}

    NoticeFindings read() {
        collect();
        NoticeFindings findings;
        choose(findings);
        const FoundReply reply = find_reply(text_);
        findings.words = reply ? reply.words : cause();
        return findings;
    }

private:
    void collect() {
        Action section = Action::none;
        bool failed = false;
        std::size_t found_in_all = 0;
        for (std::size_t i = 0; i < lines_.size() && found_in_all < 5000; ++i) {
            const Line& line = lines_[i];
            if (line.lower.empty() || is_quoted(line)) continue;
            const bool has_address = line.text.find('@') != std::string_view::npos;
            if (!has_address || line.lower.size() > 60) update_section(with_next(i), section, failed);
            if (!has_address) continue;
            const bool line_fails = says_failed(line.words());
            for (const mail::FoundAddress& found : mail::find_addresses(line.text, 50)) {
                ++found_in_all;
                Candidate candidate{found.address, mail::lower(found.address), Standing::none, section, i,
                                    found.end,     std::string_view::npos,     false};
                if (!candidates_.empty() && candidates_.back().line == i && candidates_.back().lower != candidate.lower)
                    candidates_.back().until = found.begin;
                candidate.standing = standing_of(line, line_fails, found, failed, candidate.solo);
                if (candidate.standing != Standing::none) candidates_.push_back(std::move(candidate));
            }
        }
    }

    /// Quoted by a person: "> …" with more than an address, which some mailers mark so.
    static bool is_quoted(const Line& line) {
        if (!line.lower.starts_with("> ")) return false;
        return line.lower.find('@') == std::string::npos || line.lower.find(' ', 2) != std::string::npos;
    }

    /// Sentences run over line ends: the line and the one before it.
    std::string with_next(std::size_t i) const {
        return i == 0 || lines_[i - 1].lower.empty() ? lines_[i].lower : lines_[i - 1].lower + ' ' + lines_[i].lower;
    }

    static void update_section(std::string_view words, Action& section, bool& failed) {
        if (says_delivered(words)) {
            section = Action::delivered;
        } else if (says_delayed(words)) {
            section = Action::delayed;
            failed = true;
        } else if (says_failed(words)) {
            section = Action::failed;
            failed = true;
        }
    }

    bool is_ours(const Candidate& c) const { return std::find(ours_.begin(), ours_.end(), c.lower) != ours_.end(); }

    void choose(NoticeFindings& findings) {
        // The best standing that any address of somebody else has; ours and role addresses only when there are no others.
        for (const bool others_only : {true, false}) {
            for (const Standing standing : {Standing::strong, Standing::dialogue, Standing::weak, Standing::mentioned}) {
                if (!others_only && standing < Standing::dialogue) break;
                take(standing, others_only, findings.recipients);
                if (findings.recipients.empty()) continue;
                if (standing == Standing::mentioned && findings.recipients.size() > 1)
                    findings.recipients.clear();  // any of them, or none
                findings.structured = standing >= Standing::weak && !findings.recipients.empty();
                findings.certain = standing >= Standing::dialogue;
                return;
            }
        }
    }

    void take(Standing standing, bool others_only, std::vector<NoticeRecipient>& out) {
        std::vector<const Candidate*> chosen;
        for (const Candidate& c : candidates_) {
            if (c.standing != standing || c.action == Action::delivered) continue;
            if (others_only && (is_ours(c) || is_role_address(c.lower))) continue;
            const auto same = [&](const Candidate* other) { return other->lower == c.lower; };
            if (std::any_of(chosen.begin(), chosen.end(), same) || chosen.size() >= max_) continue;
            chosen.push_back(&c);
        }
        std::vector<const Candidate*> begins(lines_.size(), nullptr);
        for (const Candidate* c : chosen) begins[c->line] = c;
        for (std::size_t i = 0; i < chosen.size(); ++i) out.push_back(describe(*chosen[i], begins, i < 50));
    }

    NoticeRecipient describe(const Candidate& c, const std::vector<const Candidate*>& begins, bool look_everywhere) const {
        NoticeRecipient recipient{c.address, c.action, {}, false};
        std::string words = words_behind(c, begins);
        // In a dialogue the code stands before the address, or in the answer to the line that names it.
        FoundReply reply = c.standing == Standing::dialogue ? reply_about(c) : find_reply(words);
        if (!reply && look_everywhere) reply = reply_about(c);
        if (reply) {
            recipient.words = reply.words;
            recipient.has_reply = true;
        } else {
            recipient.words = one_line(words);
        }
        return recipient;
    }

    /// What follows the address: the rest of its line and the lines behind, up to the next address of the list.
    std::string words_behind(const Candidate& c, const std::vector<const Candidate*>& begins) const {
        std::string words(lines_[c.line].text.substr(c.behind, c.until == std::string_view::npos ? c.until : c.until - c.behind));
        if (c.until != std::string_view::npos && mail::trim(strip_front(words, " \t>:,;)]\"'")).empty()) return {};
        words = std::string(strip_front(words, " \t>:,;)]\"'"));
        bool any = !mail::trim(words).empty();
        std::size_t gaps = 0;
        for (std::size_t i = c.line + 1; i < lines_.size() && words.size() < 2000; ++i) {
            if (begins[i] != nullptr && begins[i]->lower != c.lower) break;
            if (lines_[i].lower.empty()) {
                if (any || ++gaps > 2) break;
                continue;
            }
            if (names_helper(lines_[i].lower) || tells_of_message(lines_[i].lower)) break;
            words += '\n';
            words += lines_[i].text;
            const bool label_alone = lines_[i].lower.back() == ':' && lines_[i].lower.size() < 40;  // "because:"
            any = any || !label_alone;
            gaps = 0;
        }
        return words;
    }

    /// A line of an SMTP dialogue that names the address, or the answer to the RCPT that does.
    FoundReply reply_about(const Candidate& c) const {
        const std::string address = fold(c.address);
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i].lower.find(address) == std::string::npos) continue;
            if (const FoundReply reply = find_reply(lines_[i].text)) return reply;
            if (lines_[i].lower.find("rcpt to") == std::string::npos || i + 1 >= lines_.size()) continue;
            for (std::size_t j = i + 1; j < lines_.size() && j < i + 10 && lines_[j].lower.find("rcpt to") == std::string::npos;
                 ++j) {
                if (const FoundReply reply = find_reply(lines_[j].text)) return reply;
            }
        }
        return {};
    }

    /// The sentence that tells why, when no code does.
    std::string cause() const {
        constexpr std::string_view labels[] = {
            "reason:",          "because", "error:", "cause:", "diagnostic", "problem appears to be",
            "following reason", "grund:",  "motivo", "raison", "причина"};
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            for (const std::string_view label : labels) {
                const std::size_t at = lines_[i].lower.find(label);
                if (at == std::string::npos) continue;
                std::string words(lines_[i].lower.substr(at + label.size()));
                const std::string_view rest = strip_front(words, " :.,-");
                if (!rest.empty() && rest.size() > 3) return one_line(paragraph(i));
                for (std::size_t j = i + 1; j < lines_.size() && j < i + 4; ++j) {
                    if (!lines_[j].lower.empty()) return one_line(paragraph(j));
                }
            }
        }
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (!lines_[i].lower.empty() && says_failed(lines_[i].lower)) return one_line(paragraph(i));
        }
        return {};
    }

    std::string paragraph(std::size_t at) const {
        std::string words;
        for (; at < lines_.size() && !lines_[at].lower.empty() && words.size() < 1500; ++at)
            words += std::string(lines_[at].text) + '\n';
        return words;
    }

    std::vector<Line> lines_;
    std::string_view text_;
    const std::vector<std::string>& ours_;
    std::size_t max_;
    std::vector<Candidate> candidates_;
};

}  // namespace

SplitNotice split_notice(std::string_view text) {
    const std::vector<Line> lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto offset = static_cast<std::size_t>(lines[i].text.data() - text.data());
        if (introduces_original(lines[i].lower)) {
            const std::size_t behind = std::min(offset + lines[i].text.size() + 1, text.size());
            return {text.substr(0, offset), text.substr(behind)};
        }
        if (lines[i].indent == 0 && looks_like_field(lines[i].text) && is_header_run(lines, i))
            return {text.substr(0, offset), text.substr(offset)};
    }
    return {text, {}};
}

NoticeFindings read_notice(std::string_view notice, const std::vector<std::string>& ours, std::size_t max) {
    return NoticeReader(notice, ours, max).read();
}

}  // namespace mailrace::feedback
