#include "daemon/smtp/server_state.h"

namespace mailrace::smtp {
namespace {

using S = ServerState;

/// Commands are obeyed in these states only.
bool takes_commands(S s) { return s == S::bare || s == S::ready || s == S::mail || s == S::rcpt || s == S::chunks; }

std::optional<S> when(bool allowed, S next) { return allowed ? std::optional<S>(next) : std::nullopt; }

}  // namespace

std::optional<ServerState> transition(ServerState s, ServerEvent event) {
    switch (event) {
        case ServerEvent::connected: return when(s == S::greeting, S::bare);
        case ServerEvent::hello: return when(takes_commands(s), S::ready);
        case ServerEvent::mail: return when(s == S::ready, S::mail);
        case ServerEvent::rcpt: return when(s == S::mail || s == S::rcpt, S::rcpt);
        case ServerEvent::data: return when(s == S::rcpt, S::data);
        case ServerEvent::chunk: return when(s == S::rcpt || s == S::chunks, S::chunk);
        case ServerEvent::chunk_end: return when(s == S::chunk, S::chunks);
        case ServerEvent::content_end: return when(s == S::data || s == S::chunk, S::committing);
        case ServerEvent::content_failed: return when(s == S::data || s == S::chunk, S::ready);
        case ServerEvent::answered: return when(s == S::committing, S::ready);
        case ServerEvent::reset: return when(takes_commands(s), s == S::bare ? S::bare : S::ready);
        case ServerEvent::skip: return when(takes_commands(s), s == S::bare ? S::bare_skip : S::ready_skip);
        case ServerEvent::skipped: return when(s == S::bare_skip || s == S::ready_skip, s == S::bare_skip ? S::bare : S::ready);
        case ServerEvent::start_tls: return when(s == S::ready || s == S::mail || s == S::rcpt, S::tls);
        case ServerEvent::tls_started: return when(s == S::tls, S::bare);
        case ServerEvent::close: return S::closed;
    }
    return std::nullopt;
}

std::string_view to_string(ServerState state) {
    switch (state) {
        case S::greeting: return "greeting";
        case S::bare: return "connected";
        case S::ready: return "idle";
        case S::mail: return "MAIL";
        case S::rcpt: return "RCPT";
        case S::data: return "DATA";
        case S::chunk: return "BDAT";
        case S::chunks: return "between BDATs";
        case S::bare_skip:
        case S::ready_skip: return "discarding";
        case S::committing: return "storing";
        case S::tls: return "STARTTLS";
        case S::closed: return "closed";
    }
    return "";
}

}  // namespace mailrace::smtp
