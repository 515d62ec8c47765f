// Checks documents that are being edited as the loader would read them, without touching the disk for those that are given. Runs
// on the caller's thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/config/load.h"

namespace mailrace::config {

/// Texts in memory over another reader: what was put here wins, the rest comes from beneath (nullptr: there is no rest).
class OverlayFileReader final : public FileReader {
public:
    explicit OverlayFileReader(FileReader* beneath = nullptr) : beneath_(beneath) {}
    void put(std::string path, std::string text) { given_.put(std::move(path), std::move(text)); }
    Result<std::string> read(const std::string& path) override;
    std::vector<std::string> expand(const std::string& pattern) override;

private:
    MemoryFileReader given_;
    FileReader* beneath_;
};

struct CheckDocument {
    std::string path;
    std::string text;
};

/// `documents[0]` is the main file; the others are used where it includes them. Files not given come from `beneath`; without one
/// an include of such a file is an error.
LoadResult check_documents(const std::vector<CheckDocument>& documents, FileReader* beneath = nullptr);

}  // namespace mailrace::config
