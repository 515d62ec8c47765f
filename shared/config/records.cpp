#include "shared/config/records.h"

#include <algorithm>

#include "shared/config/units.h"

namespace mailrace::config {

namespace {

constexpr RecordType types[] = {
    {"d", "delivery", "handed over to the receiver"},
    {"b", "bounce", "given up"},
    {"t", "transient", "a recipient was refused for now"},
    {"tq", "transient-queue", "a whole queue could not be tried: no connection, no DNS"},
    {"r", "receipt", "accepted from a feeder"},
    {"rb", "remote-bounce", "a bounce message that came back later"},
    {"rs", "remote-status", "another report about a delivery that came back later"},
    {"f", "feedback-loop", "a complaint"},
};

constexpr RecordColumn columns[] = {
    {"timeLogged", " d b t tq r rb rs f ", "when the record was written"},
    {"timeQueued", " d b t ", "when the message was accepted"},
    {"orig", " d b t r rb rs f ", "envelope sender"},
    {"rcpt", " d b t r rb rs f ", "recipient"},
    {"orcpt", " d b t r rb rs ", "original recipient that the sender named"},
    {"dsnAction", " d b t rs ", "relayed, delivered, failed or delayed"},
    {"dsnStatus", " d b t tq rb rs ", "enhanced status code and what it means"},
    {"dsnDiag", " d b t tq rb rs ", "the receiver's answer"},
    {"dsnMta", " d b t tq rb rs ", "the host that answered, and its address"},
    {"bounceCat", " d b t rb ", "bounce category"},
    {"srcType", " d b t r rb rs ", "how the message came in"},
    {"srcMta", " d b t r rb rs ", "who handed it in"},
    {"dlvType", " d b t tq ", "how it went out"},
    {"dlvSourceIp", " d b t tq f ", "our address"},
    {"dlvDestinationIp", " d b t tq ", "the receiver's address"},
    {"dlvEsmtpAvailable", " d b t ", "extensions that the receiver offered"},
    {"dlvSize", " d ", "bytes sent"},
    {"vmta", " d b t tq r rb rs f ", "virtual MTA"},
    {"jobId", " d b t r rb rs f ", "job"},
    {"envId", " d b t r rb rs f ", "envelope id"},
    {"queue", " d b t tq ", "queue, domain/virtual MTA"},
    {"vmtaPool", " d b t r rb rs f ", "pool"},
    {"dlvTlsProtocol", " d b t ", "TLS version to the receiver"},
    {"dlvTlsCipher", " d b t ", "TLS cipher to the receiver"},
    {"rcvSmtpUser", " d b t r ", "user who handed it in"},
    {"rcvSourceIp", " r ", "address of the feeder"},
    {"rcvDestinationIp", " r ", "our address that the feeder came to"},
    {"totalSecondsQueued", " d b t ", "seconds in the queue"},
    {"dsnReportingMta", " rb ", "who wrote the bounce message"},
    {"format", " rb rs f ", "form of the report: dsn, qmail, text, arf, jmrp, xarf, a pattern file, …"},
    {"feedbackType", " f ", "kind of complaint: abuse, fraud, opt-out, …"},
    {"userAgent", " f ", "program that wrote the complaint"},
    {"reportingMta", " f ", "host that reports"},
    {"reportedDomain", " f ", "domain that the complaint is about"},
    {"repSourceIp", " f ", "address that the complaint is about"},
    {"header_From", " f ", "From of the original"},
    {"header_Return-Path", " f ", "Return-Path of the original"},
    {"header_X-job", " f ", "X-job of the original"},
    {"header_Subject", " f ", "Subject of the original"},
    {"userString", " d b t tq r rb rs f ", "the text of user-string"},
};

}  // namespace

std::span<const RecordType> record_types() { return types; }
std::span<const RecordColumn> record_columns() { return columns; }

std::string record_name(std::string_view written) {
    std::string word = lower(written);
    for (const RecordType& type : types)
        if (word == type.long_name) return std::string(type.name);
    return word;
}

bool is_record_type(std::string_view name) {
    return std::any_of(std::begin(types), std::end(types), [&](const RecordType& type) { return type.name == name; });
}

bool belongs(const RecordColumn& column, std::string_view record) {
    return column.records.find(' ' + std::string(record) + ' ') != std::string_view::npos;
}

}  // namespace mailrace::config
