#include "daemon/control/event_json.h"

#include "daemon/journal/event_record.h"
#include "shared/protocol/catalogue.h"
#include "shared/protocol/frame.h"
#include "shared/protocol/message.h"

namespace mailrace::control {

namespace json = boost::json;
using protocol::to_utf8_lossy;

json::array event_column_names() {
    json::array names;
    for (const auto& name : protocol::event_columns()) names.emplace_back(name);
    return names;
}

json::array event_row(const events::Event& e) {
    return {e.id.value,
            unix_ms(e.time),
            to_string(e.type),
            e.message ? json::value(to_text(e.message)) : json::value(nullptr),
            to_utf8_lossy(e.recipient),
            to_utf8_lossy(e.sender),
            to_utf8_lossy(e.domain),
            e.provider,
            e.vmta,
            to_utf8_lossy(e.job),
            to_utf8_lossy(e.queue),
            e.source_ip,
            to_utf8_lossy(e.remote_host),
            e.remote_ip,
            to_string(e.phase),
            e.code,
            to_string(e.status),
            e.category,
            to_utf8_lossy(e.response),
            to_utf8_lossy(e.text),
            e.attempt,
            e.size,
            to_utf8_lossy(e.user),
            e.subcategory,
            to_string(e.cls)};
}

json::object event_table(std::span<const events::Event> list) {
    json::array rows;
    rows.reserve(list.size());
    for (const auto& event : list) rows.emplace_back(event_row(event));
    return {{"columns", event_column_names()}, {"rows", std::move(rows)}};
}

json::object event_object(const events::Event& e) {
    json::object o;
    const json::array row = event_row(e);
    const auto names = protocol::event_columns();
    for (std::size_t i = 0; i < names.size(); ++i) o[names[i]] = row[i];
    protocol::put_bytes(o, "response", e.response);
    o["rule_at"] = to_utf8_lossy(e.rule_at);
    o["queued"] = unix_ms(e.queued);
    o["message_id"] = to_utf8_lossy(e.message_id);
    o["subject"] = to_utf8_lossy(e.subject);
    o["orcpt"] = to_utf8_lossy(e.orcpt);
    o["envid"] = to_utf8_lossy(e.envid);
    o["generated"] = e.generated;
    o["pool"] = e.pool;
    o["remote_port"] = e.remote_port;
    o["tls_protocol"] = e.tls_protocol;
    o["tls_cipher"] = e.tls_cipher;
    o["tls_verified"] = e.tls_verified;
    o["rule"] = e.rule;
    o["esmtp"] = to_utf8_lossy(e.esmtp);
    o["resolve_us"] = e.resolve_us;
    o["connect_us"] = e.connect_us;
    o["tls_us"] = e.tls_us;
    o["total_us"] = e.total_us;
    o["session"] = to_utf8_lossy(e.session);
    o["form"] = to_utf8_lossy(journal::response_form(e));
    o["feeder"] = to_utf8_lossy(e.feeder);
    json::object details;
    for (const auto& [name, value] : events::details(e)) details[to_utf8_lossy(name)] = to_utf8_lossy(value);
    o["details"] = std::move(details);
    return o;
}

namespace {

struct Meaning {
    std::uint16_t subject;
    std::uint16_t detail;
    const char* words;
};

// RFC 3463 section 3, RFC 7372, RFC 7504, RFC 7505, RFC 8689 and the IANA registry, said in our own words.
constexpr Meaning kMeanings[] = {
    {1, 0, "something about an address"},
    {1, 1, "there is no such mailbox"},
    {1, 2, "the domain does not exist or takes no mail"},
    {1, 3, "the mailbox address is malformed"},
    {1, 4, "the address fits more than one mailbox"},
    {1, 5, "the address is valid"},
    {1, 6, "the mailbox has moved and left no address"},
    {1, 7, "the sender's address is malformed"},
    {1, 8, "the sender's domain does not exist or takes no mail"},
    {1, 9, "delivered to a system that does not speak this protocol"},
    {1, 10, "the domain says that it takes no mail (null MX)"},
    {2, 0, "something about the mailbox"},
    {2, 1, "the mailbox is disabled"},
    {2, 2, "the mailbox is full"},
    {2, 3, "the message is larger than this mailbox takes"},
    {2, 4, "the mailing list could not be expanded"},
    {3, 0, "something about the receiving system"},
    {3, 1, "the receiving system's disk is full"},
    {3, 2, "the receiving system does not take mail now"},
    {3, 3, "the receiving system lacks a feature that the message needs"},
    {3, 4, "the message is larger than the system takes"},
    {3, 5, "the receiving system is misconfigured"},
    {3, 6, "the priority that was asked for was changed"},
    {4, 0, "something about the network or routing"},
    {4, 1, "no answer from the host"},
    {4, 2, "the connection broke"},
    {4, 3, "a directory server (DNS) failed"},
    {4, 4, "no route to the destination"},
    {4, 5, "the system is congested: too much mail at once"},
    {4, 6, "a mail loop was found"},
    {4, 7, "the message was too old"},
    {5, 0, "something about the mail protocol"},
    {5, 1, "a command came out of order"},
    {5, 2, "a command could not be understood"},
    {5, 3, "too many recipients at once"},
    {5, 4, "a command's parameters are not valid"},
    {5, 5, "the protocol version does not fit"},
    {5, 6, "the authentication exchange is too long"},
    {6, 0, "something about the message's content"},
    {6, 1, "the receiver does not take this kind of content"},
    {6, 2, "the content had to be converted, and that is not allowed"},
    {6, 3, "the content had to be converted, and that is not possible"},
    {6, 4, "the content was converted with loss"},
    {6, 5, "the conversion of the content failed"},
    {6, 6, "the message content could not be had"},
    {6, 7, "addresses outside ASCII are not taken"},
    {6, 8, "an ASCII reply is needed, and only UTF-8 is there"},
    {6, 9, "the UTF-8 headers cannot be passed on"},
    {6, 11, "the message breaks the rules of line ends"},
    {7, 0, "something about security or policy"},
    {7, 1, "refused by the receiver's policy"},
    {7, 2, "this mailing list does not take mail from you"},
    {7, 3, "a security conversion was needed and is not possible"},
    {7, 4, "a security feature is not supported"},
    {7, 5, "a cryptographic failure"},
    {7, 6, "the cryptographic algorithm is not supported"},
    {7, 7, "the message's integrity could not be checked"},
    {7, 8, "the credentials are not valid"},
    {7, 9, "the authentication mechanism is too weak"},
    {7, 10, "encryption is needed"},
    {7, 11, "encryption is needed for this authentication"},
    {7, 12, "the password must be changed"},
    {7, 13, "the user's account is disabled"},
    {7, 14, "a trust relationship is needed"},
    {7, 15, "the message's priority is too low now"},
    {7, 16, "the message is too large for its priority"},
    {7, 17, "the mailbox has another owner now"},
    {7, 18, "the domain has another owner now"},
    {7, 19, "it could not be found out whether the owner changed"},
    {7, 20, "no DKIM signature passed"},
    {7, 21, "no acceptable DKIM signature"},
    {7, 22, "no DKIM signature of the author's domain passed"},
    {7, 23, "SPF says that this address may not send for the domain"},
    {7, 24, "SPF could not be checked"},
    {7, 25, "the sending address has no valid reverse DNS"},
    {7, 26, "several authentication checks failed (SPF, DKIM, DMARC)"},
    {7, 27, "the sender's domain takes no mail (null MX)"},
    {7, 28, "too much mail: the receiver sees a flood"},
    {7, 29, "an ARC validation failed"},
    {7, 30, "the message asks for TLS all the way, and that is not possible"},
};

constexpr const char* kSubjects[] = {"something not further said", "something about an address", "something about the mailbox", "something about the receiving system",
                                     "something about the network or routing", "something about the mail protocol", "something about the message's content",
                                     "something about security or policy"};

}  // namespace

std::string status_meaning(const events::EnhancedStatus& status, bool final) {
    if (status.cls != 2 && status.cls != 4 && status.cls != 5) return {};
    // A failure for good may carry class 4: a passing trouble that lasted until it was given up (RFC 3463 section 2).
    const std::string prefix = status.cls == 2 ? "success: " : status.cls == 5 ? "for good: " : final ? "given up: " : "not now: ";
    for (const auto& meaning : kMeanings) {
        if (meaning.subject == status.subject && meaning.detail == status.detail) return prefix + meaning.words;
    }
    if (status.subject < std::size(kSubjects)) {
        const bool own_code = status.detail != 0;
        return prefix + kSubjects[status.subject] + (own_code ? " (" + std::to_string(status.detail) + " is the receiver's own detail)" : "");
    }
    return {};
}

}  // namespace mailrace::control
