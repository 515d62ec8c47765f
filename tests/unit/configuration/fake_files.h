// Files in memory that fail when they are told to.
#pragma once

#include <map>
#include <set>
#include <string>

#include "daemon/configuration/document_files.h"

namespace mailrace::configuration {

class FakeFiles final : public DocumentFiles {
public:
    std::map<std::string, std::string> files;
    std::set<std::string> read_only;
    int writes_until_failure = -1;  // -1: none fails
    int writes = 0;

    Result<std::string> read(const std::string& path) override {
        const auto it = files.find(path);
        if (it == files.end()) return Error::not_found("there is no file " + path);
        return it->second;
    }
    std::vector<std::string> expand(const std::string& pattern) override { return config::MemoryFileReader(files).expand(pattern); }
    std::string why_not_writable(const std::string& path) override { return read_only.contains(path) ? path + ": no right" : std::string(); }
    Status replace(const std::string& path, const std::string& text) override { return write(path, text); }
    Status create(const std::string& path, const std::string& text) override { return write(path, text); }
    Status remove(const std::string& path) override {
        files.erase(path);
        return {};
    }
    WallTime modified(const std::string&) override { return WallTime{std::chrono::seconds(1'000)}; }

private:
    Status write(const std::string& path, const std::string& text) {
        if (writes_until_failure == 0) {
            writes_until_failure = -1;  // the way back works again
            return Error::storage("the disk is full");
        }
        if (writes_until_failure > 0) --writes_until_failure;
        ++writes;
        files[path] = text;
        return {};
    }
};

}  // namespace mailrace::configuration
