#include "shared/config/load.h"

#include <algorithm>

#include "shared/config/build.h"
#include "shared/config/revision.h"

namespace mailrace::config {

namespace {

std::string revision_of_all(const std::vector<Document>& documents) {
    std::string names;
    for (const Document& document : documents) names += document.path + ' ' + document.revision + '\n';
    return revision_of(names);
}

/// By file in the order of reading, then by line.
void sort_diagnostics(LoadResult& result) {
    std::map<std::string, std::size_t> order;
    for (const Document& document : result.documents) order.emplace(document.path, order.size());
    std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        if (a.file != b.file) return order[a.file] < order[b.file];
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
}

template <class Read>
LoadResult load_with(FileReader* files, Read read) {
    LoadResult result;
    Reader reader(files, result);
    read(reader);
    auto parts = std::make_unique<Config::Parts>();
    parts->root = reader.take();
    for (const Document& document : result.documents) parts->files.push_back(document.path);
    parts->revision = result.revision = revision_of_all(result.documents);
    Builder(*parts, reader).run(*parts->root);
    reader.references().check(reader);
    sort_diagnostics(result);
    if (!has_errors(result.diagnostics)) result.config = std::make_shared<const Config>(std::move(parts));
    return result;
}

}  // namespace

LoadResult load(FileReader& files, const std::string& path) {
    return load_with(&files, [&](Reader& reader) { reader.read(path); });
}

LoadResult load_text(std::string name, std::string text, FileReader* files) {
    return load_with(files, [&](Reader& reader) { reader.read_text(std::move(name), std::move(text)); });
}

std::shared_ptr<const Config> built_in_default() {
    static const std::shared_ptr<const Config> config = load_text("built-in", std::string(built_in_text())).config;
    return config;
}

}  // namespace mailrace::config
