// <webhook>: records go in batches to a program on the network, signed as Standard Webhooks describes it (headers webhook-id, webhook-timestamp,
// webhook-signature). A batch is noted before it is sent, so that after a crash the same records come again under the same id. What the receiver does not take
// is tried again with growing pauses, then goes to the dead-letter file. Nothing gathers in memory: what waits is in the history.
#pragma once

#include "daemon/journal/stream_target.h"
#include "daemon/journal/webhook_client.h"
#include "daemon/platform/file.h"

namespace mailrace::journal {

/// What to do about an answer, or about none.
enum class WebhookVerdict : std::uint8_t { taken, retry, smaller, refuse, gone };
WebhookVerdict judge(unsigned status);

/// Seconds, or a date, of a Retry-After field as a pause from `now`: at most an hour; zero when there is none.
Duration retry_after(std::string_view value, WallTime now);

/// "v1," and base64 of HMAC-SHA-256 over "id.timestamp.body". A secret that begins with whsec_ is base64.
std::string webhook_signature(std::string_view secret, std::string_view id, std::string_view timestamp, std::string_view body);

class WebhookTarget final : public StreamTarget {
public:
    WebhookTarget(StreamContext context, config::WebhookSettings settings, EventId position, EventId newest);
    ~WebhookTarget() override { stop_and_join(); }

    const config::WebhookSettings& settings() const { return settings_; }
    static std::string key_of(const config::WebhookSettings& settings) { return "webhook:" + settings.name; }

private:
    using Steady = std::chrono::steady_clock;
    struct Batch {
        std::vector<std::string> records;  // objects of JSON
        EventId first, last;               // events of the first and last record
        EventId end;                       // everything up to it is in the batch or not wanted
        std::size_t bytes = 0;
    };

    void run() override;
    std::optional<Batch> gather();
    void fill(Batch& batch, std::size_t most, EventId until);
    bool send(Batch& batch);
    std::optional<Result<WebhookAnswer>> attempt(const Batch& batch, std::uint64_t number);
    bool failed(const Batch& batch, const std::string& why, Duration pause, WebhookVerdict verdict);
    bool bury(const Batch& batch, const std::string& why);
    std::string id_of(const Batch& batch) const;
    std::string body_of(const Batch& batch) const;
    std::size_t most_records() const;

    config::WebhookSettings settings_;
    std::string dead_letters_;
    WebhookClient client_;
    std::size_t limit_;  // records in a batch: fewer for a while after 413
};

}  // namespace mailrace::journal
