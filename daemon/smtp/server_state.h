// The states of an SMTP server session and every way between them. Pure; the session asks this one function whether a step is in
// sequence.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mailrace::smtp {

enum class ServerState : std::uint8_t {
    greeting,    // nothing was said yet
    bare,        // greeted, no EHLO or HELO yet
    ready,       // between transactions
    mail,        // MAIL was accepted
    rcpt,        // at least one RCPT was accepted
    data,        // reading the message of DATA
    chunk,       // reading the bytes of a BDAT
    chunks,      // between the BDATs of one message
    bare_skip,   // discarding the bytes of a BDAT that came before EHLO
    ready_skip,  // discarding the bytes of a BDAT that was refused
    committing,  // the message is complete, its answer is awaited
    tls,         // the TLS handshake is under way
    closed,      // nothing more is read; what was answered last may still be written
};

enum class ServerEvent : std::uint8_t {
    connected,
    hello,
    mail,
    rcpt,
    data,
    chunk,
    chunk_end,
    content_end,
    content_failed,
    answered,
    reset,
    skip,
    skipped,
    start_tls,
    tls_started,
    close,
};

/// The state after `event`, or nothing when it is out of sequence.
std::optional<ServerState> transition(ServerState state, ServerEvent event);

std::string_view to_string(ServerState state);

}  // namespace mailrace::smtp
