// What we remember of the mail that we sent, as the matching of reports asks for it. The application answers from the history.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "daemon/events/event.h"

namespace mailrace::feedback {

class SentMail {
public:
    virtual ~SentMail() = default;
    /// Receipts, deliveries, bounces and deferrals of that message, newest first, at most some thousand.
    virtual std::vector<events::Event> of_message(MessageId id) const = 0;
    /// Receipts and deliveries to that address, newest first, at most some hundred.
    virtual std::vector<events::Event> to_recipient(std::string_view address) const = 0;
    /// Receipts and deliveries of messages with that Message-ID field (with brackets), newest first, at most some hundred.
    virtual std::vector<events::Event> with_message_id(std::string_view field) const = 0;
};

}  // namespace mailrace::feedback
