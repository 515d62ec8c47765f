#include "daemon/simulator/feed_writer.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "daemon/platform/crc32c.h"
#include "daemon/simulator/chance.h"
#include "daemon/simulator/message_reader.h"

namespace mailrace::simulator {

namespace {

constexpr std::array<std::string_view, 64> first_names{
    "Anna",   "Ben",     "Clara",  "David", "Elena",  "Felix",   "Greta",  "Hugo",    "Ines",    "Jonas",  "Karin",  "Leo",   "Maria",
    "Nils",   "Olga",    "Paul",   "Quinn", "Rosa",   "Stefan",  "Tara",   "Uwe",     "Vera",    "Walter", "Xenia",  "Yusuf", "Zoe",
    "Amelie", "Bruno",   "Camille", "Diego", "Emma",  "Francois", "Gloria", "Hannah", "Igor",    "Julia",  "Kenji",  "Lucia", "Marco",
    "Nadia",  "Oscar",   "Pilar",  "Rafael", "Sofia", "Thomas",  "Ursula", "Victor",  "Wendy",   "Yara",   "Zoltan", "Aisha", "Bjorn",
    "Chloe",  "Dmitri",  "Esther", "Fatima", "Gustav", "Helena", "Ivan",   "Jasmin",  "Kofi",    "Linnea", "Mateo",  "Noor"};
constexpr std::array<std::string_view, 64> last_names{
    "Schmidt",  "Martin",  "Rossi",   "Garcia",   "Johnson",  "Novak",   "Jansen",   "Dubois",  "Silva",    "Kowalski", "Andersen",
    "Nielsen",  "Fischer", "Weber",   "Moreau",   "Laurent",  "Bianchi", "Ferrari",  "Lopez",   "Perez",    "Smith",    "Brown",
    "Taylor",   "Wilson",  "Davies",  "Evans",    "Walker",   "Hughes",  "Murphy",   "Kelly",   "Olsen",    "Hansen",   "Larsson",
    "Virtanen", "Horvat",  "Popescu", "Ivanova",  "Petrov",   "Yilmaz",  "Demir",    "Haddad",  "Cohen",    "Levi",     "Tanaka",
    "Sato",     "Kim",     "Park",    "Chen",     "Wang",     "Nguyen",  "Singh",    "Patel",   "Khan",     "Okafor",   "Mensah",
    "Mwangi",   "Santos",  "Costa",   "Ribeiro",  "Morales",  "Torres",  "Gonzalez", "Keller",  "Baumann"};
constexpr std::array<std::string_view, 20> subjects{
    "Your order has been shipped",           "Weekly news from our workshop",      "Invoice for last month",
    "Please confirm your address",           "Reset of your password",             "Seats for Saturday's concert",
    "Autumn catalogue: first look",          "Your appointment on Thursday",       "New reply in a thread you follow",
    "Changes to our terms of service",       "Receipt for your payment",           "Members' meeting: agenda",
    "A parcel is waiting for you",           "Course dates for the new term",      "Your statement is ready",
    "Thank you for your registration",       "Recipe of the week: leek pie",       "Maintenance window on Sunday",
    "Three things that you may have missed", "Your subscription is renewed soon"};
constexpr std::array<std::string_view, 12> jobs{"newsletter", "invoices", "shipping", "confirmations", "alerts",    "digest",
                                                "catalogue",  "receipts", "surveys",  "events",        "reminders", "welcome"};
constexpr std::array<std::string_view, 24> words{"market",  "river",   "letter", "morning", "garden", "station", "winter", "paper",
                                                 "harbour", "kitchen", "music",  "window",  "street", "island",  "summer", "bridge",
                                                 "teacher", "library", "number", "mountain", "silver", "travel",  "orchard", "village"};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

std::string job_name(std::uint64_t number) {
    const std::string_view base = jobs[number % jobs.size()];
    return number < jobs.size() ? std::string(base) : fmt::format("{}-{}", base, number / jobs.size() + 1);
}

/// Lines of words up to about `size` bytes. One line in a while starts with a dot, so that dots are put to the test.
FeedBody make_body(std::uint64_t size, std::uint64_t seed) {
    std::string plain;
    FeedBody body;
    std::uint64_t draw = mix(seed);
    for (std::uint64_t line_number = 0; plain.size() + 2 < size || plain.empty(); ++line_number) {
        std::string line = line_number % 13 == 7 ? ".hidden" : "The";
        while (line.size() < 66) {
            draw = mix(draw);
            line += ' ';
            line += words[draw % words.size()];
        }
        const std::uint64_t room = std::max<std::uint64_t>(size, plain.size() + 3) - plain.size() - 2;
        if (line.size() > room) line.resize(room);
        line += "\r\n";
        plain += line;
        if (line[0] == '.') body.dotted += '.';
        body.dotted += line;
    }
    body.sum = fmt::format("{:08x}", platform::crc32c(plain));
    return body;
}

std::uint64_t pick(const NumberSpan& span, std::uint64_t hash) { return span.least + hash % (span.most - span.least + 1); }

}  // namespace

FeedWriter::FeedWriter(FeedPlan plan) : plan_(std::move(plan)) {
    double sum = 0;
    for (const DomainShare& domain : plan_.domains) upper_.push_back(sum += domain.weight);
    make_bodies();
}

void FeedWriter::make_bodies() {
    constexpr std::uint64_t memory = 64ULL * 1024 * 1024;
    constexpr std::uint64_t header = 620;  // about
    const bool one_size = plan_.size.least == plan_.size.most;
    const std::uint64_t count = std::clamp<std::uint64_t>(memory / std::max<std::uint64_t>(1, plan_.size.most), 1, one_size ? 16 : 64);
    for (std::uint64_t i = 0; i < count; ++i) {
        const std::uint64_t spread = count > 1 ? (plan_.size.most - plan_.size.least) * i / (count - 1) : 0;
        const std::uint64_t size = plan_.size.least + spread;
        bodies_.push_back(make_body(size > header + 64 ? size - header : 64, plan_.seed + i));
    }
}

const std::string& FeedWriter::domain(std::uint64_t hash) const {
    const auto at = std::upper_bound(upper_.begin(), upper_.end(), unit(hash) * upper_.back());
    return plan_.domains[std::min<std::size_t>(static_cast<std::size_t>(at - upper_.begin()), plan_.domains.size() - 1)].name;
}

std::string FeedWriter::recipient(std::uint64_t sequence, std::uint64_t index, std::string& display) const {
    const std::uint64_t hash = mix(plan_.seed ^ mix(sequence * 1024 + index));
    const std::string_view first = first_names[hash % first_names.size()];
    const std::string_view last = last_names[(hash >> 8) % last_names.size()];
    display = fmt::format("{} {}", first, last);
    // The number keeps the recipients of one message apart.
    return fmt::format("{}.{}{}@{}", lower(first), lower(last), (sequence * 31 + index) % 100'000, domain(mix(hash)));
}

FeedMessage FeedWriter::write(std::uint64_t sequence, std::int64_t unix_seconds) const {
    const std::uint64_t hash = mix(plan_.seed * 0x51ED + sequence);
    FeedMessage message;
    message.sequence = sequence;
    message.sender = fmt::format("b-{}-{}@bounce.{}", plan_.run, sequence, plan_.from_domain);
    message.body = &bodies_[hash % bodies_.size()];
    std::string display;
    std::string first_display;
    const std::uint64_t count = pick(plan_.recipients, hash >> 20);
    for (std::uint64_t i = 0; i < count; ++i) {
        message.recipients.push_back(recipient(sequence, i, display));
        if (i == 0) first_display = display;
    }
    std::string& h = message.header;
    h.reserve(640);
    auto out = std::back_inserter(h);
    fmt::format_to(out, "From: \"Example News\" <news@{}>\r\nTo: \"{}\" <{}>\r\n", plan_.from_domain, first_display, message.recipients[0]);
    fmt::format_to(out, "Subject: {} ({})\r\n", subjects[(hash >> 32) % subjects.size()], sequence);
    fmt::format_to(out, "Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\n", fmt::gmtime(static_cast<std::time_t>(unix_seconds)));
    fmt::format_to(out, "Message-ID: <{}.{}@{}>\r\nMIME-Version: 1.0\r\n", plan_.run, sequence, plan_.from_domain);
    fmt::format_to(out, "Content-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n");
    fmt::format_to(out, "List-Unsubscribe: <mailto:leave-{}@{}>\r\n", sequence, plan_.from_domain);
    if (plan_.jobs) fmt::format_to(out, "X-Job: {}\r\n", job_name((hash >> 40) % plan_.jobs));
    fmt::format_to(out, "{}: {}-{}\r\n{}: {}\r\n\r\n", feed_header, plan_.run, sequence, sum_header, message.body->sum);
    return message;
}

}  // namespace mailrace::simulator
