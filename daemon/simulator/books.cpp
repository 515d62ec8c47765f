#include "daemon/simulator/books.h"

#include "daemon/simulator/message_reader.h"

namespace mailrace::simulator {

namespace {

/// The run and number in b-RUN-SEQ@anything.
std::optional<FeedTag> tag_of_address(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos || !address.starts_with("b-")) return std::nullopt;
    return parse_feed_tag(address.substr(2, at - 2));
}

}  // namespace

Desk::Desk(const Provider& provider, std::uint64_t seed) : provider_(provider), behaviour_(provider.manners, provider.name, seed) {
    for (const DomainShare& domain : provider.domains) domains_.insert(domain.name);
}

bool Desk::serves(std::string_view domain) const { return provider_.catch_all || domains_.contains(std::string(domain)); }

RunBook* Books::run(std::string_view name) {
    const std::string key(name);
    const auto known = runs_.find(key);
    if (known != runs_.end()) return &known->second;
    if (runs_.size() >= max_runs) return nullptr;
    return &runs_[key];
}

void Books::arrived(const Arrival& arrival) {
    const auto tag = parse_feed_tag(arrival.feed_tag);
    if (!tag) return;
    std::lock_guard lock(mutex_);
    RunBook* book = run(tag->run);
    if (!book) return;
    for (const std::string& recipient : arrival.recipients) book->accepted(tag->sequence, recipient);
    if (arrival.altered) book->altered();
    if (!arrival.answered) book->unanswered(arrival.recipients.size());
}

void Books::refused(std::string_view sender, std::string_view recipient) {
    const auto tag = tag_of_address(sender);
    if (!tag) return;
    std::lock_guard lock(mutex_);
    if (RunBook* book = run(tag->run)) book->refused(tag->sequence, recipient);
}

void Books::returned(std::string_view recipient) {
    const auto tag = tag_of_address(recipient);
    if (!tag) return;
    std::lock_guard lock(mutex_);
    if (RunBook* book = run(tag->run)) book->returned();
}

void Books::reset() {
    std::lock_guard lock(mutex_);
    runs_.clear();
}

}  // namespace mailrace::simulator
