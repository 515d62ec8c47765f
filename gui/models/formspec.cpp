#include "gui/models/formspec.h"

#include <QCoreApplication>
#include <array>

namespace mailrace::gui {

namespace {

using Kind = FieldSpec::Kind;

#define WORDS(text) QT_TRANSLATE_NOOP("form", text)

constexpr ColumnSpec addressColumns[] = {{WORDS("source address"), "192.0.2.10", nullptr},
                                         {WORDS("name in EHLO"), "out1.example.com", nullptr}};
constexpr ColumnSpec memberColumns[] = {{WORDS("virtual MTA"), WORDS("name"), "virtual-mta"}, {WORDS("weight"), "1", nullptr}};

constexpr FieldSpec vmtaAddresses[] = {{"smtp-source-host", WORDS("Addresses to send from"), Kind::Table, addressColumns},
                                       {"host-name", WORDS("Name, where an address has none")}};
constexpr FieldSpec vmtaLimits[] = {{"max-smtp-out", WORDS("Connections, all queues together")},
                                    {"max-smtp-msg-rate", WORDS("Recipients a time, all queues together")},
                                    {"max-smtp-data-volume-rate", WORDS("Bytes a time, all queues together")}};
constexpr GroupSpec vmtaGroups[] = {{WORDS("Addresses"), vmtaAddresses}, {WORDS("Limits"), vmtaLimits}};

constexpr FieldSpec poolMembers[] = {{"virtual-mta", WORDS("Members, used in turn by weight"), Kind::Table, memberColumns}};
constexpr FieldSpec poolLimits[] = {{"max-smtp-out", WORDS("Connections of each member")},
                                    {"max-smtp-msg-rate", WORDS("Recipients a time of each member")}};
constexpr GroupSpec poolGroups[] = {{WORDS("Members"), poolMembers}, {WORDS("Limits"), poolLimits}};

constexpr FieldSpec domainLimits[] = {{"max-smtp-out", WORDS("Connections of a queue")},
                                      {"max-msg-rate", WORDS("Recipients a time")},
                                      {"max-connect-rate", WORDS("New connections a time")},
                                      {"max-msg-per-connection", WORDS("Messages a connection")},
                                      {"max-rcpt-per-transaction", WORDS("Recipients a transaction")},
                                      {"connection-idle-timeout", WORDS("Keep an idle connection for")}};
constexpr FieldSpec domainRetry[] = {{"retry-after", WORDS("Pauses after failed attempts")},
                                     {"retry-recipients-after", WORDS("Pause for a deferred recipient")},
                                     {"bounce-after", WORDS("Give up after")},
                                     {"retry-upon-new-mail", WORDS("New mail ends a pause"), Kind::Choice}};
constexpr FieldSpec domainBackoff[] = {{"backoff-max-smtp-out", WORDS("Connections in back-off")},
                                       {"backoff-max-msg-rate", WORDS("Recipients a time in back-off")},
                                       {"backoff-retry-after", WORDS("Pauses in back-off")},
                                       {"backoff-to-normal-after", WORDS("Back to normal after")},
                                       {"smtp-pattern-list", WORDS("Answers are read by"), Kind::Line, {}, "smtp-pattern-list"}};
constexpr FieldSpec domainTls[] = {{"use-starttls", WORDS("Encrypt where it is offered"), Kind::Choice},
                                   {"require-starttls", WORDS("Encrypt, or do not deliver"), Kind::Choice},
                                   {"use-dane", WORDS("Check certificates by DANE"), Kind::Choice},
                                   {"dkim-sign", WORDS("Sign with DKIM"), Kind::Choice}};
constexpr FieldSpec domainRoute[] = {{"smtp-hosts", WORDS("Deliver to these hosts")},
                                     {"default-smtp-port", WORDS("Port")},
                                     {"queue-to", WORDS("Put into the queue of")}};
constexpr GroupSpec domainGroups[] = {{WORDS("Limits"), domainLimits},
                                      {WORDS("Retry"), domainRetry},
                                      {WORDS("Back-off"), domainBackoff},
                                      {WORDS("Security"), domainTls},
                                      {WORDS("Route"), domainRoute}};

constexpr FieldSpec listenerFields[] = {{"source", WORDS("Rules for its clients"), Kind::Line, {}, "source"},
                                        {"await-slot", WORDS("Let clients wait when full"), Kind::Choice}};
constexpr FieldSpec listenerTls[] = {{"immediate-tls", WORDS("TLS from the first byte"), Kind::Choice},
                                     {"tls-certificate", WORDS("Certificate and key, a PEM file")},
                                     {"tls-ciphers", WORDS("Ciphers")}};
constexpr GroupSpec listenerGroups[] = {{WORDS("Clients"), listenerFields}, {"TLS", listenerTls}};

constexpr FieldSpec userFields[] = {{"password-hash", WORDS("Hash of the password")},
                                    {"authentication-method", WORDS("Proves who they are by"), Kind::Choice},
                                    {"source", WORDS("Rules for this user"), Kind::Line, {}, "source"}};
constexpr GroupSpec userGroups[] = {{WORDS("User"), userFields}};

constexpr FieldSpec reportAddresses[] = {
    {"domain", WORDS("All addresses of the domains"), Kind::List, {}, nullptr, "address-list"},
    {"address", WORDS("Single addresses"), Kind::List, {}, nullptr, "address-list"}};
constexpr FieldSpec reportMail[] = {{"deliver-matched-email", WORDS("Deliver reports as well"), Kind::Choice},
                                    {"deliver-unmatched-email", WORDS("Deliver mail that is no report"), Kind::Choice},
                                    {"forward-unmatched-to", WORDS("Forward mail that is no report to")},
                                    {"forward-errors-to", WORDS("Forward unreadable reports to")}};
constexpr GroupSpec reportGroups[] = {{WORDS("Addresses"), reportAddresses}, {WORDS("What becomes of the mail"), reportMail}};

constexpr FormSpec forms[] = {
    {FormKind::VirtualMta, "virtual-mta", "virtual-mta", config::Scope::virtual_mta, WORDS("Virtual MTA"),
     WORDS("A sending identity: the addresses that mail leaves from, the name that each says in EHLO, and limits over all its "
           "queues."),
     WORDS("Name"), "news", false, vmtaGroups},
    {FormKind::Pool, "pool", "virtual-mta-pool", config::Scope::virtual_mta_pool, WORDS("Pool of virtual MTAs"),
     WORDS("Several virtual MTAs used in turn. Mail may ask for the pool by its name wherever it may ask for a virtual MTA."),
     WORDS("Name"), "all", false, poolGroups},
    {FormKind::Domain, "domain", "domain", config::Scope::domain, WORDS("Domain rule"),
     WORDS("How mail for a domain, or for all domains of a pattern, is delivered. What is left empty is inherited from more "
           "general rules."),
     WORDS("Domains"), "[*.]example.net", true, domainGroups},
    {FormKind::Listener, "listener", "smtp-listener", config::Scope::smtp_listener, WORDS("Listener"),
     WORDS("An address and port where mail is handed in by SMTP. 0.0.0.0 stands for every address of this machine."),
     WORDS("Address and port"), "0.0.0.0:587", false, listenerGroups},
    {FormKind::User, "user", "smtp-user", config::Scope::smtp_user, WORDS("User who may log in"),
     WORDS("A name and the hash of a password for AUTH. Make the hash with “mailracectl password” in a terminal: it asks for the "
           "password, prints the hash, and keeps neither."),
     WORDS("User name"), "shop", false, userGroups},
    {FormKind::BounceAddress, "bounce-address", "bounce-processor", config::Scope::bounce_processor, WORDS("Bounce address"),
     WORDS(
         "Mail to these addresses is read as bounce reports: each one is matched to the message that it is about and recorded."),
     nullptr, nullptr, false, reportGroups},
    {FormKind::FeedbackAddress, "feedback-loop", "feedback-loop-processor", config::Scope::feedback_loop_processor,
     WORDS("Feedback loop address"),
     WORDS("Mail to these addresses is read as complaints from mailbox providers: each one is recorded with the message and the "
           "recipient."),
     nullptr, nullptr, false, reportGroups},
    {FormKind::DkimKey, "dkim-key", "domain-key-list", config::Scope::global, WORDS("DKIM key"),
     WORDS("The daemon makes the key in its own directory, readable by nobody else. You publish the record in DNS; the "
           "configuration "
           "names selector, domain and file."),
     nullptr, nullptr},
    {FormKind::WarmUp, "warm-up", "virtual-mta", config::Scope::virtual_mta, WORDS("Warm-up plan"),
     WORDS("New addresses take a small, growing part of the mail of a virtual MTA that is established, so that providers get to "
           "know "
           "them. What is over a day's limit goes out the usual way."),
     nullptr, nullptr},
};

#undef WORDS

}  // namespace

std::span<const FormSpec> formSpecs() { return forms; }

const FormSpec& formSpec(FormKind kind) {
    for (const FormSpec& form : forms)
        if (form.kind == kind) return form;
    return forms[0];
}

const FormSpec* formForTag(const QString& tag) {
    for (const FormSpec& form : forms)
        if (!form.groups.empty() && tag == QLatin1String(form.tag)) return &form;
    return nullptr;
}

QString formText(const char* source) { return source ? QCoreApplication::translate("form", source) : QString(); }

const config::Directive* directiveOf(const FormSpec& form, const FieldSpec& field) {
    const config::Tag* tag = field.tag ? config::find_tag(field.tag) : nullptr;
    return config::find_directive(tag ? tag->scope : form.scope, field.keyword);
}

}  // namespace mailrace::gui
