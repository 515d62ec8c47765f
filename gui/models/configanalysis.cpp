#include "gui/models/configanalysis.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <numeric>

#include "gui/models/configtext.h"
#include "shared/config/text_diff.h"

namespace mailrace::gui {

namespace {

/// The documents as the loader's files. A path that is none of them reads as empty and is remembered: it may well be on the
/// daemon's disk.
class SnapshotReader final : public config::FileReader {
public:
    explicit SnapshotReader(std::map<std::string, std::string> texts) : m_texts(std::move(texts)) {}

    Result<std::string> read(const std::string& path) override {
        const auto it = m_texts.find(path);
        if (it != m_texts.end()) return it->second;
        unknown.push_back(path);
        return std::string();
    }

    std::vector<std::string> expand(const std::string& pattern) override {
        if (pattern.find_first_of("*?") == std::string::npos) return {pattern};
        const std::size_t folder = pattern.rfind('/') + 1;
        std::vector<std::string> out;
        for (const auto& [path, text] : m_texts) {
            if (path.size() <= folder || path.compare(0, folder, pattern, 0, folder) != 0) continue;
            const std::string_view name = std::string_view(path).substr(folder);
            if (name.find('/') == std::string_view::npos &&
                config::wildcard_match(std::string_view(pattern).substr(folder), name))
                out.push_back(path);
        }
        return out;
    }

    std::vector<std::string> unknown;

private:
    std::map<std::string, std::string> m_texts;
};

bool includes(const config::Line& line, std::string_view path) {
    return line.kind == config::LineKind::directive && line.words.size() > 1 && line.words[0].text == "include" &&
           path.ends_with(line.words[1].text);
}

/// Tells, at the line that includes it, that a file was not looked into.
void noteUnknown(ConfigAnalysis& out, const QVector<ConfigSnapshot>& documents, const std::string& path) {
    for (std::size_t i = 0; i < out.trees.size(); ++i) {
        for (const config::Line& line : out.trees[i]->lines()) {
            if (!includes(line, path)) continue;
            config::Diagnostic note;
            note.severity = config::Severity::information;
            note.code = "include-unseen";
            note.file = configtext::utf8(documents.at(qsizetype(i)).path);
            note.line = line.number;
            note.column = line.words[1].column + 1;
            note.length = line.words[1].length;
            note.message = configtext::utf8(QCoreApplication::translate(
                "ConfigAnalysis", "this file is not part of what runs; the daemon reads it when it checks the configuration"));
            out.diagnostics.push_back(std::move(note));
            return;
        }
    }
}

std::vector<LineRange> changedLines(const ConfigSnapshot& document, const std::string& text) {
    if (document.base == document.text) return {};
    std::vector<LineRange> out;
    for (const config::LineEdit& edit : config::diff_lines(configtext::utf8(document.base), text))
        out.push_back({int(edit.new_first) + 1, int(edit.new_first + edit.new_count)});
    return out;
}

std::size_t countOf(const std::vector<config::Diagnostic>& all, config::Severity severity) {
    return std::size_t(std::count_if(all.begin(), all.end(), [severity](const auto& d) { return d.severity == severity; }));
}

}  // namespace

std::size_t ConfigAnalysis::errors() const { return countOf(diagnostics, config::Severity::error); }
std::size_t ConfigAnalysis::warnings() const { return countOf(diagnostics, config::Severity::warning); }

std::size_t ConfigAnalysis::changedPlaces() const {
    return std::accumulate(changed.begin(), changed.end(), std::size_t(0),
                           [](std::size_t sum, const auto& ranges) { return sum + ranges.size(); });
}

bool ConfigAnalysis::isChanged(std::size_t document, int line) const {
    if (document >= changed.size()) return false;
    const auto& ranges = changed[document];
    auto it =
        std::upper_bound(ranges.begin(), ranges.end(), line, [](int wanted, const LineRange& r) { return wanted < r.first; });
    if (it == ranges.begin()) return false;
    --it;
    return line <= std::max(it->last, it->first);
}

std::shared_ptr<const ConfigAnalysis> analyse(const QVector<ConfigSnapshot>& documents, const ConfigAnalysis* before) {
    auto out = std::make_shared<ConfigAnalysis>();
    std::map<std::string, std::string> texts;
    for (qsizetype i = 0; i < documents.size(); ++i) {
        const ConfigSnapshot& document = documents.at(i);
        std::string text = configtext::utf8(document.text);
        const auto at = std::size_t(i);
        const bool same = before && at < before->trees.size() && before->trees[at]->text() == text;
        out->trees.push_back(same ? before->trees[at] : std::make_shared<const config::SyntaxTree>(text));
        out->changes.push_back(document.change);
        texts.emplace(configtext::utf8(document.path), std::move(text));
    }
    if (documents.isEmpty()) return out;
    std::vector<const config::SyntaxTree*> trees;
    for (std::size_t i = 0; i < out->trees.size(); ++i) {
        trees.push_back(out->trees[i].get());
        out->outlines.push_back(config::outline(*out->trees[i]));
        out->changed.push_back(changedLines(documents.at(qsizetype(i)), trees.back()->text()));
    }
    out->symbols = config::Symbols::of(trees);
    SnapshotReader files(std::move(texts));
    config::LoadResult loaded = config::load(files, configtext::utf8(documents.first().path));
    out->diagnostics = std::move(loaded.diagnostics);
    out->config = std::move(loaded.config);
    out->counts = loaded.counts;
    out->unknownFiles = std::move(files.unknown);
    for (const std::string& path : out->unknownFiles) noteUnknown(*out, documents, path);
    return out;
}

}  // namespace mailrace::gui
