// Thousands of short lives of a spool on a disk that loses power, fails and fills, against a model of what was promised.
#include <set>

#include "tests/unit/spool/spool_rig.h"

namespace mailrace::spool::testing {
namespace {

using events::EventType;
using std::chrono::milliseconds;

struct Promised {
    std::size_t recipients = 0;
    bool confirmed = false;                      // store() completed well
    std::string body;
    std::vector<RecipientState> confirmed_state; // as far as record() completed
    std::vector<std::uint16_t> confirmed_attempts;
    std::vector<RecipientState> asked_state;     // as far as record() was called
    std::vector<std::uint16_t> asked_attempts;
};

class Life {
public:
    explicit Life(unsigned seed) : rig_(seed), random_(seed * 7919U + 13) {
        rig_.options.segment_size = 4096 + random_() % 8192;
        rig_.options.large_message = 1500;
    }

    void run() {
        const int lives = 2 + static_cast<int>(random_() % 4);
        for (int i = 0; i < lives && !::testing::Test::HasFailure(); ++i) {
            ASSERT_TRUE(rig_.open()) << rig_.open_error;
            check();
            if (::testing::Test::HasFailure()) return;
            live();
            die();
        }
        ASSERT_TRUE(rig_.open()) << rig_.open_error;
        check();
    }

private:
    std::size_t chance(std::size_t n) { return random_() % n; }

    void live() {
        if (chance(3) == 0) rig_.disk.stop_after(static_cast<int>(chance(120)));
        const int steps = static_cast<int>(chance(60));
        for (int i = 0; i < steps; ++i) {
            const int requests = static_cast<int>(chance(5));
            for (int k = 0; k < requests; ++k) ask();
            if (chance(40) == 0) rig_.disk.fail_syncs(1 + static_cast<int>(chance(3)));
            if (chance(40) == 0) rig_.disk.fail_writes(1 + static_cast<int>(chance(3)));
            if (chance(4) == 0) advance_journal();
            rig_.run(milliseconds{chance(3) == 0 ? 300 : 5});
        }
    }

    void die() {
        switch (chance(4)) {
            case 0:
                if (rig_.disk.lost_writes()) rig_.disk.crash();
                else rig_.disk.kill();
                break;
            case 1:
                rig_.disk.stop_after(-1);
                rig_.close();
                if (rig_.disk.lost_writes()) rig_.disk.crash();
                else rig_.disk.kill();
                break;
            default:
                rig_.disk.crash();
        }
        rig_.engine.reset();
        advance_journal();
    }

    // The journal follows what the consumer has been given, never beyond.
    void advance_journal() {
        if (!rig_.consumed.empty() && chance(2) == 0) {
            const auto& upto = rig_.consumed[chance(rig_.consumed.size())];
            rig_.journal = std::max(rig_.journal, upto.id.value);
            if (rig_.engine) rig_.engine->set_journal({rig_.journal});
        }
    }

    void ask() {
        const auto what = chance(10);
        if (what < 4 || promised_.empty()) return ask_store();
        if (what < 9) return ask_record();
        const std::string key(1, static_cast<char>('a' + chance(4)));
        const std::string value = chance(5) == 0 ? "" : std::to_string(++serial_);
        asked_named_[key].push_back(value);
        rig_.put(key, value);
    }

    void ask_store() {
        const std::uint64_t id = ++last_id_;
        auto& p = promised_[id];
        p.recipients = 1 + (chance(3) == 0 ? chance(5) : 0);
        p.body = body_of(id, chance(8) == 0 ? 1500 + chance(3000) : 50 + chance(600));
        p.confirmed_state.assign(p.recipients, RecipientState::pending);
        p.asked_state = p.confirmed_state;
        p.confirmed_attempts.assign(p.recipients, 0);
        p.asked_attempts = p.confirmed_attempts;
        const auto tag = "store " + std::to_string(id);
        rig_.store(envelope(id, p.recipients), p.body, [this, id, tag](Result<Location> r) {
            if (!r) return;
            promised_[id].confirmed = true;
            promised_events_.insert(tag);
        }, {event(EventType::receipt, id, tag)});
    }

