// Configurations of the field that nobody here wrote, read from beside the source tree when they are there.
#include "helpers.h"

#include <filesystem>
#include <fstream>
#include <iostream>

#include "shared/config/formatter.h"

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

void load_and_print(FileReader& files, const std::string& name, const std::string& text) {
    const LoadResult result = load_text(name, text, &files);
    std::string errors;
    for (const Diagnostic& d : result.diagnostics)
        if (d.severity == Severity::error) errors += to_text(d) + '\n';
    EXPECT_TRUE(result.config) << errors;
    std::cout << name << ": honoured " << result.counts.honoured << ", with a difference " << result.counts.different
              << ", obsolete " << result.counts.obsolete << ", not supported " << result.counts.not_supported << ", refused "
              << result.counts.refused << '\n';
    for (const Diagnostic& d : result.diagnostics) EXPECT_FALSE(d.message.empty());

    const std::string formatted = format(SyntaxTree(text));
    EXPECT_EQ(format(SyntaxTree(formatted)), formatted) << name;
    const LoadResult again = load_text(name, formatted, &files);
    EXPECT_EQ(again.diagnostics.size(), result.diagnostics.size()) << name;
    EXPECT_EQ(again.counts.honoured, result.counts.honoured) << name;
}

TEST(PowerMtaConfigurationsOfTheField, LoadAndEachLineIsHonouredOrExplained) {
    if (!fs::exists(folder())) GTEST_SKIP() << "no corpus beside the source tree";
    MemoryFileReader files;
    files.put("/etc/pmta/virtualhost.txt", assembled_fragments());
    for (const auto& entry : fs::directory_iterator(folder())) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".config") || name.find("-part") != std::string::npos) continue;
        load_and_print(files, name, text_of(entry.path()));
    }
    load_and_print(files, "fragments put together", assembled_fragments());
}

}  // namespace
}  // namespace mailrace::config
