// How the configuration gets at files: an interface, so that the daemon, the application's editor and tests decide what a path
// means. One reader on the disk and one in memory. Used on the thread that loads.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace mailrace::config {

class FileReader {
public:
    virtual ~FileReader() = default;
    /// The bytes of a file, at most `max_file_bytes`; an Error with words for a person otherwise.
    virtual Result<std::string> read(const std::string& path) = 0;
    /// Paths that match a pattern with `*` and `?` in its last part, sorted. Without wildcards: the path itself, whether it
    /// exists or not.
    virtual std::vector<std::string> expand(const std::string& pattern) = 0;

    static constexpr std::size_t max_file_bytes = 64u << 20;
};

class DiskFileReader final : public FileReader {
public:
    Result<std::string> read(const std::string& path) override;
    std::vector<std::string> expand(const std::string& pattern) override;
};

class MemoryFileReader final : public FileReader {
public:
    MemoryFileReader() = default;
    explicit MemoryFileReader(std::map<std::string, std::string> files) : files_(std::move(files)) {}
    void put(std::string path, std::string text) { files_[std::move(path)] = std::move(text); }
    Result<std::string> read(const std::string& path) override;
    std::vector<std::string> expand(const std::string& pattern) override;

private:
    std::map<std::string, std::string> files_;
};

/// `*` and `?`, no classes; linear in time.
bool wildcard_match(std::string_view pattern, std::string_view text);

}  // namespace mailrace::config
