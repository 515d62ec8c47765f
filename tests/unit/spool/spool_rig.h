// An engine over a disk that the test owns, and what its visitor was shown.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "daemon/spool/engine.h"
#include "tests/unit/spool/faulty_storage.h"

namespace mailrace::spool::testing {

struct Seen final : RecoveryVisitor {
    std::map<std::string, std::string> states;
    std::map<MessageId, RecoveredMessage> messages;
    std::vector<MessageId> order;
    std::vector<events::Event> events;
    std::vector<std::string> problems;

    void state(std::string_view key, std::string_view value) override { states[std::string(key)] = value; }
    void message(RecoveredMessage&& m) override {
        order.push_back(m.envelope.id);
        EXPECT_TRUE(messages.emplace(m.envelope.id, m).second) << "shown twice";
    }
    void event(events::Event&& e) override {
        if (!events.empty()) {
            EXPECT_LT(events.back().id, e.id);
        }
        events.push_back(std::move(e));
    }
    void progress(std::uint64_t done, std::uint64_t total) override { EXPECT_LE(done, total); }
    void problem(std::string_view words) override { problems.emplace_back(words); }
};

inline Envelope envelope(std::uint64_t id, std::size_t recipients = 1) {
    Envelope e;
    e.id = {id};
    e.received = wall_from_us(1'767'225'600'000'000 + static_cast<std::int64_t>(id));
    e.sender = "sender" + std::to_string(id) + "@a.example";
    e.vmta = "v1";
    e.message_id = '<' + std::to_string(id) + "@a.example>";
    for (std::size_t i = 0; i < recipients; ++i)
        e.recipients.push_back({"r" + std::to_string(i) + '.' + std::to_string(id) + "@b.example", "", 4});
    return e;
}

inline std::string body_of(std::uint64_t id, std::size_t size = 200) {
    std::string text = "Subject: " + std::to_string(id) + "\r\n\r\n";
    while (text.size() < size) text += static_cast<char>('a' + (text.size() * 7 + id) % 26);
    return text;
}

inline events::Event event(events::EventType type, std::uint64_t message, std::string text = {}) {
    events::Event e;
    e.type = type;
    e.message = {message};
    e.text = std::move(text);
    return e;
}

inline RecipientUpdate update(std::uint64_t message, std::uint32_t recipient, RecipientState state, std::uint16_t attempts = 1) {
    return {{message}, recipient, state, attempts,
            state == RecipientState::pending ? WallTime{std::chrono::seconds{1'767'300'000 + attempts}} : WallTime{}};
}

inline std::vector<events::Event> unpacked(events::EventPack pack) {
    std::vector<events::Event> list;
    events::EventPackReader reader(std::move(pack));
    while (auto e = reader.next()) list.push_back(std::move(*e));
    return list;
}

struct Rig {
    FaultyStorage disk;
    SpoolOptions options;
    std::unique_ptr<Engine> engine;
    Seen seen;
    Spool::Recovery recovery;
    std::vector<events::Event> consumed;
    std::vector<Item> items;
    SteadyTime now{std::chrono::hours{1}};
    WallTime wall{std::chrono::seconds{1'767'225'600}};
    std::uint64_t journal = 0;
    std::string open_error;

    explicit Rig(unsigned seed = 1) : disk(seed) {
        options.directory = "/spool";
        options.segment_size = 16'384;
        options.large_message = 8192;
        options.min_free_space = 0;
        options.storage = &disk;
    }

    bool open() {
        engine.reset();
        seen = {};
        auto opened = Engine::open(options, {journal}, seen, recovery);
        if (!opened) {
            open_error = opened.error().words;
            return false;
        }
        engine = std::move(opened).value();
        engine->set_consumer([this](events::EventPack pack) {
            for (auto& e : unpacked(std::move(pack))) consumed.push_back(std::move(e));
        });
        return true;
    }
    /// Hands over what was asked; `later`: how far the clock moves before.
    void run(Duration later = std::chrono::milliseconds{1}) {
        now += later;
        engine->process(items, now, wall);
    }
    void settle() { run(std::chrono::milliseconds{300}); run(std::chrono::milliseconds{300}); }
    void close() {
        engine->finish(now, wall);
        engine.reset();
    }
    void store(Envelope e, std::string body, Spool::Stored done = {}, std::vector<events::Event> receipts = {}) {
        items.push_back(std::make_unique<StoreItem>(
            StoreItem{std::move(e), std::make_shared<const std::string>(std::move(body)), nullptr, std::move(receipts), std::move(done)}));
    }
    void record(std::vector<RecipientUpdate> updates, std::vector<events::Event> events = {}, Spool::Committed done = {}) {
        items.push_back(RecordItem{std::move(updates), std::move(events), std::move(done)});
    }
    void put(std::string key, std::string value) { items.push_back(NamedItem{std::move(key), std::move(value)}); }
    Result<std::string> body(std::uint64_t id) {
        std::string out(32 << 10, '\0');
        auto got = engine->read_body({id}, {}, 0, out);
        if (!got) return got.error();
        out.resize(got.value());
        return out;
    }
};

}  // namespace mailrace::spool::testing
