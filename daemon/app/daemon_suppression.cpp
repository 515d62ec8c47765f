// How the daemon keeps its suppression lists: opened with the history, which automatic entry follows.
#include <filesystem>

#include "daemon/app/daemon.h"
#include "daemon/app/log.h"
#include "shared/filter/fields.h"

namespace mailrace::app {

namespace {

constexpr std::chrono::seconds kReadBudget{5};
constexpr unsigned kPurgeEvery = 30;  // ticks, of a second

filter::Node type_is(std::initializer_list<events::EventType> types) {
    filter::Node node;
    node.kind = filter::Node::Kind::any_of;
    node.field = filter::id_of(filter::EventField::type);
    for (const events::EventType type : types) {
        filter::Test test;
        test.kind = filter::Test::Kind::range;
        test.low = test.high = static_cast<std::int64_t>(type);
        node.tests.push_back(std::move(test));
    }
    return node;
}

/// The bounces and complaints that follow in the history.
suppression::Automatic::History history_of(std::shared_ptr<const journal::PartitionList> partitions) {
    auto reader = std::make_shared<journal::HistoryReader>(std::move(partitions));
    return [reader](EventId after, std::size_t limit) {
        using events::EventType;
        const filter::Filter wanted(filter::event_fields(), type_is({EventType::bounce, EventType::remote_bounce, EventType::complaint}), {});
        // The first id is 1: a page after nothing would be the newest.
        auto page = reader->page(wanted, {}, std::max(after, EventId{1}), limit, {.budget = kReadBudget});
        std::reverse(page.events.begin(), page.events.end());
        return std::move(page.events);
    };
}

}  // namespace

Status Daemon::open_suppression() {
    const std::string path = (std::filesystem::path(journal_->directory()).parent_path() / "suppression.db").string();
    const auto began = clock_.steady();
    auto lists = suppression::Lists::open(path, config_.get()->suppression, clock_);
    // Nothing is set aside here: without its lists the daemon would mail those who must not be mailed.
    if (!lists) return Error::storage("the suppression lists in " + path + " cannot be used: " + lists.error().words + ". Put back a copy of the file, or move it away to begin with empty lists");
    suppression_ = std::move(*lists);
    std::uint64_t entries = 0;
    for (const auto& list : suppression_->info()) entries += list.entries;
    if (entries != 0) {
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady() - began);
        log_info("suppression lists read", {{"entries", std::to_string(entries)}, {"milliseconds", std::to_string(took.count())}});
    }
    automatic_ = std::make_unique<suppression::Automatic>(*suppression_, history_of(journal_->partitions()), [this](const std::string& words) { record(events::EventType::admin, "", words); });
    automatic_->begin(journal_->position());
    journal_->listen([this](const journal::EventBatch& batch) { automatic_->take(*batch); });
    return {};
}

void Daemon::start_suppression() {
    suppression_->start([this, ticks = 0u](suppression::Lists& lists) mutable {
        automatic_->tick();
        if (ticks++ % kPurgeEvery == 0) lists.purge();
    });
}

}  // namespace mailrace::app
