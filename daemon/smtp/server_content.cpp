// The part of the server session that reads messages: the bytes of DATA and BDAT, their faults, and the answer at their end.
#include "daemon/smtp/server_session.h"

namespace mailrace::smtp {
namespace {

ServerReply fault_reply(ContentFault fault, const ContentLimits& limits) {
    switch (fault) {
        case ContentFault::none: break;
        case ContentFault::bare_line_end: return {550, "5.6.11", "message holds a bare CR or a bare LF (RFC 5321 section 2.3.8)"};
        case ContentFault::nul: return {550, "5.6.0", "message holds a NUL"};
        case ContentFault::line_too_long:
            return {554, "5.6.0", "message holds a line longer than " + std::to_string(limits.line) + " bytes"};
        case ContentFault::too_big:
            return {552, "5.3.4", "message exceeds the limit of " + std::to_string(limits.message) + " bytes"};
        case ContentFault::header_too_big:
            return {552, "5.3.4", "header exceeds the limit of " + std::to_string(limits.header) + " bytes"};
        case ContentFault::too_many_hops: return {554, "5.4.6", "too many hops, this message is looping"};
    }
    return {451, "4.3.0", "internal error"};
}

}  // namespace

ServerStep ServerSession::data_step(std::string_view in) {
    if (in.empty()) return {};
    const DataReader::Piece piece = data_.next(in);
    if (piece.end) return end_content(piece.consumed);
    return take_body(piece.body, piece.consumed);
}

ServerStep ServerSession::chunk_step(std::string_view in) {
    if (chunk_left_ != 0) {
        if (in.empty()) return {};
        const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, in.size()));
        chunk_left_ -= length;
        return take_body(in.substr(0, length), length);
    }
    if (fault_ || last_chunk_) {
        if (!fault_ && !check_.at_line_start() && check_.finish() == ContentFault::none) return take_body("\r\n", 0);
        return end_content(0);
    }
    enter(ServerEvent::chunk_end);
    reply({250, "2.0.0", std::to_string(check_.bytes()) + " bytes so far"});
    return {ServerAction::flush, 0, {}};
}

ServerStep ServerSession::skip_step(std::string_view in) {
    const std::size_t length = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, in.size()));
    chunk_left_ -= length;
    if (chunk_left_ != 0) return {ServerAction::need_input, length, {}};
    enter(ServerEvent::skipped);
    if (chunk_failed_)
        idle(skip_reply_);
    else
        answer_refusal(skip_reply_);
    chunk_failed_ = true;
    return {state_ == ServerState::closed ? ServerAction::close : ServerAction::flush, length, {}};
}

ServerStep ServerSession::take_body(std::string_view body, std::size_t consumed) {
    if (!fault_) {
        const ContentFault fault = check_.feed(body);
        if (fault == ContentFault::none) {
            return {body.empty() ? ServerAction::flush : ServerAction::body, consumed, body};
        }
        fail_content(fault_reply(fault, settings_.limits));
    }
    discarded_ += consumed;
    if (discarded_ > settings_.max_discard) {
        handler_.refused({RefusalPhase::end_of_data, envelope_.mail.sender.text(), {}, *fault_});
        reply(*fault_);
        close_with({421, "4.3.0", "closing connection"});
        return {ServerAction::close, consumed, {}};
    }
    return {ServerAction::flush, consumed, {}};
}

ServerStep ServerSession::end_content(std::size_t consumed) {
    if (!fault_) {
        const ContentFault fault = check_.finish();
        if (fault != ContentFault::none) fail_content(fault_reply(fault, settings_.limits));
    }
    if (!fault_) {
        envelope_.eight_bit_seen = check_.eight_bit();
        envelope_.size = check_.bytes();
        enter(ServerEvent::content_end);
        return {ServerAction::end_message, consumed, {}};
    }
    const ServerReply answer = *fault_;
    chunk_failed_ = state_ == ServerState::chunk;
    enter(ServerEvent::content_failed);
    refuse(RefusalPhase::end_of_data, answer);
    drop_transaction();
    return {state_ == ServerState::closed ? ServerAction::close : ServerAction::flush, consumed, {}};
}

void ServerSession::message_done(const ServerReply& answer) {
    if (!enter(ServerEvent::answered)) return;
    begun_ = false;
    if (answer.positive()) {
        idle_commands_ = 0;
        reply(answer);
    } else {
        refuse(RefusalPhase::end_of_data, answer);
    }
    envelope_ = {};
}

void ServerSession::refuse_message(ServerReply answer) {
    if (!fault_) fail_content(std::move(answer));
}

/// The handler may forget the message now: nothing of it will be kept.
void ServerSession::fail_content(ServerReply answer) {
    fault_ = std::move(answer);
    if (begun_) handler_.abort_message();
    begun_ = false;
}

void ServerSession::bdat(std::string_view argument) {
    if (!settings_.chunking) return close_with({502, "5.5.1", "BDAT is not available, closing connection"});
    const auto parsed = parse_bdat(argument);
    // Without a size nobody knows where the next command begins.
    if (const auto* bad = std::get_if<ServerReply>(&parsed))
        return close_with({bad->code, bad->status, bad->text + ", closing connection"});
    const BdatCommand chunk = std::get<BdatCommand>(parsed);
    if (state_ == ServerState::mail) return skip_chunk(chunk, {503, "5.5.1", "no valid recipients"});
    if (state_ != ServerState::rcpt && state_ != ServerState::chunks) return skip_chunk(chunk, {503, "5.5.1", "MAIL first"});
    if (state_ == ServerState::rcpt) {
        if (auto refusal = begin_content()) return skip_chunk(chunk, *refusal);
    }
    begin_chunk(chunk);
}

void ServerSession::begin_chunk(const BdatCommand& chunk) {
    const std::uint64_t limit = settings_.limits.message;
    if (limit != 0 && chunk.size > limit - std::min(limit, check_.bytes())) {
        return skip_chunk(chunk, fault_reply(ContentFault::too_big, settings_.limits));
    }
    chunk_left_ = chunk.size;
    last_chunk_ = chunk.last;
    enter(ServerEvent::chunk);
}

/// RFC 3030 section 2: the bytes of a BDAT that is refused are read all the same.
void ServerSession::skip_chunk(const BdatCommand& chunk, const ServerReply& answer) {
    if (!chunk_failed_) handler_.refused({RefusalPhase::data, envelope_.mail.sender.text(), {}, answer});
    if (chunk.size > settings_.max_discard) return close_with(answer);
    enter(ServerEvent::skip);
    skip_reply_ = answer;
    chunk_left_ = chunk.size;
    drop_transaction();
}

}  // namespace mailrace::smtp
