#include "shared/config/check.h"

#include <algorithm>

namespace mailrace::config {

Result<std::string> OverlayFileReader::read(const std::string& path) {
    Result<std::string> given = given_.read(path);
    return given || !beneath_ ? given : beneath_->read(path);
}

std::vector<std::string> OverlayFileReader::expand(const std::string& pattern) {
    std::vector<std::string> paths = given_.expand(pattern);
    if (!beneath_) return paths;
    const std::vector<std::string> more = beneath_->expand(pattern);
    paths.insert(paths.end(), more.begin(), more.end());
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
    return paths;
}

LoadResult check_documents(const std::vector<CheckDocument>& documents, FileReader* beneath) {
    OverlayFileReader files(beneath);
    for (const CheckDocument& document : documents) files.put(document.path, document.text);
    return load(files, documents.empty() ? std::string() : documents.front().path);
}

}  // namespace mailrace::config
