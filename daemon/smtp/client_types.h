// The words in which the SMTP client machines speak with whoever moves their bytes: events in, actions out, answers as results. The
// machines know no socket and no clock; timeouts are part of the actions. Values, any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/smtp/dialogue_settings.h"
#include "shared/base/clock.h"
#include "shared/base/result.h"
#include "shared/mail/reply.h"

namespace mailrace::smtp {

/// Where in the dialogue an answer came.
enum class ClientPhase : std::uint8_t { greeting, ehlo, starttls, tls, mail, rcpt, data, body, end_of_data, local };

/// What the receiver said, exactly; or, with code 0, our own words for what happened instead.
struct Answer {
    ClientPhase phase = ClientPhase::local;
    std::uint16_t code = 0;
    mail::EnhancedCode status;
    std::string text;
};

struct ClientEvent {
    enum class Kind : std::uint8_t {
        begin,
        written,    // the write is done
        bytes,      // a read gave these bytes
        ended,      // the peer closed the stream in order
        tls_up,
        failed,     // the action failed: see error
    };
    Kind kind = Kind::begin;
    std::string_view bytes;
    std::optional<Error> error;
};

struct ClientAction {
    enum class Kind : std::uint8_t { read, write, start_tls, done };
    Kind kind = Kind::done;
    Duration timeout{0};
    std::array<std::string_view, 2> pieces;     // to write, one after the other; they stay valid until the next event
};

struct ClientOptions : DialogueSettings {
    std::string ehlo_name;
};

/// What the receiver offered in its answer to EHLO (RFC 5321 section 4.1.1.1).
struct Capabilities {
    bool esmtp = false;
    bool pipelining = false, chunking = false, eight_bit_mime = false, smtputf8 = false, dsn = false, starttls = false;
    bool size = false;
    std::uint64_t max_size = 0;                 // 0: none declared
    std::string keywords;                       // "PIPELINING,SIZE,…" as offered, at most 1,000 bytes

    static Capabilities parse(const mail::Reply& ehlo);
};

/// The bytes of a message, given out in pieces so that memory stays flat.
class BodySource {
public:
    virtual ~BodySource() = default;
    virtual std::uint64_t size() const = 0;
    /// The next piece, valid until the next call; empty at the end.
    virtual Result<std::string_view> next() = 0;
};

struct TransactionRecipient {
    std::string address;
    std::string orcpt;
    std::uint8_t notify = 0;                    // bits: 1 never, 2 success, 4 failure, 8 delay (RFC 3461 section 4.1)
};

struct TransactionRequest {
    std::string sender;                         // empty: null sender
    std::string envid;
    char ret = 0;                               // 'F', 'H' or 0
    bool eight_bit = false;
    std::vector<TransactionRecipient> recipients;
};

enum class RecipientVerdict : std::uint8_t {
    delivered,
    deferred,
    bounced,
    unattempted,    // nothing was decided about it: as if never tried
};

struct RecipientResult {
    RecipientVerdict verdict = RecipientVerdict::unattempted;
    Answer answer;
};

}  // namespace mailrace::smtp
