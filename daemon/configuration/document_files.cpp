#include "daemon/configuration/document_files.h"

#include "daemon/platform/owned_file.h"

namespace mailrace::configuration {

namespace {

class SystemFiles final : public DocumentFiles {
public:
    Result<std::string> read(const std::string& path) override { return disk_.read(path); }
    std::vector<std::string> expand(const std::string& pattern) override { return disk_.expand(pattern); }
    std::string why_not_writable(const std::string& path) override {
        return platform::modified(path) ? platform::why_not_replaceable(path) : platform::why_not_creatable(path);
    }
    Status replace(const std::string& path, const std::string& text) override { return platform::replace_owned(path, text); }
    Status create(const std::string& path, const std::string& text) override { return platform::create_owned(path, text); }
    Status remove(const std::string& path) override { return platform::remove_owned(path); }
    WallTime modified(const std::string& path) override {
        const auto time = platform::modified(path);
        return time ? *time : WallTime{};
    }

private:
    config::DiskFileReader disk_;
};

}  // namespace

DocumentFiles& DocumentFiles::system() {
    static SystemFiles files;
    return files;
}

Status FileChange::write(const Texts& texts) {
    for (const auto& [path, text] : texts) {
        auto before = files_.read(path);
        const bool existed = before.has_value();
        if (!existed && before.error().cls != ErrorClass::not_found) return undo_after(before.error());
        // Noted before it is done: a failure may come after the file has its new text.
        done_.push_back({path, existed, existed ? std::move(*before) : std::string()});
        const Status written = existed ? files_.replace(path, text) : files_.create(path, text);
        if (!written) return undo_after(written.error());
    }
    return {};
}

Status FileChange::undo_after(Error why) {
    if (auto restored = restore(); !restored) why.words += "; " + restored.error().words;
    return why;
}

Status FileChange::restore() {
    std::string lost;
    while (!done_.empty()) {
        const Step step = std::move(done_.back());
        done_.pop_back();
        const Status back = step.existed ? files_.replace(step.path, step.before) : files_.remove(step.path);
        if (!back && (step.existed || back.error().cls != ErrorClass::not_found)) lost += (lost.empty() ? "" : "; ") + back.error().words;
    }
    if (!lost.empty()) return Error::storage("the old text could not be brought back: " + lost);
    return {};
}

}  // namespace mailrace::configuration
