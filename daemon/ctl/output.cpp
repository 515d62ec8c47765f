#include "daemon/ctl/output.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "daemon/platform/terminal.h"

namespace mailrace::ctl {

namespace {

/// Columns that the text takes: code points, which is right for all that we print but wide East Asian letters.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string cut(std::string_view text, std::size_t widest) {
    if (widest == 0 || width_of(text) <= widest) return std::string(text);
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && seen++ == widest - 1) break;
    }
    return std::string(text.substr(0, at)) + "…";
}

std::string format_time(std::int64_t unix_ms, const char* format) {
    const std::time_t seconds = unix_ms / 1000;
    const std::tm local = *std::localtime(&seconds);  // single thread
    char text[64];
    return {text, std::strftime(text, sizeof text, format, &local)};
}

}  // namespace

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number < 0 ? -number : number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return number < 0 ? "-" + digits : digits;
}

std::string size_text(std::int64_t bytes) {
    static constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < std::size(kUnits)) {
        value /= 1000;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, kUnits[unit]);
    return text;
}

std::string duration_text(std::int64_t ms) {
    if (ms < 0) return "-" + duration_text(-ms);
    if (ms < 1000) return std::to_string(ms) + " ms";
    const std::int64_t s = ms / 1000;
    if (s < 60) return std::to_string(s) + " s";
    if (s < 3600) return std::to_string(s / 60) + " min" + (s < 600 && s % 60 != 0 ? " " + std::to_string(s % 60) + " s" : "");
    if (s < 86400) return std::to_string(s / 3600) + " h" + (s / 60 % 60 != 0 ? " " + std::to_string(s / 60 % 60) + " min" : "");
    return std::to_string(s / 86400) + " d" + (s / 3600 % 24 != 0 ? " " + std::to_string(s / 3600 % 24) + " h" : "");
}

std::string time_text(std::int64_t unix_ms) { return unix_ms == 0 ? "-" : format_time(unix_ms, "%Y-%m-%d %H:%M:%S"); }

std::string clock_text(std::int64_t unix_ms) {
    char fraction[8];
    std::snprintf(fraction, sizeof fraction, ".%03d", static_cast<int>(unix_ms % 1000));
    return format_time(unix_ms, "%H:%M:%S") + fraction;
}

std::string one_line(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        if (c == '\n') {
            out += " ⏎ ";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += "·";
        } else {
            out += c;
        }
    }
    return out;
}

std::string TextTable::text() const {
    std::vector<std::size_t> widths;
    for (const auto& column : columns_) widths.push_back(width_of(column.title));
    std::vector<std::vector<std::string>> cells;
    for (const auto& row : rows_) {
        std::vector<std::string> line;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            line.push_back(cut(i < row.size() ? row[i] : std::string(), columns_[i].widest));
            widths[i] = std::max(widths[i], width_of(line.back()));
        }
        cells.push_back(std::move(line));
    }
    std::string out;
    const auto print = [&](const std::vector<std::string>& line) {
        std::string text;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string pad(widths[i] - std::min(widths[i], width_of(line[i])), ' ');
            text += columns_[i].right ? pad + line[i] : line[i] + pad;
            if (i + 1 < columns_.size()) text += "  ";
        }
        while (!text.empty() && text.back() == ' ') text.pop_back();
        out += text + "\n";
    };
    std::vector<std::string> titles;
    for (const auto& column : columns_) titles.push_back(column.title);
    print(titles);
    for (const auto& line : cells) print(line);
    return out;
}

TableView::TableView(const json::value& table) {
    const auto* object = table.if_object();
    if (object == nullptr) return;
    if (const auto* columns = object->if_contains("columns"); columns != nullptr && columns->is_array()) {
        for (const auto& c : columns->get_array()) columns_.push_back(c.is_string() ? std::string(c.get_string()) : std::string());
    }
    if (const auto* rows = object->if_contains("rows"); rows != nullptr && rows->is_array()) rows_ = rows->get_array();
}

const json::value* TableView::cell(std::size_t row, std::string_view column) const {
    const auto it = std::find(columns_.begin(), columns_.end(), column);
    if (it == columns_.end() || row >= rows_.size()) return nullptr;
    const auto* cells = rows_[row].if_array();
    return cells == nullptr ? nullptr : cells->if_contains(static_cast<std::size_t>(it - columns_.begin()));
}

std::string TableView::text(std::size_t row, std::string_view column) const {
    const auto* v = cell(row, column);
    if (v == nullptr || v->is_null()) return {};
    return v->is_string() ? std::string(v->get_string()) : json::serialize(*v);
}

std::int64_t TableView::number(std::size_t row, std::string_view column) const {
    const auto* v = cell(row, column);
    if (v == nullptr || !v->is_number()) return 0;
    return v->is_double() ? static_cast<std::int64_t>(v->get_double()) : v->to_number<std::int64_t>();
}

double TableView::real(std::size_t row, std::string_view column) const {
    const auto* v = cell(row, column);
    return v == nullptr || !v->is_number() ? 0.0 : v->to_number<double>();
}

bool TableView::is_null(std::size_t row, std::string_view column) const {
    const auto* v = cell(row, column);
    return v == nullptr || v->is_null();
}

bool output_is_terminal() { return platform::output_is_terminal(); }

TerminalSize terminal_size() {
    const auto size = platform::terminal_size();
    return {size.rows, size.columns};
}

}  // namespace mailrace::ctl
