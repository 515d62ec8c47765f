// Between the words of the SMTP client and those of the queue. Pure functions.
#pragma once

#include "daemon/queue/settings.h"
#include "daemon/queue/types.h"
#include "daemon/smtp/client_types.h"

namespace mailrace::egress {

events::Phase phase_of(smtp::ClientPhase phase);
queue::Response response_of(const smtp::Answer& answer);
smtp::ClientOptions client_options(const queue::DeliverySettings& settings, const std::string& ehlo_name);
smtp::TransactionRequest request_of(const queue::Delivery& delivery);
/// The result of one recipient, with what the settings make of it.
queue::RecipientOutcome outcome_of(const queue::DeliveryRecipient& recipient, const smtp::RecipientResult& result,
                                   const queue::DeliverySettings& settings);

}  // namespace mailrace::egress
