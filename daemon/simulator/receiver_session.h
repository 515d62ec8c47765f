// One SMTP session as a pretend provider holds it: bytes in, bytes out, no sockets. Each call tells the driver what to do next
// (read on, start TLS, close, drop, be silent) and how long to wait before the output may leave. One session, one thread; the Desk
// and the Books that it writes to are shared and locked.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/simulator/books.h"
#include "daemon/simulator/message_reader.h"
#include "daemon/simulator/smtp_words.h"
#include "shared/base/clock.h"

namespace mailrace::simulator {

/// What was received, for those who keep it. The views live during the call.
struct KeptMessage {
    std::string_view provider;
    std::string_view host;
    std::string_view source;
    std::string_view sender;
    std::span<const std::string> recipients;
    std::string_view id;
    std::string_view text;
    bool tls = false;
};

/// Called on the session's thread for every accepted message.
using Keep = std::function<void(const KeptMessage&)>;

struct SessionSetup {
    Desk* desk = nullptr;
    Books* books = nullptr;
    const Clock* clock = nullptr;
    const Keep* keep = nullptr;  // null: nothing is kept
    std::string host;            // the name of the host that was reached
    std::string source;          // address of the one who connects
    std::uint64_t number = 0;    // of the connection, goes into queue ids
};

enum class Do : std::uint8_t {
    read,               // send the output, then give me more input
    start_tls,          // send the output, then begin the TLS handshake
    start_broken_tls,   // send the output, then spoil the handshake
    close,              // send the output, then close in order
    drop,               // send the output of earlier commands, then reset
    silence,            // send the output of earlier commands, then never answer again
};

struct Step {
    Do what = Do::read;
    Duration delay{0};  // before the output is sent
};

class ReceiverSession {
public:
    static constexpr std::size_t max_line = 2048;

    explicit ReceiverSession(SessionSetup setup);
    ~ReceiverSession();
    ReceiverSession(const ReceiverSession&) = delete;
    ReceiverSession& operator=(const ReceiverSession&) = delete;

    /// The connection stands: the banner, or a refusal.
    Step begin();
    /// Takes input; `consumed` is how much of it, the rest must come again with more behind it. Never asks for more than max_line
    /// bytes at a time.
    Step resume(std::string_view input, std::size_t& consumed);
    /// The handshake succeeded: forgets what was said before it (RFC 3207, 4.2).
    void tls_started();
    void tls_failed();

    /// Replies to be sent; the driver empties it.
    std::string& output() { return out_; }
    Duration idle_timeout() const { return idle_timeout_; }

private:
    enum class State : std::uint8_t { command, data, chunk };

    Step take_line(std::string_view line);
    Step run_command(const CommandLine& command);
    Step hello(bool extended, std::string_view name);
    Step starttls(std::string_view rest);
    Step mail(std::string_view rest);
    Step rcpt(std::string_view rest);
    Step data(std::string_view rest);
    Step bdat(std::string_view rest);
    Step finish();
    Step accept(const Verdict& verdict);
    /// True when `verdict` is not to go on; `step` is then what follows and the reply is in the output.
    bool refused(const Verdict& verdict, Phase phase, std::string_view recipient, Step& step);
    Step simple(std::string_view reply);
    Step fault(std::string_view reply);
    void say(ReplyKind kind, std::string_view recipient);
    void say_words(std::string_view words, std::string_view recipient = {});
    void count_refusal(ReplyKind kind, Counters& counters, std::size_t recipients);
    void reset_transaction();
    void make_id();
    SteadyTime now() const { return setup_.clock->steady(); }

    SessionSetup setup_;
    Behaviour::Visit visit_;
    State state_ = State::command;
    bool greeted_ = false;
    bool tls_ = false;
    bool in_transaction_ = false;
    bool mail_refused_ = false;  // what a client pipelined behind a refused MAIL is no fault of its own
    bool doomed_ = false;  // the text of this message is to be cut off
    bool chunk_last_ = false;
    bool chunks_begun_ = false;
    bool utf8_ = false;
    std::uint64_t chunk_left_ = 0;
    std::uint32_t faults_ = 0;
    std::uint64_t transactions_ = 0;
    Duration idle_timeout_;
    Extensions extensions_;
    std::string id_;
    std::string sender_;
    std::vector<std::string> recipients_;
    MessageReader reader_;
    std::string out_;
};

}  // namespace mailrace::simulator
