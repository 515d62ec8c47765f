// The keeper of the configuration: knows what runs and what is on disk, tries wanted texts, writes and applies them as a whole or not at all, and keeps
// every version. One change at a time: it lives on one thread (Worker); current() may be asked by any.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "daemon/configuration/document_files.h"
#include "daemon/configuration/outcome.h"

namespace mailrace::configuration {

/// What the daemon made of a configuration that was to run.
struct Activation {
    bool runs = true;                                // false: everything is as it was
    std::vector<config::Diagnostic> problems;        // why it does not run
    std::vector<std::string> restart_needed;
};

/// One change that happened, for the books.
struct Changed {
    Who who;
    VersionOrigin origin;
    std::int64_t version = 0;
    bool another = false;  // false: a reload that found nothing new
    std::string words;     // what changed
    std::vector<std::string> restart_needed;
};

class Keeper {
public:
    struct Options {
        std::string file;          // empty: the built-in configuration runs
        std::string default_file;  // what it is written to when somebody changes it
        std::function<Activation(std::shared_ptr<const config::LoadResult>)> activate;
        std::function<void(const Changed&)> changed;
        std::function<void(const Who&, const std::string& words)> refused;
    };
    struct Shown {
        config::Document document;
        std::string path;
        std::string why_not_writable;
    };

    Keeper(Options options, DocumentFiles& files, std::unique_ptr<VersionStore> versions, const Clock& clock);

    /// What the daemon started with: a version of its own unless it is the newest one that is known.
    void started(std::shared_ptr<const config::LoadResult> running);

    std::vector<Shown> documents();
    std::shared_ptr<const config::LoadResult> running() const { return running_; }
    VersionStore& versions() { return *versions_; }
    std::string main_id() const;
    bool built_in() const { return file_.empty(); }
    std::string file() const { return file_; }
    Current current() const;

    /// Loads what runs with the given texts instead. Only with `may_read` files are read that are not loaded yet.
    std::variant<config::LoadResult, Refusal> check(const std::vector<GivenDocument>& given, bool may_read);
    /// A kept version, loaded by itself.
    std::variant<config::LoadResult, Refusal> load_version(std::int64_t number);

    Outcome apply(const std::vector<GivenDocument>& given, const Who& who, bool dry_run);
    Outcome rollback(std::int64_t number, Who who, bool dry_run);
    Outcome reload(const Who& who);

private:
    std::string path_of(const std::string& id) const;
    const config::Document* find(const std::string& id) const;
    std::vector<const config::Document*> unique_documents() const;
    Result<std::string> on_disk(const config::Document& document);
    Conflict conflict_of(const config::Document& document, const std::string& disk);
    std::optional<Refusal> find_conflicts(const std::vector<GivenDocument>& given);
    std::optional<Refusal> find_read_only(const Texts& texts);
    Outcome put(const Texts& texts, config::LoadResult wanted, const Who& who, VersionOrigin origin, bool dry_run);
    Outcome run(config::LoadResult wanted, const Who& who, VersionOrigin origin, FileChange* change);
    static std::optional<Refusal> find_stranger(const Texts& kept, const config::LoadResult& wanted);
    void keep_version(const Who& who, VersionOrigin origin, const config::LoadResult& before, std::vector<config::Diagnostic>& diagnostics);
    void set_current(const Version& version);
    void rename_built_in(config::LoadResult& result) const;

    Options options_;
    DocumentFiles& files_;
    std::unique_ptr<VersionStore> versions_;
    const Clock& clock_;
    std::string file_;
    std::shared_ptr<const config::LoadResult> running_;
    mutable std::mutex mutex_;
    Current current_;
};

}  // namespace mailrace::configuration
