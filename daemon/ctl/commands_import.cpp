// `mailracectl config import`: a PowerMTA configuration in, ours out, and a report with a line for all that a person should know or do. Needs no
// daemon.
#include <filesystem>
#include <iostream>
#include <map>

#include "daemon/ctl/commands.h"
#include "daemon/ctl/output.h"
#include "daemon/platform/owned_file.h"
#include "shared/config/import.h"
#include "shared/protocol/config_json.h"
#include "shared/protocol/frame.h"

namespace mailrace::ctl {

namespace {

namespace fs = std::filesystem;
using config::ImportKind;
using config::ImportNote;
using config::ImportResult;
using protocol::to_utf8_lossy;

constexpr std::size_t kMostLinesNamed = 12;
constexpr ImportKind kKinds[] = {ImportKind::human, ImportKind::dropped, ImportKind::rewritten, ImportKind::kept};

struct ImportOptions {
    std::string file;
    std::string output;
    bool force = false;
};

std::string_view heading(ImportKind kind) {
    switch (kind) {
        case ImportKind::human: return "For you to do or to decide";
        case ImportKind::dropped: return "Commented out: no meaning here";
        case ImportKind::rewritten: return "Written in today's form";
        case ImportKind::kept: return "Holds, with a difference";
    }
    return "";
}

std::size_t count(const ImportResult& result, ImportKind kind) {
    return static_cast<std::size_t>(std::count_if(result.report.begin(), result.report.end(), [&](const ImportNote& n) { return n.kind == kind; }));
}

/// The notes of one kind, the same words once with all lines that they are about.
void print_kind(std::ostream& out, const ImportResult& result, ImportKind kind) {
    std::vector<std::pair<const ImportNote*, std::vector<std::uint32_t>>> groups;
    std::map<std::pair<std::string, std::string>, std::size_t> index;
    for (const ImportNote& n : result.report) {
        if (n.kind != kind) continue;
        const auto [it, fresh] = index.try_emplace({n.file, n.message}, groups.size());
        if (fresh) groups.emplace_back(&n, std::vector<std::uint32_t>());
        else groups[it->second].second.push_back(n.line);
    }
    if (groups.empty()) return;
    out << "\n" << heading(kind) << "\n";
    for (const auto& [first, others] : groups) {
        out << "  " << one_line(first->file) << (first->line == 0 ? "" : ":" + std::to_string(first->line)) << ": " << one_line(first->message);
        if (!others.empty()) out << (others.size() == 1 ? " (also line " : " (also lines ");
        for (std::size_t i = 0; i < others.size() && i < kMostLinesNamed; ++i) out << (i == 0 ? "" : ", ") << others[i];
        if (others.size() > kMostLinesNamed) out << " and " << others.size() - kMostLinesNamed << " more";
        out << (others.empty() ? "\n" : ")\n");
    }
}

void print_report(std::ostream& out, const ImportResult& result) {
    for (const ImportKind kind : kKinds) print_kind(out, result, kind);
    const auto& c = result.loaded.counts;
    out << "\nlines honoured " << c.honoured << ", with a difference " << c.different << ", not supported yet " << c.not_supported << "; rewritten "
        << count(result, ImportKind::rewritten) << ", commented out " << count(result, ImportKind::dropped) << ", for a human "
        << count(result, ImportKind::human) << "\n";
}

json::object import_json(const ImportResult& result, const std::vector<std::string>& written) {
    json::array documents;
    for (const auto& d : result.documents)
        documents.emplace_back(json::object{{"path", to_utf8_lossy(d.path)}, {"from", to_utf8_lossy(d.from)}, {"text", to_utf8_lossy(d.text)}});
    json::array notes;
    for (const ImportNote& n : result.report)
        notes.emplace_back(json::object{{"file", to_utf8_lossy(n.file)}, {"line", n.line}, {"kind", to_string(n.kind)}, {"message", to_utf8_lossy(n.message)}});
    json::array files;
    for (const std::string& path : written) files.emplace_back(to_utf8_lossy(path));
    return {{"ok", result.loaded.config != nullptr}, {"documents", std::move(documents)}, {"report", std::move(notes)},
            {"counts", protocol::counts_json(result.loaded.counts)}, {"written", std::move(files)}};
}

/// All files or none: what stands in the way is found before the first one is written.
Result<std::vector<std::string>> write(const ImportResult& result, const ImportOptions& wanted) {
    std::vector<std::string> paths;
    for (const auto& document : result.documents) {
        const std::string path = (fs::path(wanted.output) / document.path).string();
        std::error_code ignored;
        if (!wanted.force && fs::exists(path, ignored)) return Error::invalid(path + " exists: use --force to replace it, or another folder");
        paths.push_back(path);
    }
    for (std::size_t i = 0; i < paths.size(); ++i) {
        std::error_code ignored;
        const std::string& text = result.documents[i].text;
        const auto done = fs::exists(paths[i], ignored) ? platform::replace_owned(paths[i], text) : platform::create_owned(paths[i], text);
        if (!done) return done.error();
    }
    return paths;
}

void print_documents(const ImportResult& result) {
    for (const auto& d : result.documents) {
        if (result.documents.size() > 1) std::cout << "# ---- " << d.path << "\n";
        std::cout << d.text;
    }
}

int import(const Options& options, const ImportOptions& wanted) {
    config::DiskFileReader disk;
    const ImportResult result = config::import_powermta(disk, wanted.file);
    if (result.documents.empty()) return report(Error::not_found(result.report.empty() ? "nothing to import" : result.report.front().message));
    std::vector<std::string> written;
    if (!wanted.output.empty()) {
        auto paths = write(result, wanted);
        if (!paths) return report(paths.error());
        written = std::move(*paths);
    }
    if (options.as_json) {
        std::cout << json::serialize(import_json(result, written)) << "\n";
    } else if (wanted.output.empty()) {
        print_documents(result);
        print_report(std::cerr, result);
    } else {
        for (const std::string& path : written) std::cout << "written: " << one_line(path) << "\n";
        print_report(std::cout, result);
    }
    return result.loaded.config ? 0 : 1;
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
    auto* command = config_group(app).add_subcommand("import", "Take a PowerMTA configuration over: our paths, today's forms, and a report of what a human should do");
    auto wanted = std::make_shared<ImportOptions>();
    command->add_option("FILE", wanted->file, "PowerMTA's main configuration file; its includes are taken over too")->required();
    command->add_option("--output", wanted->output, "Folder to write to; without it the result goes to standard output and the report to standard error");
    command->add_flag("--force", wanted->force, "Replace files that exist in that folder");
    command->callback([&context, wanted] { context.offline = [&context, wanted] { return import(context.options, *wanted); }; });
}

}  // namespace mailrace::ctl
