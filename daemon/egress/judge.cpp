#include "daemon/egress/judge.h"

namespace mailrace::egress {
namespace {

using events::Handling;
using queue::Verdict;

void classify(queue::Response& response, std::string_view recipient, std::string_view provider, const feedback::Classifier& classifier) {
    const feedback::ResponseText text{response.text, response.code, response.status, response.code == 0, recipient};
    response.found = classifier.classify(text, provider.empty() ? "nobody" : provider);
}

std::string remark(const queue::Response& response, std::string_view what, std::string_view then) {
    const events::Classification& found = response.found;
    return std::string(what) + " (" + std::to_string(response.code) + "), but rule " + std::string(found.rule) + " (" + std::string(found.file) + ":" +
           std::to_string(found.line) + ") " + std::string(then);
}

}  // namespace

void judge(queue::RecipientOutcome& outcome, std::string_view recipient, std::string_view provider, const feedback::Classifier& classifier) {
    if (outcome.verdict != Verdict::deferred && outcome.verdict != Verdict::bounced) return;
    classify(outcome.response, recipient, provider, classifier);
    const Handling handling = outcome.response.found.handling;
    if (handling == Handling::defer && outcome.verdict == Verdict::bounced && outcome.response.code / 100 == 5) {
        outcome.verdict = Verdict::deferred;
        outcome.remark = remark(outcome.response, "the receiver refused for good", "says that this passes: tried again later");
    } else if (handling == Handling::bounce && outcome.verdict == Verdict::deferred && outcome.response.code / 100 == 4) {
        outcome.verdict = Verdict::bounced;
        outcome.remark = remark(outcome.response, "the receiver refused for now", "says that this never passes: not tried again");
    }
}

void judge(queue::ConnectFailure& failure, const feedback::Classifier& classifier) {
    classify(failure.response, {}, failure.peer ? std::string_view(failure.peer->provider) : std::string_view{}, classifier);
    if (failure.permanent && failure.response.found.handling == Handling::defer) failure.permanent = false;
}

}  // namespace mailrace::egress
