// What the scheduler wants done, as values: it does nothing itself. Whoever drives it takes the actions after each batch of inputs and carries them
// out: grants, deliveries and closes go to egress; updates, events and states to the spool; reports to the maker of DSNs; notes to attention.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/events/attention.h"
#include "daemon/events/event.h"
#include "daemon/queue/types.h"
#include "daemon/spool/spool.h"

namespace mailrace::queue {

/// Work for a connection that had pulled.
struct Assignment {
    ConnectionId connection;
    Delivery delivery;
};

/// A connection that is not needed any more: QUIT and close, then connection_closed().
struct CloseRequest {
    ConnectionId connection;
    std::string reason;
};

/// A recipient whose fate the sender may have to be told (RFC 3464). Emitted before the update that ends the recipient (if any) is recorded, so that
/// the body can still be read. `notify`, `generated` and `suppress_dsn` say whether a notification is wanted; the maker of DSNs decides.
struct Report {
    enum class Kind : std::uint8_t { failed, delayed, relayed, delivered } kind = Kind::failed;
    MessageId message;
    spool::Location body;
    std::shared_ptr<const std::string> bytes;  // the body if still in memory
    WallTime received{};
    std::string sender, envid, subject, message_id;
    std::string vmta, pool, job;
    char ret = 0;
    bool generated = false;
    bool suppress_dsn = false;
    bool smtputf8 = false;
    std::string recipient, orcpt;
    std::uint8_t notify = 0;
    bool delays_unasked = false; // those who gave no NOTIFY hear of delays too
    WallTime retry_until{};     // delayed: when it will bounce
    std::string remote_host;    // who said it; empty: we did
    Response response;
};

struct Actions {
    std::vector<Grant> grants;
    std::vector<Assignment> deliveries;
    std::vector<CloseRequest> closes;
    std::vector<ConnectionId> proceeds;                        // answers to site_known(): connect
    std::vector<spool::RecipientUpdate> updates;               // to be recorded together with `events`
    std::vector<events::Event> events;
    std::vector<std::pair<std::string, std::string>> states;   // named states for Spool::put_state; an empty value removes
    std::vector<Report> reports;
    std::vector<events::AttentionNote> notes;                  // begun or changed
    std::vector<std::string> ended_notes;                      // keys

    bool empty() const {
        return grants.empty() && deliveries.empty() && closes.empty() && proceeds.empty() && updates.empty() && events.empty() && states.empty() &&
               reports.empty() && notes.empty() && ended_notes.empty();
    }
};

}  // namespace mailrace::queue
