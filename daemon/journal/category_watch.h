// Notices when a kind of refusal becomes frequent at a provider: its share of the attempts of the last fifteen minutes against its share in the day before.
// Begins a note for people, with the words that were said and what may be done, and ends it when the share has fallen for two minutes on end. Counts
// come from the journal's thread, look() from another: any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>

#include "daemon/events/attention.h"
#include "daemon/events/event.h"
#include "shared/base/clock.h"

namespace mailrace::journal {

class CategoryWatch {
public:
    // What is counted, and from where on it is worth a note.
    static constexpr std::int64_t kWindow = 15;             // minutes
    static constexpr std::size_t kHours = 24;               // of the usual share
    static constexpr std::uint64_t kMinAttempts = 100;      // in the window
    static constexpr std::uint64_t kMinRefusals = 30;       // of the category, in the window
    static constexpr std::uint64_t kMinUsual = 500;         // attempts in the day; with fewer nothing is usual
    static constexpr double kMinShare = 0.05, kMinShareWithoutUsual = 0.20;
    static constexpr double kRise = 3.0, kRisePoints = 0.02;        // begins above usual * kRise + kRisePoints
    static constexpr double kFall = 1.5, kFallPoints = 0.01;        // ends under usual * kFall + kFallPoints
    static constexpr int kQuietLooks = 2;
    static constexpr std::size_t kMaxProviders = 2'000, kMaxCategories = 40;

    CategoryWatch(const Clock& clock, events::AttentionSink& attention) : clock_(clock), attention_(attention) {}

    void add(std::span<const events::Event> events);
    /// Once a minute.
    void look();
    /// What was usual before the start: attempts of a provider in an hour (unix seconds / 3600), and refusals of a category among them.
    void prime(const std::string& provider, std::int64_t hour, std::uint64_t attempts);
    void prime(const std::string& provider, const std::string& category, std::int64_t hour, std::uint64_t refusals);

private:
    struct Minute {
        std::int64_t minute = 0;
        std::uint64_t attempts = 0;
        std::map<std::string, std::uint64_t, std::less<>> refusals;
    };
    struct Usual {
        std::array<std::uint64_t, kHours> counts{};
        std::uint64_t sum() const;
    };
    struct Category {
        Usual usual;
        std::string response, subcategory;  // of the last refusal
        bool noted = false;
        int quiet = 0;
    };
    struct Provider {
        std::array<Minute, kWindow> window;  // by minute modulo kWindow
        Usual attempts;
        std::array<std::int64_t, kHours> hours{};  // which hour the usual counts of a place are of
        std::map<std::string, Category, std::less<>> categories;
    };

    Provider* provider_of(const std::string& name);
    void add(const events::Event& event);
    void begin_hour(Provider& provider, std::int64_t hour);
    void roll(Provider& provider, std::int64_t minute);
    void to_usual(Provider& provider, const Minute& old);
    void judge(const std::string& name, Provider& provider, const std::string& what, Category& category);
    events::AttentionNote note(const std::string& provider, const std::string& what, const Category& category, std::uint64_t refusals,
                               std::uint64_t attempts, double usual) const;

    const Clock& clock_;
    events::AttentionSink& attention_;
    std::mutex mutex_;
    std::map<std::string, Provider, std::less<>> providers_;
};

}  // namespace mailrace::journal
