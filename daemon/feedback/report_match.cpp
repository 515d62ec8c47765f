#include "daemon/feedback/report_match.h"

#include <algorithm>
#include <map>

#include "shared/mail/text.h"
#include "shared/mail/verp.h"

namespace mailrace::feedback {
namespace {

using events::Event;
using events::EventType;

constexpr std::size_t max_ids = 8, max_lookups = 200;

void add_id(std::vector<MessageId>& ids, std::string_view text) {
    const auto id = parse_message_id(text);
    if (id && ids.size() < max_ids && std::find(ids.begin(), ids.end(), *id) == ids.end()) ids.push_back(*id);
}

/// The word behind " id " of a Received field.
std::string_view id_of_received(std::string_view value) {
    const std::size_t at = mail::lower(value).find(" id ");
    if (at == std::string::npos) return {};
    const std::string_view rest = value.substr(at + 4);
    return rest.substr(0, rest.find_first_of(" \t;)"));
}

/// A delivery tells more than a receipt, a receipt more than a failure.
int rank(EventType type) {
    switch (type) {
        case EventType::delivery: return 3;
        case EventType::receipt: return 2;
        case EventType::deferral: return 1;
        default: return 0;
    }
}

const Event* best_for(const std::vector<Event>& events, std::string_view address) {
    const Event* best = nullptr;
    for (const Event& e : events) {
        if (!mail::iequals(e.recipient, address) || e.message.value == 0) continue;
        if (best == nullptr || rank(e.type) > rank(best->type)) best = &e;
    }
    return best;
}

/// The recipient when the message had exactly one.
const Event* only_recipient(const std::vector<Event>& events) {
    const Event* best = nullptr;
    for (const Event& e : events) {
        if (e.message.value == 0) continue;
        if (best != nullptr && (!mail::iequals(best->recipient, e.recipient) || best->message != e.message)) return nullptr;
        if (best == nullptr || rank(e.type) > rank(best->type)) best = &e;
    }
    return best;
}

class Matcher {
public:
    Matcher(const Report& report, std::string_view came_to, const SentMail& sent) : report_(report), came_to_(came_to), sent_(sent) {
        for (const std::string_view address : {came_to, std::string_view(report.original.return_path), feedback_sender()}) {
            for (auto& meaning : mail::read_verp(address)) verp_.push_back(std::move(meaning));
        }
    }

    std::vector<ReportMatch> run() {
        std::vector<ReportMatch> matches;
        if (report_.feedback) {
            for (const std::string& address : complained()) matches.push_back(match(address, {}, SIZE_MAX));
            if (matches.empty()) matches.push_back(match({}, {}, SIZE_MAX));
            return matches;
        }
        for (std::size_t i = 0; i < report_.recipients.size(); ++i) matches.push_back(match(report_.recipients[i].address, report_.recipients[i].final_address, i));
        return matches;
    }

private:
    std::string_view feedback_sender() const { return report_.feedback ? std::string_view(report_.feedback->original_mail_from) : std::string_view{}; }

    /// The addresses that a complaint names, without those that are hidden.
    std::vector<std::string> complained() const {
        std::vector<std::string> out;
        for (const std::string& address : report_.feedback->original_rcpt_to) {
            const std::string small = mail::lower(address);
            const bool hidden = small.find("redacted") != std::string::npos || small.find("undisclosed") != std::string::npos || small.find('@') == std::string::npos;
            if (!hidden && out.size() < max_lookups) out.push_back(address);
        }
        return out;
    }

    ReportMatch match(const std::string& address, const std::string& other, std::size_t index) {
        ReportMatch result{address, index, std::nullopt, {}};
        const Event* found = by_queue_id(address, other);
        result.by = "queue id";
        if (found == nullptr) {
            found = by_message_id(address, other);
            result.by = "message id";
        }
        if (found == nullptr) {
            found = by_verp(address, other);
            result.by = "VERP";
        }
        if (found == nullptr) {
            found = by_pair(address, other);
            result.by = "sender and recipient";
        }
        if (found != nullptr) {
            result.sent = *found;
            result.address = found->recipient;
        } else {
            result.by = {};
        }
        return result;
    }

