// links: mailrace_smtp
// Any bytes, cut anywhere: the session must end every step, keep its replies well-formed, and judge the same whole or cut.
#include <cstdlib>
#include <string>

#include "daemon/smtp/server_session.h"

namespace {

using namespace mailrace::smtp;

class Sink : public ServerHandler {
public:
    std::optional<ServerReply> sender(const MailCommand&) override { return std::nullopt; }
    std::optional<ServerReply> recipient(const RcptCommand&) override { return std::nullopt; }
    std::optional<ServerReply> begin_message(const ServerEnvelope&) override {
        if (open) std::abort();
        open = true;
        return std::nullopt;
    }
    void abort_message() override {
        if (!open) std::abort();
        open = false;
    }
    void refused(const ServerRefusal&) override {}
    bool open = false;
};

std::string play(std::string_view input, std::size_t piece_size) {
    Sink sink;
    ServerSettings settings;
    settings.limits = {.message = 4096, .header = 1024, .line = 512, .hops = 5};
    settings.max_discard = 1u << 20;
    ServerSession session(settings, sink);
    session.connected(false);
    std::string out;
    while (!input.empty()) {
        std::string_view piece = input.substr(0, piece_size);
        input.remove_prefix(piece.size());
        for (;;) {
            const ServerStep step = session.step(piece);
            if (step.consumed > piece.size()) std::abort();
            if (step.action == ServerAction::body) {
                if (!sink.open) std::abort();
                out += step.body;
                if (out.find('\0') != std::string::npos) std::abort();
            }
            piece.remove_prefix(step.consumed);
            if (step.action == ServerAction::end_message) {
                sink.open = false;
                session.message_done({250, "2.0.0", "Ok"});
            }
            if (step.action == ServerAction::close) return out + session.output();
            if (step.action == ServerAction::need_input && piece.empty()) break;
        }
        out += session.output();
        session.output().clear();
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 1) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    play(input, input.size() + 1);
    play(input, data[0] % 64 + 1);
    return 0;
}
