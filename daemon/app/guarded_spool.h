// The spool as intake sees it: the true one, but new mail is refused as well while something else than the disk forbids taking it (memory low, too
// many queued recipients, stopping). Any thread.
#pragma once

#include <mutex>
#include <string>

#include "daemon/spool/spool.h"

namespace mailrace::app {

class GuardedSpool final : public spool::Spool {
public:
    explicit GuardedSpool(spool::Spool& inner) : inner_(inner) {}

    /// Why new mail is refused besides the disk; empty: it is not.
    void set_reason(std::string reason) {
        const std::lock_guard lock(mutex_);
        reason_ = std::move(reason);
    }
    std::string refusal() const override {
        {
            const std::lock_guard lock(mutex_);
            if (!reason_.empty()) return reason_;
        }
        return inner_.refusal();
    }

    void start(EventConsumer consumer) override { inner_.start(std::move(consumer)); }
    void stop() override { inner_.stop(); }
    void store(spool::Envelope envelope, std::shared_ptr<const std::string> body, std::vector<events::Event> receipts, Stored done) override {
        inner_.store(std::move(envelope), std::move(body), std::move(receipts), std::move(done));
    }
    Result<std::unique_ptr<LargeBody>> begin_large(MessageId id) override { return inner_.begin_large(id); }
    void record(std::vector<spool::RecipientUpdate> updates, std::vector<events::Event> list, Committed done) override {
        inner_.record(std::move(updates), std::move(list), std::move(done));
    }
    void put_state(std::string key, std::string value) override { inner_.put_state(std::move(key), std::move(value)); }
    void journal_reached(EventId id) override { inner_.journal_reached(id); }
    std::unique_ptr<events::EventSource> read_events(EventId after) const override { return inner_.read_events(after); }
    Result<std::size_t> read_body(MessageId id, const spool::Location& where, std::uint64_t offset, std::span<char> out) const override {
        return inner_.read_body(id, where, offset, out);
    }
    spool::SpoolStatistics statistics() const override { return inner_.statistics(); }

private:
    spool::Spool& inner_;
    mutable std::mutex mutex_;
    std::string reason_;
};

}  // namespace mailrace::app
