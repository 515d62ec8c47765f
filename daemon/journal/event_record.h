// An Event as the filter language sees it: for subscriptions, which test events as they come, without SQL. Borrows the event.
// One thread at a time.
#pragma once

#include "daemon/events/event.h"
#include "shared/filter/predicate.h"

namespace mailrace::journal {

class EventRecord final : public filter::Record {
public:
    explicit EventRecord(const events::Event& event) : event_(&event) {}
    std::string_view text(filter::FieldId field) const override;
    std::int64_t number(filter::FieldId field) const override;

private:
    const events::Event* event_;
    mutable std::string form_;  // made when somebody asks for it
};

inline constexpr std::size_t kMaxFormStored = 1024;  // bytes; longer responses are stored whole beside the row and have no form

/// The normal form by which responses are grouped; empty for those that are stored whole.
std::string response_form(const events::Event& event);

}  // namespace mailrace::journal
