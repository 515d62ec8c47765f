// Answers what the matching of reports asks, from the history. Lives on one thread; each question has a time budget, after which what was found until then counts.
#pragma once

#include <memory>

#include "daemon/feedback/sent_mail.h"
#include "daemon/journal/history_reader.h"

namespace mailrace::app {

class SentHistory final : public feedback::SentMail {
public:
    explicit SentHistory(std::shared_ptr<const journal::PartitionList> partitions) : reader_(std::move(partitions)) {}

    std::vector<events::Event> of_message(MessageId id) const override;
    std::vector<events::Event> to_recipient(std::string_view address) const override;
    std::vector<events::Event> with_message_id(std::string_view field) const override;

private:
    std::vector<events::Event> find(filter::Node condition, bool failures_too, std::size_t limit, std::chrono::milliseconds budget) const;

    mutable journal::HistoryReader reader_;
};

}  // namespace mailrace::app
