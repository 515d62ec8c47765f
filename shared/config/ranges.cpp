#include "shared/config/ranges.h"

namespace mailrace::config {

namespace {

struct IntegerRange {
    std::string_view name;
    std::uint64_t least, most;
};
constexpr IntegerRange integers[] = {
    {"default-smtp-port", 1, 65535},      {"queue-priority", 0, 100},          {"priority", 1, 100},
    {"max-message-hops", 1, 1000},        {"network-threads", 0, 1024},        {"smtp-max-errors", 1, 1'000'000},
    {"max-line-length", 998, 1ull << 30}, {"total-max-smtp-in", 1, 1'000'000}, {"total-max-smtp-out", 1, 1'000'000},
    {"mx-connection-attempts", 1, 100},   {"max-smtp-out", 0, 1'000'000},
};

struct IntervalRange {
    std::string_view name;
    std::int64_t least, most;  // seconds
};
constexpr IntervalRange intervals[] = {
    {"connection-idle-timeout", 0, 600},
    {"connect-timeout", 1, 3600},
    {"smtp-greeting-timeout", 1, 3600},
    {"smtp-command-timeout", 1, 86400},
    {"smtp-data-timeout", 1, 86400},
    {"data-send-timeout", 1, 3600},
    {"smtp-data-termination-timeout", 1, 7200},
    {"retry-recipients-after", 1, 31'622'400},
    {"history-retention", 60, 315'360'000},
    {"bounce-after", 1, 31'622'400},
};

struct SizeRange {
    std::string_view name;
    std::uint64_t least;
};
constexpr SizeRange sizes[] = {{"max-size", 1u << 20}, {"max-header-size", 1024}, {"history-max-size", 1u << 20}};

}  // namespace

std::string range_problem(const Directive& directive, const Value& value) {
    if (const auto* number = std::get_if<std::uint64_t>(&value)) {
        for (const IntegerRange& r : integers)
            if (r.name == directive.name && (*number < r.least || *number > r.most))
                return "this must be between " + std::to_string(r.least) + " and " + std::to_string(r.most);
    } else if (const auto* interval = std::get_if<Duration>(&value)) {
        for (const IntervalRange& r : intervals)
            if (r.name == directive.name &&
                (*interval < std::chrono::seconds{r.least} || *interval > std::chrono::seconds{r.most}))
                return "this must be between " + interval_text(std::chrono::seconds{r.least}) + " and " +
                       interval_text(std::chrono::seconds{r.most});
    } else if (const auto* list = std::get_if<std::vector<Duration>>(&value)) {
        for (const Duration& step : *list)
            if (step < std::chrono::seconds{1}) return "each step must be at least 1s";
    } else if (const auto* word = std::get_if<std::string>(&value)) {
        // Mail meant for a program or a file must not go out by SMTP instead: better no start than that.
        if (directive.name == "type" && *word != "smtp" && *word != "discard" && *word != "file")
            return "type " + *word + " is not yet in this version";
    } else if (const auto* size = std::get_if<ByteSize>(&value)) {
        for (const SizeRange& r : sizes)
            if (r.name == directive.name && size->bytes < r.least) return "this must be at least " + size_text(r.least);
    }
    return {};
}

}  // namespace mailrace::config
