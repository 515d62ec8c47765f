// Finds which of many literal texts occur in a text, all in one pass (Aho and Corasick). Made once, then constant; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mailrace::feedback {

class LiteralFinder {
public:
    LiteralFinder() = default;
    explicit LiteralFinder(const std::vector<std::string>& literals);

    /// Numbers of the literals that occur, each once, in no order. Bytes are compared as they are.
    void find(std::string_view text, std::vector<int>& found) const;

private:
    std::uint32_t step(std::uint32_t node, unsigned char byte) const { return next_[node * width_ + column_[byte]]; }

    std::array<std::uint8_t, 256> column_{};  // bytes that no literal contains share column 0
    std::uint32_t width_ = 1;
    std::vector<std::uint32_t> next_{0};
    std::vector<std::vector<int>> ends_{{}};  // literals that end in a node
    std::vector<std::uint32_t> shorter_{0};   // nearest node up the chain of suffixes where something ends; 0: none
    std::size_t literals_ = 0;
};

}  // namespace mailrace::feedback
