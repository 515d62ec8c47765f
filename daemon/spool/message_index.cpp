#include "daemon/spool/message_index.h"

#include <cassert>
#include <new>

namespace mailrace::spool {

// The states of the recipients follow the counters in the same block.
struct MessageIndex::Many {
    std::uint32_t count = 0;
    std::uint32_t pending = 0;
    PackedState* states() { return reinterpret_cast<PackedState*>(this + 1); }
};

namespace {
constexpr std::uint64_t kManyBit = std::uint64_t{1} << 63;
}

MessageIndex::Many* MessageIndex::many(const Entry& entry) {
    if ((entry.states & kManyBit) == 0) return nullptr;
    return reinterpret_cast<Many*>(static_cast<std::uintptr_t>(entry.states & ~kManyBit));
}

void MessageIndex::release(Entry& entry) {
    if (Many* const m = many(entry)) ::operator delete(m);
    entry.states = 0;
}

MessageIndex::~MessageIndex() {
    for (const auto slot : slots_)
        if (slot != 0) release(at(slot - 1));
}

std::span<const PackedState> MessageIndex::Entry::recipients() const {
    static_assert(sizeof(PackedState) == sizeof(std::uint64_t));
    if (Many* const m = many(*this)) return {m->states(), m->count};
    return {reinterpret_cast<const PackedState*>(&states), 1};
}

MessageIndex::Entry* MessageIndex::find(MessageId id) {
    if (slots_.empty()) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = home(id); slots_[i] != 0; i = (i + 1) & mask) {
        Entry& entry = at(slots_[i] - 1);
        if (entry.id == id) return &entry;
    }
    return nullptr;
}

void MessageIndex::grow() {
    std::vector<std::uint32_t> old = std::move(slots_);
    const std::size_t size = old.empty() ? 1024 : old.size() * 2;
    slots_.assign(size, 0);
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(size));
    for (const auto slot : old) {
        if (slot == 0) continue;
        std::size_t i = home(at(slot - 1).id);
        while (slots_[i] != 0) i = (i + 1) & (size - 1);
        slots_[i] = slot;
    }
}

MessageIndex::Entry& MessageIndex::insert(MessageId id, std::span<const PackedState> recipients) {
    assert(!recipients.empty());
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    std::uint32_t number = 0;
    if (free_ != 0) {
        number = free_ - 1;
        free_ = static_cast<std::uint32_t>(at(number).states);
    } else {
        number = used_++;
        if (number / kChunk == chunks_.size()) chunks_.push_back(std::make_unique<Entry[]>(kChunk));
    }
    Entry& entry = at(number);
    entry = Entry{.id = id};
    if (recipients.size() == 1) {
        entry.states = recipients[0].value;
    } else {
        void* const block = ::operator new(sizeof(Many) + recipients.size() * sizeof(PackedState));
        auto* const m = new (block) Many{static_cast<std::uint32_t>(recipients.size()), 0};
        for (std::size_t i = 0; i < recipients.size(); ++i) new (m->states() + i) PackedState(recipients[i]);
        entry.states = reinterpret_cast<std::uintptr_t>(m) | kManyBit;
        many_bytes_ += sizeof(Many) + recipients.size() * sizeof(PackedState);
        set_states(entry, recipients);
    }
    std::size_t i = home(id);
    while (slots_[i] != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = number + 1;
    ++size_;
    return entry;
}

bool MessageIndex::set_state(Entry& entry, std::uint32_t recipient, PackedState state) {
    Many* const m = many(entry);
    if (m == nullptr) {
        if (recipient != 0 || entry.states == state.value) return false;
        entry.states = state.value;
        return true;
    }
    if (recipient >= m->count || m->states()[recipient] == state) return false;
    auto& old = m->states()[recipient];
    if (!old.final() && state.final()) --m->pending;
    if (old.final() && !state.final()) ++m->pending;
    old = state;
    return true;
}

void MessageIndex::set_states(Entry& entry, std::span<const PackedState> recipients) {
    Many* const m = many(entry);
    if (m == nullptr) {
        entry.states = recipients[0].value;
        return;
    }
    m->pending = 0;
    for (std::size_t i = 0; i < m->count && i < recipients.size(); ++i) {
        m->states()[i] = recipients[i];
        m->pending += recipients[i].final() ? 0 : 1;
    }
}

bool MessageIndex::all_final(const Entry& entry) {
    const Many* const m = many(entry);
    return m != nullptr ? m->pending == 0 : PackedState{entry.states}.final();
}

void MessageIndex::erase(MessageId id) {
    if (slots_.empty()) return;
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = home(id);
    while (slots_[i] != 0 && at(slots_[i] - 1).id != id) i = (i + 1) & mask;
    if (slots_[i] == 0) return;
    const std::uint32_t number = slots_[i] - 1;
    if (const Many* const m = many(at(number))) many_bytes_ -= sizeof(Many) + m->count * sizeof(PackedState);
    release(at(number));
    at(number) = Entry{.states = free_};
    free_ = number + 1;
    --size_;
    // Close the gap: later ones of the same run move up unless they are at home already.
    for (std::size_t j = (i + 1) & mask; slots_[j] != 0; j = (j + 1) & mask) {
        const std::size_t wanted = home(at(slots_[j] - 1).id);
        if (((j - wanted) & mask) < ((j - i) & mask)) continue;
        slots_[i] = slots_[j];
        i = j;
    }
    slots_[i] = 0;
}

std::size_t MessageIndex::memory() const {
    return chunks_.size() * kChunk * sizeof(Entry) + slots_.capacity() * sizeof(std::uint32_t) + many_bytes_;
}

}  // namespace mailrace::spool