    void ask_record() {
        auto it = promised_.upper_bound(chance(last_id_));
        if (it == promised_.end()) it = promised_.begin();
        const auto id = it->first;
        auto& p = it->second;
        if (!p.confirmed) return;
        const auto recipient = static_cast<std::uint32_t>(chance(p.recipients));
        if (p.asked_state[recipient] != RecipientState::pending) return;
        const auto state = chance(3) == 0 ? RecipientState::pending : RecipientState::delivered;
        const auto attempts = static_cast<std::uint16_t>(p.asked_attempts[recipient] + 1);
        p.asked_state[recipient] = state;
        p.asked_attempts[recipient] = attempts;
        const auto tag = "record " + std::to_string(id) + ' ' + std::to_string(recipient) + ' ' + std::to_string(attempts);
        rig_.record({update(id, recipient, state, attempts)}, {event(EventType::delivery, id, tag)}, [=, this](Status s) {
            if (!s) return;
            auto& q = promised_[id];
            q.confirmed_state[recipient] = state;
            q.confirmed_attempts[recipient] = attempts;
            promised_events_.insert(tag);
        });
    }

    void check_message(std::uint64_t id, Promised& p) {
        const auto it = rig_.seen.messages.find({id});
        const auto final = [](RecipientState s) { return s != RecipientState::pending; };
        if (it == rig_.seen.messages.end()) {
            const bool may_be_gone = std::all_of(p.asked_state.begin(), p.asked_state.end(), final);
            EXPECT_TRUE(!p.confirmed || may_be_gone) << "message " << id << " is lost";
            return forget(id);
        }
        const auto& m = it->second;
        ASSERT_EQ(m.envelope.recipients.size(), p.recipients);
        EXPECT_EQ(m.envelope.sender, envelope(id).sender);
        EXPECT_EQ(rig_.body(id).value(), p.body) << "message " << id << " is half there";
        EXPECT_EQ(m.body.length, p.body.size());
        bool all_final = true;
        for (std::size_t i = 0; i < p.recipients; ++i) {
            EXPECT_GE(m.states[i].attempts, p.confirmed_attempts[i]) << "recipient " << i << " of " << id << " went back";
            EXPECT_LE(m.states[i].attempts, p.asked_attempts[i]);
            if (final(p.confirmed_state[i])) EXPECT_EQ(m.states[i].state, p.confirmed_state[i]);
            else EXPECT_TRUE(!final(m.states[i].state) || final(p.asked_state[i]));
            all_final = all_final && final(m.states[i].state);
            p.confirmed_state[i] = p.asked_state[i] = m.states[i].state;
            p.confirmed_attempts[i] = p.asked_attempts[i] = m.states[i].attempts;
        }
        EXPECT_FALSE(all_final) << "message " << id << " has risen from the dead";
        p.confirmed = true;
    }

    void forget(std::uint64_t id) { gone_.push_back(id); }

    void check_events() {
        // Consumed with an id that the journal has, or shown now: each promised event exactly once.
        std::map<std::string, int> count;
        std::vector<events::Event> journal;
        for (const auto& e : rig_.consumed)
            if (e.id.value <= rig_.journal) journal.push_back(e);
        for (const auto& e : rig_.seen.events) {
            EXPECT_GT(e.id.value, rig_.journal);
            journal.push_back(e);
        }
        for (const auto& e : journal) ++count[e.text];
        for (const auto& tag : promised_events_) EXPECT_EQ(count[tag], 1) << tag;
        for (const auto& [tag, n] : count) EXPECT_EQ(n, 1) << tag;
        rig_.consumed = std::move(journal);
    }

    void check_named() {
        for (const auto& [key, values] : asked_named_) {
            const auto it = rig_.seen.states.find(key);
            const std::string now = it == rig_.seen.states.end() ? "" : it->second;
            const bool known = now.empty() || std::find(values.begin(), values.end(), now) != values.end();
            EXPECT_TRUE(known) << key << '=' << now;
        }
    }

    void check() {
        for (const auto& [id, m] : rig_.seen.messages) EXPECT_TRUE(promised_.contains(id.value)) << "message from nowhere, or long gone";
        for (auto& [id, p] : promised_) check_message(id, p);
        for (const auto id : gone_) promised_.erase(id);
        gone_.clear();
        check_events();
        check_named();
        EXPECT_GE(rig_.recovery.last_event.value, rig_.consumed.empty() ? 0 : rig_.consumed.back().id.value);
        if (::testing::Test::HasFailure())
            for (const auto& words : rig_.seen.problems) std::cerr << words << '\n';
    }

    Rig rig_;
    std::mt19937 random_;
    std::map<std::uint64_t, Promised> promised_;
    std::vector<std::uint64_t> gone_;
    std::set<std::string> promised_events_;
    std::map<std::string, std::vector<std::string>> asked_named_;
    std::uint64_t last_id_ = 0;
    int serial_ = 0;
};

TEST(Crash, what_was_confirmed_is_there_after_any_death) {
    for (unsigned seed = 1; seed <= 1200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Life(seed).run();
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace mailrace::spool::testing
