// Tells senders what became of their mail (failed, delayed, relayed, delivered): takes the queue's reports, writes a delivery status notification for each message (RFC 3464), stores it like any
// other message and hands it to the queue. Never for mail from the null sender and never for a notification, so that no loop is possible.
// take() runs on the queue thread; reading a header block from the page cache and building the text takes microseconds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "daemon/feedback/dsn_writer.h"
#include "daemon/queue/actions.h"
#include "daemon/queue/queue_thread.h"
#include "daemon/spool/spool.h"
#include "shared/base/clock.h"
#include "shared/base/ids.h"

namespace mailrace::app {

/// What the configuration says of how notifications look.
struct DsnStyle {
    feedback::DsnFormat format = feedback::DsnFormat::standard;
    std::string from;  // the From header; empty: the usual one
};

class DsnMaker {
public:
    struct Parts {
        spool::Spool& spool;
        MessageIdSource& ids;
        const Clock& clock;
        std::function<std::string()> host_name;  // what stands in Reporting-MTA and From
        std::function<void(queue::QueuedMessage)> accept;
        std::function<std::string()> virtual_mta;  // that carries notifications
        std::function<DsnStyle(std::string_view domain)> style;  // for senders in this domain
    };
    explicit DsnMaker(Parts parts) : parts_(std::move(parts)) {}

    void take(std::vector<queue::Report> reports);

    /// Does RFC 3461 ask for a notification of this?
    static bool wanted(const queue::Report& report);

private:
    void write(const std::vector<const queue::Report*>& group);
    std::string original_of(const queue::Report& report) const;

    Parts parts_;
};

}  // namespace mailrace::app
