#include "shared/help/terminal.h"

#include <algorithm>
#include <vector>

#include "shared/help/help.h"

namespace mailrace::help {

namespace {

constexpr std::size_t widest_name = 34;

/// Columns that UTF-8 text takes: its characters, which is right for the languages of the pages.
std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Words of `text` on lines of `width`, the first after `first`, the others after `rest`.
std::string wrapped(std::string_view text, std::string_view first, std::string_view rest, std::size_t width) {
    std::string out(first);
    std::size_t at = columns(first);
    bool fresh = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        if (!fresh && at + 1 + columns(word) > width) {
            out += '\n';
            out += rest;
            at = columns(rest);
            fresh = true;
        }
        if (!fresh) out += ' ', ++at;
        out += word;
        at += columns(word);
        fresh = false;
    }
    return out + '\n';
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    line.remove_prefix(1);
    while (!line.empty()) {
        const std::size_t end = std::min(line.find('|'), line.size());
        cells.push_back(plain(line.substr(0, end)));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return cells;
}

class Page {
public:
    explicit Page(std::size_t width) : width_(std::max<std::size_t>(width, 40)) {}

    void take(std::string_view line) {
        if (line.starts_with('|')) return row(line);
        table();
        if (line.starts_with("    ")) {
            out_ += line;
            out_ += '\n';
        } else if (line.starts_with("# ")) {
            heading(plain(line.substr(2)), '=');
        } else if (line.starts_with("## ")) {
            heading(plain(line.substr(3)), '-');
        } else if (line.starts_with("- ")) {
            out_ += wrapped(plain(line), "  - ", "    ", width_);
        } else if (const std::size_t dot = line.find(". "); dot < 3 && line.find_first_not_of("0123456789") == dot) {
            out_ += wrapped(plain(line.substr(dot + 2)), "  " + std::string(line.substr(0, dot + 2)), "     ", width_);
        } else {
            out_ += wrapped(plain(line), "", "", width_);
        }
    }

    std::string finish() {
        table();
        return std::move(out_);
    }

private:
    void heading(const std::string& text, char under) { out_ += text + '\n' + std::string(columns(text), under) + '\n'; }

    void row(std::string_view line) {
        if (line.starts_with("|---")) return;
        rows_.push_back(cells_of(line));
    }

    void table() {
        std::size_t first = 0;
        for (const auto& cells : rows_) first = std::max(first, columns(cells[0]));
        first = std::min(first, widest_name);
        for (const auto& cells : rows_) {
            const std::size_t used = columns(cells[0]);
            std::string text;
            for (std::size_t i = 1; i < cells.size(); ++i) text += (text.empty() ? "" : "  ") + cells[i];
            const std::string rest(first + 4, ' ');
            std::string head = "  " + cells[0];
            if (used > first) {
                out_ += head + '\n';
                head = rest;
            } else {
                head += std::string(first - used + 2, ' ');
            }
            out_ += wrapped(text, head, rest, width_);
        }
        rows_.clear();
    }

    std::size_t width_;
    std::string out_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace

std::string to_terminal(std::string_view markdown, std::size_t width) {
    Page page(width);
    while (!markdown.empty()) {
        const std::size_t end = std::min(markdown.find('\n'), markdown.size());
        page.take(markdown.substr(0, end));
        markdown.remove_prefix(std::min(end + 1, markdown.size()));
    }
    return page.finish();
}

}  // namespace mailrace::help
