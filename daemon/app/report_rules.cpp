#include "daemon/app/report_rules.h"

#include <filesystem>

#include "daemon/platform/file.h"

namespace mailrace::app {

namespace {

constexpr std::uint64_t kMaxFile = 64u << 20;

Result<std::string> read_file(const std::string& path) { return platform::read_file(platform::Storage::system(), path, kMaxFile); }

}  // namespace

std::string_view desk_name(ReportDesk desk) {
    switch (desk) {
        case ReportDesk::bounces: return "{bounceProcessor}";
        case ReportDesk::complaints: return "{feedbackLoop}";
        case ReportDesk::none: break;
    }
    return {};
}

std::shared_ptr<const ReportRules> ReportRules::make(const config::Config& config) {
    auto rules = std::make_shared<ReportRules>();
    rules->bounces_ = rules->make_desk(config.global().bounce_processor);
    rules->complaints_ = rules->make_desk(config.global().feedback_loop_processor);
    rules->keep_headers_ = config::wanted_headers(config.global(), " rb rs f ");
    return rules;
}

std::optional<DeskRules> ReportRules::make_desk(const std::optional<config::ReportProcessorSettings>& from) {
    if (!from) return std::nullopt;
    std::optional<DeskRules> desk(std::in_place);
    desk->deliver_unmatched_email = from->deliver_unmatched_email;
    desk->deliver_matched_email = from->deliver_matched_email;
    desk->forward_unmatched_to = from->forward_unmatched_to;
    desk->forward_errors_to = from->forward_errors_to;
    desk->log_match_info = from->email_patterns.log_match_info;
    // List by list, so that one bad file does not silence the others.
    std::vector<config::AddressList> good;
    for (const config::AddressList& list : from->address_lists) {
        if (auto made = feedback::AddressMatcher::make({&list, 1}, read_file)) good.push_back(list);
        else problems_.push_back(made.error().words);
    }
    if (auto made = feedback::AddressMatcher::make(good, read_file)) desk->addresses = std::move(*made);
    for (const std::string& path : from->email_patterns.body_pattern_file) {
        const auto text = read_file(path);
        const Status added = text ? desk->patterns.add_file(std::filesystem::path(path).stem().string(), *text) : Status(text.error());
        if (!added) problems_.push_back(added.error().words);
    }
    return desk;
}

ReportDesk ReportRules::desk_of(std::string_view address) const {
    if (bounces_ && bounces_->addresses.matches(address)) return ReportDesk::bounces;
    if (complaints_ && complaints_->addresses.matches(address)) return ReportDesk::complaints;
    return ReportDesk::none;
}

}  // namespace mailrace::app
