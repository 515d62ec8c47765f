#include "daemon/simulator/run_book.h"

#include <limits>

#include "daemon/simulator/chance.h"

namespace mailrace::simulator {

namespace {

std::uint64_t key_of(std::uint64_t sequence, std::string_view recipient) {
    const std::uint64_t key = mix(hash_text(recipient) + mix(sequence));
    return key ? key : 1;
}

void count_up(std::uint16_t& count) {
    if (count < std::numeric_limits<std::uint16_t>::max()) ++count;
}

}  // namespace

std::size_t KeyCounts::slot_of(std::uint64_t key) const {
    const std::size_t mask = keys_.size() - 1;
    std::size_t slot = key & mask;
    while (keys_[slot] != 0 && keys_[slot] != key) slot = (slot + 1) & mask;
    return slot;
}

void KeyCounts::grow() {
    std::vector<std::uint64_t> keys(keys_.empty() ? 1024 : keys_.size() * 2);
    std::vector<std::uint8_t> counts(keys.size());
    keys.swap(keys_);
    counts.swap(counts_);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i] == 0) continue;
        const std::size_t slot = slot_of(keys[i]);
        keys_[slot] = keys[i];
        counts_[slot] = counts[i];
    }
}

std::uint8_t KeyCounts::add(std::uint64_t key) {
    if (used_ * 3 >= keys_.size() * 2) grow();
    const std::size_t slot = slot_of(key);
    if (keys_[slot] == 0) {
        keys_[slot] = key;
        ++used_;
    }
    const std::uint8_t before = counts_[slot];
    if (before < 255) ++counts_[slot];
    return before;
}

bool KeyCounts::contains(std::uint64_t key) const { return !keys_.empty() && keys_[slot_of(key)] == key; }

RunBook::PerMessage* RunBook::message(std::uint64_t sequence) {
    if (sequence > max_sequence || accepted_.size() + refused_.size() >= max_recipients) {
        ++totals_.forgotten;
        return nullptr;
    }
    if (sequence >= messages_.size()) messages_.resize(sequence + 1);
    return &messages_[sequence];
}

void RunBook::accepted(std::uint64_t sequence, std::string_view recipient) {
    PerMessage* entry = message(sequence);
    if (!entry) return;
    if (entry->copies == 0) ++totals_.messages;
    count_up(entry->copies);
    if (accepted_.add(key_of(sequence, recipient)) == 0) {
        ++totals_.recipients;
        count_up(entry->arrived);
    } else {
        ++totals_.duplicates;
    }
}

void RunBook::refused(std::uint64_t sequence, std::string_view recipient) {
    PerMessage* entry = message(sequence);
    if (!entry || refused_.add(key_of(sequence, recipient)) != 0) return;
    ++totals_.refused;
    count_up(entry->refused);
}

std::uint32_t RunBook::arrived(std::uint64_t sequence) const { return sequence < messages_.size() ? messages_[sequence].arrived : 0; }

std::uint32_t RunBook::copies(std::uint64_t sequence) const { return sequence < messages_.size() ? messages_[sequence].copies : 0; }

std::uint32_t RunBook::refused_of(std::uint64_t sequence) const {
    return sequence < messages_.size() ? messages_[sequence].refused : 0;
}

}  // namespace mailrace::simulator
