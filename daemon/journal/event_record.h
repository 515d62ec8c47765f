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
};

}  // namespace mailrace::journal
