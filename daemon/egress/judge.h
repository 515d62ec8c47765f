// Says of what receivers answered what it means, and lets that change what follows: a 5xx that is a throttle is tried again, a 4xx that never heals is
// not. Pure functions; any thread.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "daemon/feedback/classifier.h"
#include "daemon/queue/types.h"

namespace mailrace::egress {

/// The classifier of the configuration that runs now.
using ClassifierSource = std::function<std::shared_ptr<const feedback::Classifier>()>;

/// Puts the classification into the response and words into the remark where the verdict is changed.
void judge(queue::RecipientOutcome& outcome, std::string_view recipient, std::string_view provider, const feedback::Classifier& classifier);

/// As above for a connection that came to nothing: a refusal that is a throttle dooms no mail.
void judge(queue::ConnectFailure& failure, const feedback::Classifier& classifier);

}  // namespace mailrace::egress
