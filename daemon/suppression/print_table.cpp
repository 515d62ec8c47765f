#include "daemon/suppression/print_table.h"

#include <mutex>

namespace mailrace::suppression {

/// The part took the first six bits; the others, spread over the slots.
std::size_t PrintTable::Part::home(std::uint64_t print) const {
    return static_cast<std::size_t>(((print << 6 >> 32) * static_cast<std::uint64_t>(slots.size())) >> 32);
}

void PrintTable::Part::put(Slot slot) {
    std::size_t i = home(slot.print());
    while (slots[i].number != 0)
        if (++i == slots.size()) i = 0;
    slots[i] = slot;
}

/// By a third, not to twice: the table is never much larger than its entries.
void PrintTable::Part::grow() {
    std::vector<Slot> old(slots.size() < 16 ? 16 : slots.size() + slots.size() / 3);
    old.swap(slots);
    for (const Slot& slot : old)
        if (slot.number != 0) put(slot);
}

void PrintTable::insert(std::uint64_t print, std::uint32_t number) {
    Part& p = part(print);
    const std::unique_lock lock(p.mutex);
    if ((p.used + 1) * 8 > p.slots.size() * 7) p.grow();
    p.put({static_cast<std::uint32_t>(print >> 32), static_cast<std::uint32_t>(print), number});
    ++p.used;
}

bool PrintTable::erase(std::uint64_t print, std::uint32_t number) {
    Part& p = part(print);
    const std::unique_lock lock(p.mutex);
    if (p.slots.empty()) return false;
    const std::size_t n = p.slots.size();
    std::size_t hole = p.home(print);
    while (p.slots[hole].number != number || p.slots[hole].print() != print) {
        if (p.slots[hole].number == 0) return false;
        if (++hole == n) hole = 0;
    }
    // What was pushed past the hole moves back into it, so that no marks are needed.
    for (std::size_t i = hole;;) {
        if (++i == n) i = 0;
        if (p.slots[i].number == 0) break;
        const std::size_t home = p.home(p.slots[i].print());
        const bool stays = hole <= i ? hole < home && home <= i : hole < home || home <= i;
        if (stays) continue;
        p.slots[hole] = p.slots[i];
        hole = i;
    }
    p.slots[hole] = {};
    --p.used;
    return true;
}

std::size_t PrintTable::find(std::uint64_t print, std::span<std::uint32_t> out) const {
    const Part& p = part(print);
    const std::shared_lock lock(p.mutex);
    if (p.slots.empty()) return 0;
    std::size_t found = 0;
    for (std::size_t i = p.home(print); p.slots[i].number != 0 && found < out.size();) {
        if (p.slots[i].print() == print) out[found++] = p.slots[i].number;
        if (++i == p.slots.size()) i = 0;
    }
    return found;
}

bool PrintTable::contains(std::uint64_t print) const {
    std::uint32_t number = 0;
    return find(print, {&number, 1}) != 0;
}

std::uint64_t PrintTable::size() const {
    std::uint64_t sum = 0;
    for (const Part& p : parts_) {
        const std::shared_lock lock(p.mutex);
        sum += p.used;
    }
    return sum;
}

std::uint64_t PrintTable::bytes() const {
    std::uint64_t sum = sizeof *this;
    for (const Part& p : parts_) {
        const std::shared_lock lock(p.mutex);
        sum += p.slots.capacity() * sizeof(Slot);
    }
    return sum;
}

}  // namespace mailrace::suppression
