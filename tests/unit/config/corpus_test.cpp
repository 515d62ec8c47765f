// Configurations of the field that nobody here wrote, read from beside the source tree when they are there.
#include "helpers.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include "shared/config/formatter.h"
#include "shared/config/import.h"
#include "shared/config/schema.h"

namespace mailrace::config {
namespace {

namespace fs = std::filesystem;

fs::path folder() { return fs::path(MAILRACE_SOURCE_DIR) / ".." / "shared" / "corpora" / "pmta-config"; }

std::string text_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The three fragments are a template whose gaps a script fills: pools get members, the first user its opening line.
std::string assembled_fragments() {
    const auto part = [](int n) {
        return text_of(folder() / ("bulk-sender-part" + std::to_string(n) + "-virtualhost.txt.config"));
    };
    return "<virtual-mta filled-in>\n</virtual-mta>\n<smtp-user pmta-auth>\n" + part(1) + "\n" + part(2) +
           "\nvirtual-mta filled-in\n" + part(3) + "\n</pattern-list>\n";
}

std::set<std::pair<std::string, std::uint32_t>> places(const std::vector<Diagnostic>& diagnostics) {
    std::set<std::pair<std::string, std::uint32_t>> out;
    for (const Diagnostic& d : diagnostics) out.emplace(d.file, d.line);
    return out;
}

/// Each line is honoured, or it or a section around it has a diagnostic. Returns how many lines there are to be judged.
std::size_t each_line_is_explained(const Document& document, const LoadResult& result) {
    const auto told = places(result.diagnostics);
    const SyntaxTree tree(document.text);
    std::size_t judged = 0;
    for (const Line& line : tree.lines()) {
        if (line.kind != LineKind::directive && line.kind != LineKind::pattern && line.kind != LineKind::malformed) continue;
        ++judged;
        bool explained = told.contains({document.path, line.number});
        for (std::uint32_t s = line.section; s != 0; s = tree.sections()[s].parent)
            explained = explained || told.contains({document.path, tree.sections()[s].open_line});
        const Tag* tag = find_tag(tree.sections()[line.section].tag);
        const Directive* d =
            line.kind == LineKind::directive ? find_directive(tag ? tag->scope : Scope::global, line.words[0].text) : nullptr;
        const bool effective = d ? d->status == config::Status::honoured || d->status == config::Status::honoured_with_difference
                                 : line.kind == LineKind::pattern && tag && tag->scope == Scope::bounce_category_patterns;
        EXPECT_TRUE(effective || explained) << document.path << ':' << line.number << ": " << tree.content(line);
    }
    return judged;
}

void load_and_print(FileReader& files, const std::string& name, const std::string& text) {
    const LoadResult result = load_text(name, text, &files);
    std::string errors;
    for (const Diagnostic& d : result.diagnostics)
        if (d.severity == Severity::error) errors += to_text(d) + '\n';
    EXPECT_TRUE(result.config) << errors;
    const LineCounts& c = result.counts;
    std::cout << name << ": honoured " << c.honoured << ", with a difference " << c.different << ", obsolete " << c.obsolete
              << ", not supported " << c.not_supported << ", refused " << c.refused << '\n';
    std::size_t judged = 0;
    for (const Document& document : result.documents) judged += each_line_is_explained(document, result);
    EXPECT_LE(c.honoured + c.different + c.obsolete + c.not_supported + c.refused, judged);
    for (const Diagnostic& d : result.diagnostics) EXPECT_FALSE(d.message.empty());

    const std::string formatted = format(SyntaxTree(text));
    EXPECT_EQ(format(SyntaxTree(formatted)), formatted) << name;
    const LoadResult again = load_text(name, formatted, &files);
    EXPECT_EQ(again.diagnostics.size(), result.diagnostics.size()) << name;
    EXPECT_EQ(again.counts.honoured, result.counts.honoured) << name;
}

/// Taken over: it loads, and what is neither honoured nor in the report is nothing.
void import_and_print(MemoryFileReader files, const std::string& name, const std::string& text) {
    files.put("/etc/pmta/config", text);
    const ImportResult result = import_powermta(files, "/etc/pmta/config");
    EXPECT_TRUE(result.loaded.config) << name << '\n' << texts(result.loaded.diagnostics);
    EXPECT_EQ(count_errors(result.loaded.diagnostics), 0u);
    std::map<ImportKind, std::size_t> kinds;
    std::set<std::string> reported;
    for (const ImportNote& n : result.report) ++kinds[n.kind], reported.insert(n.message);
    std::cout << name << " imported: honoured " << result.loaded.counts.honoured << ", with a difference "
              << result.loaded.counts.different << ", not supported " << result.loaded.counts.not_supported << "; rewritten "
              << kinds[ImportKind::rewritten] << ", dropped " << kinds[ImportKind::dropped] << ", for a human "
              << kinds[ImportKind::human] << '\n';
    EXPECT_EQ(result.loaded.counts.obsolete, 0u) << "what is obsolete is commented out";
    for (const Diagnostic& d : result.loaded.diagnostics)
        if (d.code == "not-supported") {
            const std::size_t colon = std::min(d.message.find(": "), d.message.size() - 2);
            const auto says = [&](const std::string& note) {
                return note.find(d.message.substr(colon + 2, 40)) != std::string::npos || note.find(d.message.substr(0, 40)) == 0;
            };
            EXPECT_TRUE(std::any_of(reported.begin(), reported.end(), says)) << to_text(d);
        }
}

void each_configuration(MemoryFileReader& files, void (*take)(MemoryFileReader&, const std::string&, const std::string&)) {
    files.put("/etc/pmta/virtualhost.txt", assembled_fragments());
    for (const auto& entry : fs::directory_iterator(folder())) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".config") || name.find("-part") != std::string::npos) continue;
        take(files, name, text_of(entry.path()));
    }
    take(files, "fragments put together", assembled_fragments());
}

TEST(PowerMtaConfigurationsOfTheField, LoadAndEachLineIsHonouredOrExplained) {
    if (!fs::exists(folder())) GTEST_SKIP() << "no corpus beside the source tree";
    MemoryFileReader files;
    each_configuration(
        files, [](MemoryFileReader& f, const std::string& name, const std::string& text) { load_and_print(f, name, text); });
}

TEST(PowerMtaConfigurationsOfTheField, AreTakenOver) {
    if (!fs::exists(folder())) GTEST_SKIP() << "no corpus beside the source tree";
    MemoryFileReader files;
    each_configuration(
        files, [](MemoryFileReader& f, const std::string& name, const std::string& text) { import_and_print(f, name, text); });
}

}  // namespace
}  // namespace mailrace::config
