// Runs a conversation through ServerSession with the client's bytes cut in any way, and notes everything that happened.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/smtp/server_session.h"

namespace mailrace::smtp::test {

/// What a session did, for comparing.
struct Transcript {
    std::string replies;
    std::vector<std::string> messages;  // "sender>rcpt,rcpt>body"
    std::vector<std::string> refusals;  // "phase sender recipient code"
    int aborted = 0;
    bool closed = false;
    bool tls = false;
    bool operator==(const Transcript&) const = default;
};

class Conversation : public ServerHandler {
public:
    using Cut = std::function<std::size_t(std::size_t at, std::size_t left)>;  // length of the next piece

    explicit Conversation(ServerSettings settings = {}) : session_(std::move(settings), *this) { session_.connected(false); }
    ~Conversation() override { watched_ = false; }

    void feed(std::string_view bytes, const Cut& cut = {}) {
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t length = cut ? std::min(cut(at, bytes.size() - at), bytes.size() - at) : bytes.size() - at;
            feed_piece(bytes.substr(at, length));
            at += length;
        }
        collect();
    }

    /// Feeds and returns the new replies alone.
    std::string say(std::string_view bytes) {
        collect();
        const std::size_t before = transcript.replies.size();
        feed(bytes);
        return transcript.replies.substr(before);
    }

    std::optional<ServerReply> sender(const MailCommand&) override { return sender_refusal; }
    std::optional<ServerReply> recipient(const RcptCommand& rcpt) override {
        if (rcpt.recipient.ascii_domain == "denied.example") return ServerReply{550, "5.7.1", "relaying denied"};
        return std::nullopt;
    }
    std::optional<ServerReply> begin_message(const ServerEnvelope&) override {
        body_.clear();
        return begin_refusal;
    }
    void abort_message() override { transcript.aborted += watched_ ? 1 : 0; }
    void refused(const ServerRefusal& r) override {
        transcript.refusals.push_back(std::to_string(static_cast<int>(r.phase)) + " " + r.sender + " " + r.recipient + " " +
                                      std::to_string(r.reply.code));
    }

    ServerSession& session() { return session_; }

    Transcript transcript;
    std::optional<ServerReply> sender_refusal, begin_refusal;
    ServerReply store_reply{250, "2.0.0", "Ok: queued as X"};
    std::size_t refuse_body_at = SIZE_MAX;

private:
    void feed_piece(std::string_view piece) {
        for (int guard = 0; guard < 10'000'000; ++guard) {
            const ServerStep step = session_.step(piece);
            if (step.action == ServerAction::body) take(step.body);
            piece.remove_prefix(step.consumed);
            if (step.action == ServerAction::end_message) finish();
            if (step.action == ServerAction::flush) collect();
            if (step.action == ServerAction::close) transcript.closed = true;
            if (step.action == ServerAction::start_tls) {
                transcript.tls = true;
                session_.tls_started();
                return;
            }
            if (transcript.closed || (step.action == ServerAction::need_input && piece.empty())) return;
        }
    }
    void take(std::string_view body) {
        body_ += body;
        if (body_.size() > refuse_body_at) session_.refuse_message({452, "4.3.1", "no room"});
    }
    void finish() {
        std::string text = session_.envelope().mail.sender.text() + ">";
        for (const auto& rcpt : session_.envelope().recipients) text += rcpt.recipient.text() + ",";
        transcript.messages.push_back(text + ">" + body_);
        session_.message_done(store_reply);
    }
    void collect() {
        transcript.replies += session_.output();
        session_.output().clear();
    }

    bool watched_ = true;
    std::string body_;
    ServerSession session_;
};

inline Transcript run(const ServerSettings& settings, std::string_view bytes, const Conversation::Cut& cut = {}) {
    Conversation c(settings);
    c.feed(bytes, cut);
    return c.transcript;
}

/// The codes of the replies: "220 250 354".
inline std::string codes(std::string_view replies) {
    std::string out;
    while (!replies.empty()) {
        const std::string_view line = replies.substr(0, replies.find("\r\n"));
        if (line.size() > 3 && line[3] == ' ') out += (out.empty() ? "" : " ") + std::string(line.substr(0, 3));
        replies.remove_prefix(std::min(line.size() + 2, replies.size()));
    }
    return out;
}

}  // namespace mailrace::smtp::test
