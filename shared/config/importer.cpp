#include "shared/config/importer.h"

#include <algorithm>

#include "shared/config/check.h"
#include "shared/config/document_import.h"
#include "shared/config/import_paths.h"
#include "shared/config/paths.h"
#include "shared/config/reader.h"
#include "shared/config/units.h"

namespace mailrace::config {

namespace {

constexpr std::size_t max_rounds = 40;

std::string words_of(const Diagnostic& d) {
    std::string out = d.message;
    if (!d.expected.empty()) out += "; expected " + d.expected;
    if (!d.nearest.empty()) out += "; did you mean \"" + d.nearest + "\"?";
    return out;
}

}  // namespace

std::string Importer::Output::text() const {
    std::string out;
    for (const OutLine& line : lines) out += line.text + '\n';
    return out;
}

void Importer::note(std::size_t source, std::uint32_t line, ImportKind kind, std::string message) {
    if (result_.report.size() < 2 * max_diagnostics)
        result_.report.push_back({sources_[source].path, line, kind, std::move(message)});
}

ImportResult Importer::run(const std::string& path) {
    main_folder_ = folder_of(path);
    if (!collect(path, Scope::global, 0)) {
        const Result<std::string> text = files_.read(path);
        result_.report.push_back({path, 0, ImportKind::human, text ? "the file is too large" : text.error().words});
        return std::move(result_);
    }
    for (const Source& source : sources_) gather_context(source.tree, context_);
    for (std::size_t i = 0; i < sources_.size(); ++i) take_over(i);
    settle();
    finish();
    return std::move(result_);
}

// ---- finding the files

bool Importer::collect(const std::string& path, Scope base, std::size_t depth) {
    if (index_.contains(path)) return true;
    if (depth >= max_include_depth || sources_.size() >= max_files) return false;
    Result<std::string> text = files_.read(path);
    if (!text || total_bytes_ + text->size() > max_total_bytes) return false;
    total_bytes_ += text->size();
    const std::size_t source = sources_.size();
    index_.emplace(path, source);
    sources_.push_back(
        {path, source == 0 ? std::string(imported_main_file) : place_of(path), SyntaxTree(std::move(text).value()), base});
    collect_included(source, depth);
    return true;
}

void Importer::collect_included(std::size_t source, std::size_t depth) {
    for (std::size_t i = 0; i < sources_[source].tree.lines().size(); ++i) {
        const Line line = sources_[source].tree.lines()[i];  // a copy: sources_ grows
        if (line.kind != LineKind::directive || line.words.size() < 2 || lower(line.words[0].text) != "include") continue;
        const Section& section = sources_[source].tree.sections()[line.section];
        const Tag* tag = find_tag(section.tag);
        const Scope base = tag ? tag->scope : sources_[source].base;
        for (const std::string& path : included_by(sources_[source], line)) collect(path, base, depth + 1);
    }
}

std::vector<std::string> Importer::included_by(const Source& source, const Line& line) {
    const std::string& pattern = line.words[1].text;
    return files_.expand(normal_path(is_absolute_path(pattern) ? pattern : folder_of(source.path) + pattern));
}

std::string Importer::place_of(const std::string& path) const {
    std::string place = relative_place(path, main_folder_);
    return place == imported_main_file ? "included/" + place : place;
}

// ---- line by line

void Importer::take_over(std::size_t source) {
    outputs_.push_back({source, {}});
    if (source == 0)
        outputs_.back().lines.push_back(
            {"# Taken over from PowerMTA's configuration " + sources_[0].path + " by mailracectl config import.", 0});
    DocumentImport(*this, source).run();
}

// ---- until it loads

void Importer::settle() {
    for (std::size_t round = 0; round < max_rounds && settle_round(); ++round) {
    }
}

/// Asks the loader; comments out what it refuses. True when that changed something.
bool Importer::settle_round() {
    std::vector<CheckDocument> documents;
    std::map<std::string, std::size_t> by_place;
    for (const Output& output : outputs_) {
        by_place.emplace(sources_[output.source].to, documents.size());
        documents.push_back({sources_[output.source].to, output.text()});
    }
    result_.loaded = check_documents(documents);
    bool changed = false;
    std::map<std::size_t, SyntaxTree> trees;
    for (const Diagnostic& d : result_.loaded.diagnostics) {
        if (d.severity != Severity::error || d.line == 0) continue;
        const auto it = by_place.find(d.file);
        if (it == by_place.end()) continue;
        Output& output = outputs_[it->second];
        const SyntaxTree& tree = trees.try_emplace(it->second, documents[it->second].text).first->second;
        if (d.line > tree.lines().size()) continue;
        const Line& line = tree.lines()[d.line - 1];
        OutLine& out = output.lines[d.line - 1];
        const std::size_t start = std::min(out.text.find_first_not_of(" \t"), out.text.size());
        const bool unreadable = d.code == "not-text" || d.code == "line-too-long";  // even as a comment
        if (start == out.text.size() || (out.text[start] == '#' && !unreadable)) continue;
        note(output.source, out.origin, ImportKind::human, "not taken over: " + words_of(d));
        const bool section = line.kind == LineKind::open && d.code != "unclosed-section";
        const std::uint32_t close = section ? tree.sections()[line.section].close_line : 0;
        comment_out_section(output, d.line, std::max(close, d.line));
        changed = true;
    }
    return changed;
}

void Importer::comment_out_section(Output& output, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t number = first; number <= last && number <= output.lines.size(); ++number) {
        std::string& text = output.lines[number - 1].text;
        const std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
        const bool comment = start < text.size() && text[start] == '#';
        if (comment && number == first) text.erase(0, start + 1);
        if (start < text.size() && (!comment || number == first))
            text = commented_out(text, number == first ? "not taken over" : "");
    }
}

void Importer::finish() {
    for (const Output& output : outputs_) {
        const Source& source = sources_[output.source];
        result_.documents.push_back({source.to, output.text(), source.path});
    }
    std::stable_sort(result_.report.begin(), result_.report.end(), [&](const ImportNote& a, const ImportNote& b) {
        return std::pair(index_.at(a.file), a.line) < std::pair(index_.at(b.file), b.line);
    });
}

std::string_view to_string(ImportKind kind) {
    switch (kind) {
        case ImportKind::rewritten: return "rewritten";
        case ImportKind::kept: return "kept";
        case ImportKind::dropped: return "dropped";
        case ImportKind::human: return "human";
    }
    return "human";
}

ImportResult import_powermta(FileReader& files, const std::string& path) { return Importer(files).run(path); }

}  // namespace mailrace::config
