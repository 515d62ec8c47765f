#include "gui/models/formspec.h"

#include <QCoreApplication>
#include <array>

namespace mailrace::gui {

namespace {

using Kind = FieldSpec::Kind;

constexpr ColumnSpec addressColumns[] = {{QT_TRANSLATE_NOOP("form", "source address"), "192.0.2.10", nullptr},
                                         {QT_TRANSLATE_NOOP("form", "name in EHLO"), "out1.example.com", nullptr}};
constexpr ColumnSpec memberColumns[] = {
    {QT_TRANSLATE_NOOP("form", "virtual MTA"), QT_TRANSLATE_NOOP("form", "name"), "virtual-mta"},
    {QT_TRANSLATE_NOOP("form", "weight"), "1", nullptr}};

constexpr FieldSpec vmtaAddresses[] = {
    {"smtp-source-host", QT_TRANSLATE_NOOP("form", "Addresses to send from"), Kind::Table, addressColumns},
    {"host-name", QT_TRANSLATE_NOOP("form", "Name, where an address has none")}};
constexpr FieldSpec vmtaLimits[] = {
    {"max-smtp-out", QT_TRANSLATE_NOOP("form", "Connections, all queues together")},
    {"max-smtp-msg-rate", QT_TRANSLATE_NOOP("form", "Recipients a time, all queues together")},
    {"max-smtp-data-volume-rate", QT_TRANSLATE_NOOP("form", "Bytes a time, all queues together")}};
constexpr GroupSpec vmtaGroups[] = {{QT_TRANSLATE_NOOP("form", "Addresses"), vmtaAddresses},
                                    {QT_TRANSLATE_NOOP("form", "Limits"), vmtaLimits}};

constexpr FieldSpec poolMembers[] = {
    {"virtual-mta", QT_TRANSLATE_NOOP("form", "Members, used in turn by weight"), Kind::Table, memberColumns}};
constexpr FieldSpec poolLimits[] = {{"max-smtp-out", QT_TRANSLATE_NOOP("form", "Connections of each member")},
                                    {"max-smtp-msg-rate", QT_TRANSLATE_NOOP("form", "Recipients a time of each member")}};
constexpr GroupSpec poolGroups[] = {{QT_TRANSLATE_NOOP("form", "Members"), poolMembers},
                                    {QT_TRANSLATE_NOOP("form", "Limits"), poolLimits}};

constexpr FieldSpec domainLimits[] = {{"max-smtp-out", QT_TRANSLATE_NOOP("form", "Connections of a queue")},
                                      {"max-msg-rate", QT_TRANSLATE_NOOP("form", "Recipients a time")},
                                      {"max-connect-rate", QT_TRANSLATE_NOOP("form", "New connections a time")},
                                      {"max-msg-per-connection", QT_TRANSLATE_NOOP("form", "Messages a connection")},
                                      {"max-rcpt-per-transaction", QT_TRANSLATE_NOOP("form", "Recipients a transaction")},
                                      {"connection-idle-timeout", QT_TRANSLATE_NOOP("form", "Keep an idle connection for")}};
constexpr FieldSpec domainRetry[] = {{"retry-after", QT_TRANSLATE_NOOP("form", "Pauses after failed attempts")},
                                     {"retry-recipients-after", QT_TRANSLATE_NOOP("form", "Pause for a deferred recipient")},
                                     {"bounce-after", QT_TRANSLATE_NOOP("form", "Give up after")},
                                     {"retry-upon-new-mail", QT_TRANSLATE_NOOP("form", "New mail ends a pause"), Kind::Choice}};
constexpr FieldSpec domainBackoff[] = {
    {"backoff-max-smtp-out", QT_TRANSLATE_NOOP("form", "Connections in back-off")},
    {"backoff-max-msg-rate", QT_TRANSLATE_NOOP("form", "Recipients a time in back-off")},
    {"backoff-retry-after", QT_TRANSLATE_NOOP("form", "Pauses in back-off")},
    {"backoff-to-normal-after", QT_TRANSLATE_NOOP("form", "Back to normal after")},
    {"smtp-pattern-list", QT_TRANSLATE_NOOP("form", "Answers are read by"), Kind::Line, {}, "smtp-pattern-list"}};
constexpr FieldSpec domainTls[] = {{"use-starttls", QT_TRANSLATE_NOOP("form", "Encrypt where it is offered"), Kind::Choice},
                                   {"require-starttls", QT_TRANSLATE_NOOP("form", "Encrypt, or do not deliver"), Kind::Choice},
                                   {"use-dane", QT_TRANSLATE_NOOP("form", "Check certificates by DANE"), Kind::Choice},
                                   {"dkim-sign", QT_TRANSLATE_NOOP("form", "Sign with DKIM"), Kind::Choice}};
constexpr FieldSpec domainRoute[] = {{"smtp-hosts", QT_TRANSLATE_NOOP("form", "Deliver to these hosts")},
                                     {"default-smtp-port", QT_TRANSLATE_NOOP("form", "Port")},
                                     {"queue-to", QT_TRANSLATE_NOOP("form", "Put into the queue of")}};
constexpr GroupSpec domainGroups[] = {{QT_TRANSLATE_NOOP("form", "Limits"), domainLimits},
                                      {QT_TRANSLATE_NOOP("form", "Retry"), domainRetry},
                                      {QT_TRANSLATE_NOOP("form", "Back-off"), domainBackoff},
                                      {QT_TRANSLATE_NOOP("form", "Security"), domainTls},
                                      {QT_TRANSLATE_NOOP("form", "Route"), domainRoute}};

constexpr FieldSpec listenerFields[] = {{"source", QT_TRANSLATE_NOOP("form", "Rules for its clients"), Kind::Line, {}, "source"},
                                        {"await-slot", QT_TRANSLATE_NOOP("form", "Let clients wait when full"), Kind::Choice}};
constexpr FieldSpec listenerTls[] = {{"immediate-tls", QT_TRANSLATE_NOOP("form", "TLS from the first byte"), Kind::Choice},
                                     {"tls-certificate", QT_TRANSLATE_NOOP("form", "Certificate and key, a PEM file")},
                                     {"tls-ciphers", QT_TRANSLATE_NOOP("form", "Ciphers")}};
constexpr GroupSpec listenerGroups[] = {{QT_TRANSLATE_NOOP("form", "Clients"), listenerFields}, {"TLS", listenerTls}};

constexpr FieldSpec userFields[] = {{"password-hash", QT_TRANSLATE_NOOP("form", "Hash of the password")},
                                    {"authentication-method", QT_TRANSLATE_NOOP("form", "Proves who they are by"), Kind::Choice},
                                    {"source", QT_TRANSLATE_NOOP("form", "Rules for this user"), Kind::Line, {}, "source"}};
constexpr GroupSpec userGroups[] = {{QT_TRANSLATE_NOOP("form", "User"), userFields}};

constexpr FieldSpec reportAddresses[] = {
    {"domain", QT_TRANSLATE_NOOP("form", "All addresses of the domains"), Kind::List, {}, nullptr, "address-list"},
    {"address", QT_TRANSLATE_NOOP("form", "Single addresses"), Kind::List, {}, nullptr, "address-list"}};
constexpr FieldSpec reportMail[] = {
    {"deliver-matched-email", QT_TRANSLATE_NOOP("form", "Deliver reports as well"), Kind::Choice},
    {"deliver-unmatched-email", QT_TRANSLATE_NOOP("form", "Deliver mail that is no report"), Kind::Choice},
    {"forward-unmatched-to", QT_TRANSLATE_NOOP("form", "Forward mail that is no report to")},
    {"forward-errors-to", QT_TRANSLATE_NOOP("form", "Forward unreadable reports to")}};
constexpr GroupSpec reportGroups[] = {{QT_TRANSLATE_NOOP("form", "Addresses"), reportAddresses},
                                      {QT_TRANSLATE_NOOP("form", "What becomes of the mail"), reportMail}};

constexpr FormSpec forms[] = {
    {FormKind::VirtualMta, "virtual-mta", "virtual-mta", config::Scope::virtual_mta, QT_TRANSLATE_NOOP("form", "Virtual MTA"),
     QT_TRANSLATE_NOOP(
         "form",
         "A sending identity: the addresses that mail leaves from, the name that each says in EHLO, and limits over all its "
         "queues."),
     QT_TRANSLATE_NOOP("form", "Name"), "news", false, vmtaGroups},
    {FormKind::Pool, "pool", "virtual-mta-pool", config::Scope::virtual_mta_pool,
     QT_TRANSLATE_NOOP("form", "Pool of virtual MTAs"),
     QT_TRANSLATE_NOOP(
         "form",
         "Several virtual MTAs used in turn. Mail may ask for the pool by its name wherever it may ask for a virtual MTA."),
     QT_TRANSLATE_NOOP("form", "Name"), "all", false, poolGroups},
    {FormKind::Domain, "domain", "domain", config::Scope::domain, QT_TRANSLATE_NOOP("form", "Domain rule"),
     QT_TRANSLATE_NOOP(
         "form",
         "How mail for a domain, or for all domains of a pattern, is delivered. What is left empty is inherited from more "
         "general rules."),
     QT_TRANSLATE_NOOP("form", "Domains"), "[*.]example.net", true, domainGroups},
    {FormKind::Listener, "listener", "smtp-listener", config::Scope::smtp_listener, QT_TRANSLATE_NOOP("form", "Listener"),
     QT_TRANSLATE_NOOP("form",
                       "An address and port where mail is handed in by SMTP. 0.0.0.0 stands for every address of this machine."),
     QT_TRANSLATE_NOOP("form", "Address and port"), "0.0.0.0:587", false, listenerGroups},
    {FormKind::User, "user", "smtp-user", config::Scope::smtp_user, QT_TRANSLATE_NOOP("form", "User who may log in"),
     QT_TRANSLATE_NOOP(
         "form",
         "A name and the hash of a password for AUTH. Make the hash with “mailracectl password” in a terminal: it asks for the "
         "password, prints the hash, and keeps neither."),
     QT_TRANSLATE_NOOP("form", "User name"), "shop", false, userGroups},
    {FormKind::BounceAddress, "bounce-address", "bounce-processor", config::Scope::bounce_processor,
     QT_TRANSLATE_NOOP("form", "Bounce address"),
     QT_TRANSLATE_NOOP(
         "form",
         "Mail to these addresses is read as bounce reports: each one is matched to the message that it is about and recorded."),
     nullptr, nullptr, false, reportGroups},
    {FormKind::FeedbackAddress, "feedback-loop", "feedback-loop-processor", config::Scope::feedback_loop_processor,
     QT_TRANSLATE_NOOP("form", "Feedback loop address"),
     QT_TRANSLATE_NOOP(
         "form",
         "Mail to these addresses is read as complaints from mailbox providers: each one is recorded with the message and the "
         "recipient."),
     nullptr, nullptr, false, reportGroups},
    {FormKind::DkimKey, "dkim-key", "domain-key-list", config::Scope::global, QT_TRANSLATE_NOOP("form", "DKIM key"),
     QT_TRANSLATE_NOOP(
         "form",
         "The daemon makes the key in its own directory, readable by nobody else. You publish the record in DNS; the "
         "configuration "
         "names selector, domain and file."),
     nullptr, nullptr},
    {FormKind::WarmUp, "warm-up", "virtual-mta", config::Scope::virtual_mta, QT_TRANSLATE_NOOP("form", "Warm-up plan"),
     QT_TRANSLATE_NOOP(
         "form",
         "New addresses take a small, growing part of the mail of a virtual MTA that is established, so that providers get to "
         "know "
         "them. What is over a day's limit goes out the usual way."),
     nullptr, nullptr},
};

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
