#include "daemon/ctl/config_report.h"

#include <algorithm>
#include <map>

#include "daemon/ctl/output.h"
#include "shared/config/excerpt.h"
#include "shared/protocol/config_json.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {

namespace {

using config::Diagnostic;
using config::Severity;

constexpr std::size_t kMostLinesNamed = 12;

/// The lines of the documents, found by number. A file's line starts are looked up once.
class Lines {
public:
    explicit Lines(const config::LoadResult& result) {
        for (const auto& document : result.documents) texts_.emplace(document.path, &document.text);
    }

    std::string_view find(const std::string& file, std::uint32_t number) {
        const auto it = texts_.find(file);
        if (it == texts_.end() || number == 0) return {};
        const std::string_view text = *it->second;
        auto& starts = starts_[file];
        if (starts.empty()) {
            starts.push_back(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
            for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) starts.push_back(at + 1);
        }
        if (number > starts.size()) return {};
        std::string_view line = text.substr(starts[number - 1]);
        line = line.substr(0, line.find('\n'));
        return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    }

private:
    std::map<std::string, const std::string*> texts_;
    std::map<std::string, std::vector<std::size_t>> starts_;
};

std::string indented(const std::string& text) {
    std::string out = "    ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "    ";
    }
    return out + "\n";
}

void print_one(std::ostream& out, const Diagnostic& d, Lines& lines) {
    Diagnostic head = d;
    head.expected.clear();
    head.nearest.clear();
    out << one_line(config::to_text(head)) << "\n";
    const std::string_view line = lines.find(d.file, d.line);
    if (!line.empty()) out << indented(config::excerpt(line, d.column, d.length));
    if (!d.expected.empty()) out << "  expected: " << one_line(d.expected) << "\n";
    if (!d.nearest.empty()) out << "  did you mean: " << one_line(d.nearest) << "\n";
}

/// "also on lines 5, 9 and 12 more"
std::string others(const std::vector<const Diagnostic*>& same) {
    std::string out;
    for (std::size_t i = 1; i < same.size() && i <= kMostLinesNamed; ++i) out += (i == 1 ? "" : ", ") + std::to_string(same[i]->line);
    if (same.size() > kMostLinesNamed + 1) out += " and " + std::to_string(same.size() - kMostLinesNamed - 1) + " more";
    return (same.size() == 2 ? "also on line " : "also on lines ") + out;
}

}  // namespace

Findings count_findings(const config::LoadResult& result) {
    Findings out;
    for (const Diagnostic& d : result.diagnostics) {
        out.errors += d.severity == Severity::error;
        out.warnings += d.severity == Severity::warning;
    }
    return out;
}

void print_findings(std::ostream& out, const config::LoadResult& result, bool all) {
    Lines lines(result);
    std::map<std::pair<std::string, std::string>, std::vector<const Diagnostic*>> same;
    const auto group_of = [](const Diagnostic& d) { return std::pair(d.file, d.message); };
    const auto grouped = [all](const Diagnostic& d) { return !all && d.severity != Severity::error; };
    for (const Diagnostic& d : result.diagnostics)
        if (grouped(d)) same[group_of(d)].push_back(&d);
    for (const Diagnostic& d : result.diagnostics) {
        if (!grouped(d)) {
            print_one(out, d, lines);
            continue;
        }
        const auto& group = same[group_of(d)];
        if (group.front() != &d) continue;
        print_one(out, d, lines);
        if (group.size() > 1) out << "  " << others(group) << "\n";
    }
}

void print_sums(std::ostream& out, const std::string& name, const config::LoadResult& result) {
    const Findings found = count_findings(result);
    const auto& c = result.counts;
    out << name << ": " << found.errors << (found.errors == 1 ? " error, " : " errors, ") << found.warnings
        << (found.warnings == 1 ? " warning" : " warnings") << "\n";
    out << "  lines honoured " << c.honoured << ", with a difference " << c.different << ", obsolete " << c.obsolete << ", not supported "
        << c.not_supported << ", refused " << c.refused << "\n";
}

json::object findings_json(const std::string& name, const config::LoadResult& result) {
    const Findings found = count_findings(result);
    json::array documents;
    for (const auto& d : result.documents)
        documents.emplace_back(json::object{{"path", protocol::to_utf8_lossy(d.path)}, {"revision", d.revision}});
    return {{"file", protocol::to_utf8_lossy(name)},
            {"ok", result.config != nullptr},
            {"errors", found.errors},
            {"warnings", found.warnings},
            {"counts", protocol::counts_json(result.counts)},
            {"documents", std::move(documents)},
            {"diagnostics", protocol::diagnostics_json(result.diagnostics)}};
}

}  // namespace mailrace::ctl
