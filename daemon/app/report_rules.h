// Which mail belongs to <bounce-processor> and <feedback-loop-processor>, and what they do with it: made from the configuration with the files that it names.
// Constant once made; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/feedback/address_matcher.h"
#include "daemon/feedback/report_patterns.h"
#include "shared/config/config.h"

namespace mailrace::app {

enum class ReportDesk : std::uint8_t { none, bounces, complaints };

struct DeskRules {
    bool deliver_unmatched_email = true, deliver_matched_email = false;
    std::vector<std::string> forward_unmatched_to;
    std::string forward_errors_to;
    bool log_match_info = false;
    feedback::AddressMatcher addresses;
    feedback::ReportPatterns patterns;
};

class ReportRules {
public:
    /// A file that cannot be read or a pattern that is none is told in problems(); what else is there holds.
    static std::shared_ptr<const ReportRules> make(const config::Config& config);

    /// Whose an address is; the bounces' when both lists have it.
    ReportDesk desk_of(std::string_view address) const;
    const DeskRules& rules(ReportDesk desk) const { return desk == ReportDesk::complaints ? *complaints_ : *bounces_; }
    const std::vector<std::string>& problems() const { return problems_; }
    const std::vector<std::string>& keep_headers() const { return keep_headers_; }

private:
    std::optional<DeskRules> make_desk(const std::optional<config::ReportProcessorSettings>& from);

    std::optional<DeskRules> bounces_, complaints_;
    std::vector<std::string> problems_;
    std::vector<std::string> keep_headers_;  // of originals, for accounting
};

/// The name by which history and accounting call the queue of a desk: "{bounceProcessor}", "{feedbackLoop}".
std::string_view desk_name(ReportDesk desk);

}  // namespace mailrace::app
