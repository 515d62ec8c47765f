// links: mailrace_config
#include <cstdint>
#include <cstdlib>

#include "shared/config/formatter.h"
#include "shared/config/import.h"
#include "shared/config/load.h"

using namespace mailrace::config;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

/// The tree keeps every byte; formatting is stable.
void check_tree(const std::string& text) {
    const SyntaxTree tree(text);
    std::string again = text.substr(0, tree.lines().empty() ? text.size() : tree.lines().front().offset);
    for (const Line& line : tree.lines()) again += tree.raw(line);
    require(again == text || tree.lines().size() == max_lines);
    const std::string formatted = format(tree);
    require(format(SyntaxTree(formatted)) == formatted);
}

void check_model(const LoadResult& result) {
    require((result.config != nullptr) != has_errors(result.diagnostics));
    for (const Diagnostic& diagnostic : result.diagnostics) require(!to_text(diagnostic).empty());
    if (!result.config) return;
    const Config& config = *result.config;
    for (const auto& [name, vmta] : config.virtual_mtas())
        for (const char* domain : {"a.example", "x.a.example", "[192.0.2.1]", "", "."}) {
            require(config.domain_settings(domain, name) != nullptr);
            config.explain(domain, name);
        }
    for (const auto& [name, pool] : config.pools()) require(config.choose_virtual_mta(name, 12345) != nullptr);
    require(config.source_settings(*parse_ip("192.0.2.1"), "{auth}") != nullptr);
}

/// What is taken over loads, and the report names lines that there are.
void check_import(MemoryFileReader& files) {
    const ImportResult result = import_powermta(files, "/self");
    require(!result.documents.empty());
    require(result.loaded.config != nullptr);
    for (const ImportedDocument& document : result.documents) require(document.path.find("..") == std::string::npos);
    for (const ImportNote& note : result.report) require(!note.message.empty() && note.line <= max_lines);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    check_tree(text);
    MemoryFileReader files;
    files.put("/self", text);
    files.put("/other", "max-smtp-out 3\n");
    check_model(load(files, "/self"));
    if (size < 20'000) check_import(files);
    return 0;
}
