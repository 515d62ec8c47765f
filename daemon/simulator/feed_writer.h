// Writes the feed's messages: realistic names, subjects and bodies, all following from the seed and the sequence number, so that the
// same number gives the same message in every run. Constant after construction, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

struct NumberSpan {
    std::uint64_t least = 1;
    std::uint64_t most = 1;
};

struct FeedPlan {
    std::string run = "feed";
    std::string from_domain = "sender.example";
    std::vector<DomainShare> domains;       // of recipients; at least one
    NumberSpan size{10 * 1024, 10 * 1024};  // bytes of a whole message, about
    NumberSpan recipients;                  // of a message
    unsigned jobs = 0;                      // names in X-Job; 0: no such header
    std::uint64_t seed = 1;
};

/// A body as it goes over the wire after DATA, dots doubled, with its last CRLF.
struct FeedBody {
    std::string dotted;
    std::string sum;  // CRC-32C of the text without the doubled dots
};

struct FeedMessage {
    std::uint64_t sequence = 0;
    std::string sender;
    std::vector<std::string> recipients;
    std::string header;  // with the empty line behind it
    const FeedBody* body = nullptr;
};

class FeedWriter {
public:
    explicit FeedWriter(FeedPlan plan);
    /// `unix_seconds` goes into the Date.
    FeedMessage write(std::uint64_t sequence, std::int64_t unix_seconds) const;

private:
    std::string recipient(std::uint64_t sequence, std::uint64_t index, std::string& display) const;
    const std::string& domain(std::uint64_t hash) const;
    void make_bodies();

    FeedPlan plan_;
    std::vector<double> upper_;  // running sums of the domains' weights
    std::vector<FeedBody> bodies_;
};

}  // namespace mailrace::simulator
