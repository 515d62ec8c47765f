// The files of the configuration as the keeper reads and writes them: an interface, so that tests let any step fail. And the change
// of several files that happens as a whole or not at all.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "shared/base/clock.h"
#include "shared/config/file_reader.h"

namespace mailrace::configuration {

/// Texts by path.
using Texts = std::map<std::string, std::string>;

class DocumentFiles : public config::FileReader {
public:
    /// Why it cannot be replaced (or created, when there is none); empty: it can.
    virtual std::string why_not_writable(const std::string& path) = 0;
    virtual Status replace(const std::string& path, const std::string& text) = 0;
    virtual Status create(const std::string& path, const std::string& text) = 0;
    virtual Status remove(const std::string& path) = 0;
    /// The zero time when it is not known.
    virtual WallTime modified(const std::string& path) = 0;

    static DocumentFiles& system();
};

/// Writes several files as one change: what was written comes back on restore() and when it is destroyed without keep().
class FileChange {
public:
    explicit FileChange(DocumentFiles& files) : files_(files) {}
    ~FileChange() { (void)restore(); }
    FileChange(const FileChange&) = delete;
    FileChange& operator=(const FileChange&) = delete;

    /// Stops at the first failure, which is said; nothing stays written then.
    Status write(const Texts& texts);
    /// What could not be brought back is named in the error.
    Status restore();
    void keep() { done_.clear(); }

private:
    Status undo_after(Error why);

    struct Step {
        std::string path;
        bool existed;
        std::string before;
    };
    DocumentFiles& files_;
    std::vector<Step> done_;
};

}  // namespace mailrace::configuration