    /// One of the addresses that may stand for the recipient: as told, as forwarded, as our VERP sender says.
    const Event* recipient_among(const std::vector<Event>& events, std::string_view address, std::string_view other) const {
        for (const std::string_view wanted : {address, other}) {
            if (wanted.empty()) continue;
            if (const Event* found = best_for(events, wanted)) return found;
        }
        for (const auto& meaning : verp_) {
            if (const Event* found = best_for(events, meaning.recipient)) return found;
        }
        return nullptr;
    }

    bool is_alone() const { return report_.feedback ? report_.feedback->original_rcpt_to.size() <= 1 : report_.recipients.size() == 1; }

    const Event* by_queue_id(std::string_view address, std::string_view other) {
        if (!ids_asked_) {
            for (const MessageId id : queue_ids(report_.original)) messages_.push_back(sent_.of_message(id));
            ids_asked_ = true;
        }
        for (const auto& events : messages_) {
            if (const Event* found = recipient_among(events, address, other)) return found;
        }
        // Forwarded elsewhere, or hidden: the only recipient, when the message is the one by its Message-ID too.
        for (const auto& events : messages_) {
            const Event* only = is_alone() ? only_recipient(events) : nullptr;
            if (only != nullptr && !only->message_id.empty() && only->message_id == report_.original.message_id) return only;
        }
        return nullptr;
    }

    const std::vector<Event>& to(std::string_view address) {
        const std::string key = mail::lower(address);
        const auto known = recipients_.find(key);
        if (known != recipients_.end()) return known->second;
        if (recipients_.size() >= max_lookups) return nothing_;
        return recipients_.emplace(key, sent_.to_recipient(address)).first->second;
    }

    const Event* by_message_id(std::string_view address, std::string_view other) {
        const std::string& field = report_.original.message_id;
        if (field.empty()) return nullptr;
        for (const std::string_view wanted : {address, other}) {
            if (wanted.empty()) continue;
            for (const Event& e : to(wanted)) {
                if (e.message_id == field && mail::iequals(e.recipient, wanted)) return &e;
            }
        }
        if (!field_asked_) {
            with_field_ = sent_.with_message_id(field);
            field_asked_ = true;
        }
        if (const Event* found = recipient_among(with_field_, address, other)) return found;
        return is_alone() ? only_recipient(with_field_) : nullptr;
    }

    const Event* by_verp(std::string_view address, std::string_view other) {
        for (const auto& meaning : verp_) {
            // A report of several addresses comes to one sender: the one that it names.
            const bool fits = is_alone() || mail::iequals(meaning.recipient, address) || mail::iequals(meaning.recipient, other);
            if (!fits) continue;
            for (const Event& e : to(meaning.recipient)) {
                if (mail::iequals(e.recipient, meaning.recipient) && mail::iequals(e.sender, meaning.sender)) return &e;
            }
        }
        return nullptr;
    }

    /// Bounces go to the envelope sender: the newest mail from there to the address.
    const Event* by_pair(std::string_view address, std::string_view other) {
        for (const std::string_view sender : {came_to_, std::string_view(report_.original.return_path), feedback_sender()}) {
            for (const std::string_view wanted : {address, other}) {
                if (wanted.empty() || sender.empty()) continue;
                for (const Event& e : to(wanted)) {
                    if (mail::iequals(e.recipient, wanted) && mail::iequals(e.sender, sender)) return &e;
                }
            }
        }
        return nullptr;
    }

    const Report& report_;
    std::string_view came_to_;
    const SentMail& sent_;
    std::vector<mail::VerpMeaning> verp_;
    std::vector<std::vector<Event>> messages_;
    bool ids_asked_ = false, field_asked_ = false;
    std::vector<Event> with_field_;
    std::map<std::string, std::vector<Event>> recipients_;
    const std::vector<Event> nothing_;
};

}  // namespace

std::vector<MessageId> queue_ids(const ReturnedMessage& original) {
    std::vector<MessageId> ids;
    for (const auto& [name, value] : original.header) {
        if (mail::iequals(name, "Received")) add_id(ids, id_of_received(value));
    }
    // The Message-ID that we add is "<ID@host>".
    std::string_view field = original.message_id;
    if (field.starts_with('<')) add_id(ids, field.substr(1, field.find('@') == std::string_view::npos ? 0 : field.find('@') - 1));
    return ids;
}

std::vector<ReportMatch> match_report(const Report& report, std::string_view came_to, const SentMail& sent) { return Matcher(report, came_to, sent).run(); }

}  // namespace mailrace::feedback
