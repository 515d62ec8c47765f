#include "daemon/configuration/keeper.h"

#include <algorithm>
#include <set>

#include "daemon/configuration/summary.h"
#include "shared/config/check.h"
#include "shared/config/restart.h"
#include "shared/config/revision.h"
#include "shared/config/text_diff.h"

namespace mailrace::configuration {

namespace {

constexpr std::string_view kBuiltIn = "built-in configuration";

config::Diagnostic note(config::Severity severity, std::string code, std::string message) {
    config::Diagnostic d;
    d.severity = severity;
    d.code = std::move(code);
    d.message = std::move(message);
    return d;
}

Refusal refusal(Refusal::Why why, std::string words) { return {why, std::move(words), {}, {}}; }

std::string list_of(const std::vector<Conflict>& conflicts) {
    std::string out;
    for (const auto& c : conflicts) out += (out.empty() ? "" : ", ") + c.id;
    return out;
}


/// The configuration as it would be with these texts instead of what is on disk; `files` nullptr: nothing else is read.
config::LoadResult load_over(const Texts& texts, config::FileReader* files, const std::string& main) {
    config::OverlayFileReader reader(files);
    for (const auto& [path, text] : texts) reader.put(path, text);
    return config::load(reader, main);
}

}  // namespace

Keeper::Keeper(Options options, DocumentFiles& files, std::unique_ptr<VersionStore> versions, const Clock& clock)
    : options_(std::move(options)), files_(files), versions_(std::move(versions)), clock_(clock), file_(options_.file) {}

void Keeper::started(std::shared_ptr<const config::LoadResult> running) {
    const config::LoadResult nothing;
    running_ = std::move(running);
    const auto newest = versions_->newest();
    if (newest && newest->has_value() && (*newest)->revision == running_->revision) return set_current(**newest);
    std::vector<config::Diagnostic> ignored;
    keep_version({}, VersionOrigin::start, nothing, ignored);
}

Current Keeper::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

void Keeper::set_current(const Version& version) {
    const std::lock_guard lock(mutex_);
    current_ = {version.number, version.revision, version.user, version.note, version.origin, version.time, file_};
}

std::string Keeper::main_id() const { return built_in() ? std::string(kBuiltIn) : file_; }

std::string Keeper::path_of(const std::string& id) const { return built_in() && id == kBuiltIn ? options_.default_file : id; }

/// A file that is included in several places is one document.
std::vector<const config::Document*> Keeper::unique_documents() const {
    std::set<std::string_view> seen;
    std::vector<const config::Document*> out;
    for (const auto& document : running_->documents)
        if (seen.insert(document.path).second) out.push_back(&document);
    return out;
}

const config::Document* Keeper::find(const std::string& id) const {
    const auto& all = running_->documents;
    const auto it = std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.path == id; });
    return it == all.end() ? nullptr : &*it;
}

/// What a reload would read now. A file that is not there any more counts as empty; the built-in text holds until there is a file.
Result<std::string> Keeper::on_disk(const config::Document& document) {
    auto text = files_.read(path_of(document.path));
    if (text || text.error().cls != ErrorClass::not_found) return text;
    return built_in() && document.path == kBuiltIn ? document.text : std::string();
}

std::vector<Keeper::Shown> Keeper::documents() {
    std::vector<Shown> out;
    for (const auto* document : unique_documents()) {
        const std::string path = path_of(document->path);
        out.push_back({*document, path, files_.why_not_writable(path)});
    }
    return out;
}

void Keeper::rename_built_in(config::LoadResult& result) const {
    for (auto& document : result.documents)
        if (document.path == options_.default_file) document.path = kBuiltIn;
    for (auto& d : result.diagnostics)
        if (d.file == options_.default_file) d.file = kBuiltIn;
}

std::variant<config::LoadResult, Refusal> Keeper::check(const std::vector<GivenDocument>& given, bool may_read) {
    Texts texts;
    for (const auto* document : unique_documents()) texts[path_of(document->path)] = document->text;
    for (const auto& g : given) {
        if (find(g.id) == nullptr) return refusal(Refusal::Why::unknown_document, "no document of the running configuration has the id " + g.id);
        if (g.text) texts[path_of(g.id)] = *g.text;
    }
    config::LoadResult result = load_over(texts, may_read ? &files_ : nullptr, path_of(main_id()));
    if (built_in()) rename_built_in(result);
    return result;
}

std::variant<config::LoadResult, Refusal> Keeper::load_version(std::int64_t number) {
    auto version = versions_->get(number);
    if (!version) return refusal(Refusal::Why::not_found, version.error().words);
    auto stored = versions_->texts(number);
    if (!stored) return refusal(Refusal::Why::failed, stored.error().words);
    Texts texts;
    for (std::size_t i = 0; i < stored->size(); ++i) texts[version->documents[i].id] = std::move((*stored)[i]);
    if (version->documents.empty()) return refusal(Refusal::Why::failed, "version " + std::to_string(number) + " has no documents");
    return load_over(texts, nullptr, version->documents.front().id);
}

Conflict Keeper::conflict_of(const config::Document& document, const std::string& disk) {
    const bool by_hand = disk != document.text;
    const Current now = current();
    return {document.path, config::revision_of(disk), disk, by_hand ? std::string() : now.user, by_hand ? files_.modified(path_of(document.path)) : now.time, by_hand};
}

/// Every text must have been made from what is on disk now, and what was edited by hand must have been seen.
std::optional<Refusal> Keeper::find_conflicts(const std::vector<GivenDocument>& given) {
    Refusal out{Refusal::Why::conflict, {}, {}, {}};
    for (const auto* document : unique_documents()) {
        const auto disk = on_disk(*document);
        if (!disk) return refusal(Refusal::Why::failed, disk.error().words);
        const std::string revision = config::revision_of(*disk);
        const auto it = std::find_if(given.begin(), given.end(), [&](const auto& g) { return g.id == document->path; });
        const bool fits = it != given.end() ? it->revision == revision : revision == document->revision;
        if (!fits) out.conflicts.push_back(conflict_of(*document, *disk));
    }
    if (out.conflicts.empty()) return std::nullopt;
    out.words = "changed since your text was read: " + list_of(out.conflicts);
    return out;
}

std::optional<Refusal> Keeper::find_read_only(const Texts& texts) {
    for (const auto& [path, text] : texts) {
        const std::string why = files_.why_not_writable(path);
        if (why.empty()) continue;
        const std::string advice = built_in() ? ". The daemon runs on its built-in configuration, which is kept in no file: make one that it may write, or start it with --config FILE"
                                              : std::string();
        return refusal(Refusal::Why::read_only, why + advice);
    }
    return std::nullopt;
}

Outcome Keeper::apply(const std::vector<GivenDocument>& given, const Who& who, bool dry_run) {
    for (const auto& g : given)
        if (find(g.id) == nullptr) return refusal(Refusal::Why::unknown_document, "no document of the running configuration has the id " + g.id);
    if (auto conflict = find_conflicts(given)) return *conflict;
    Texts texts;
    for (const auto& g : given) {
        const auto disk = on_disk(*find(g.id));
        if (!disk) return refusal(Refusal::Why::failed, disk.error().words);
        if (g.text && *g.text != *disk) texts[path_of(g.id)] = *g.text;
    }
    // Also with nothing to write: what was edited by hand and is known to the caller begins to run.
    const bool stays_built_in = built_in() && texts.empty();
    config::LoadResult wanted = stays_built_in ? config::LoadResult(*running_) : load_over(texts, &files_, path_of(main_id()));
    return put(texts, std::move(wanted), who, VersionOrigin::apply, dry_run);
}

/// The loaded set must be the kept one: a file that was added to a folder of includes since would make it another configuration.
std::optional<Refusal> Keeper::find_stranger(const Texts& kept, const config::LoadResult& wanted) {
    for (const auto& document : wanted.documents) {
        if (kept.contains(document.path)) continue;
        return refusal(Refusal::Why::failed, document.path + " is included now and did not belong to that version: remove it first");
    }
    return std::nullopt;
}

Outcome Keeper::rollback(std::int64_t number, Who who, bool dry_run) {
    const auto version = versions_->get(number);
    if (!version) return refusal(Refusal::Why::not_found, version.error().words);
    const auto stored = versions_->texts(number);
    if (!stored) return refusal(Refusal::Why::failed, stored.error().words);
    if (auto conflict = find_conflicts({})) {
        conflict->words += "; reload it first, so that it is kept in the history";
        return *conflict;
    }
    const std::string main = path_of(main_id());
    Texts texts;
    Texts all;
    for (std::size_t i = 0; i < stored->size(); ++i) {
        const std::string& id = version->documents[i].id;
        const std::string path = id == kBuiltIn ? main : id;
        if (i == 0 && path != main)
            return refusal(Refusal::Why::failed, "version " + std::to_string(number) + " is of " + id + ", and this daemon runs with " + main_id());
        all[path] = (*stored)[i];
        const auto disk = files_.read(path);
        if (!disk && disk.error().cls != ErrorClass::not_found) return refusal(Refusal::Why::failed, disk.error().words);
        if (!disk || *disk != (*stored)[i]) texts[path] = (*stored)[i];
    }
    config::LoadResult wanted = load_over(texts, &files_, main);
    if (auto stranger = find_stranger(all, wanted)) return *stranger;
    who.note = "back to version " + std::to_string(number) + (who.note.empty() ? "" : ": " + who.note);
    return put(texts, std::move(wanted), who, VersionOrigin::rollback, dry_run);
}

Outcome Keeper::put(const Texts& texts, config::LoadResult wanted, const Who& who, VersionOrigin origin, bool dry_run) {
    if (!wanted.config) return Refusal{Refusal::Why::invalid, "the configuration has errors; nothing was changed", wanted.diagnostics, {}};
    if (auto read_only = find_read_only(texts)) return *read_only;
    if (dry_run) {
        const Current now = current();
        return Applied{false, false, now.version, now.revision, config::needs_restart(*running_->config, *wanted.config), wanted.diagnostics};
    }
    FileChange change(files_);
    if (auto written = change.write(texts); !written) return refusal(Refusal::Why::failed, written.error().words + "; nothing was changed");
    return run(std::move(wanted), who, origin, &change);
}

Outcome Keeper::run(config::LoadResult loaded, const Who& who, VersionOrigin origin, FileChange* change) {
    const auto wanted = std::make_shared<const config::LoadResult>(std::move(loaded));
    const Activation activation = options_.activate(wanted);
    if (!activation.runs) {
        Refusal refused{Refusal::Why::invalid, "it could not be applied; what ran before runs on", wanted->diagnostics, {}};
        if (!activation.problems.empty()) refused.words = activation.problems.front().message + "; what ran before runs on";
        refused.diagnostics.insert(refused.diagnostics.begin(), activation.problems.begin(), activation.problems.end());
        if (change == nullptr) return refused;
        if (auto restored = change->restore(); !restored) refused.words += "; " + restored.error().words;
        return refused;
    }
    if (change != nullptr) change->keep();
    const std::string& main = wanted->documents.front().path;
    file_ = main == kBuiltIn ? std::string() : main;
    const auto before = std::exchange(running_, wanted);
    const bool another = running_->revision != before->revision;
    Applied out{true, another, 0, running_->revision, activation.restart_needed, running_->diagnostics};
    if (another) keep_version(who, origin, *before, out.diagnostics);
    out.version = current().version;
    if (options_.changed) options_.changed({who, origin, out.version, another, change_words(*before, *running_), out.restart_needed});
    return out;
}

Outcome Keeper::reload(const Who& who) {
    // A file that somebody made since the start takes the place of the built-in configuration.
    const std::string file = built_in() && files_.read(options_.default_file) ? options_.default_file : file_;
    config::LoadResult wanted = file.empty() ? config::LoadResult(*running_) : config::load(files_, file);
    Outcome outcome = Refusal{Refusal::Why::invalid, {}, wanted.diagnostics, {}};
    if (wanted.config) {
        outcome = run(std::move(wanted), who, VersionOrigin::reload, nullptr);
    } else {
        auto& words = std::get<Refusal>(outcome).words;
        for (const auto& d : wanted.diagnostics) {
            if (d.severity != config::Severity::error) continue;
            words = config::to_text(d);
            break;
        }
    }
    if (const auto* refused = std::get_if<Refusal>(&outcome); refused != nullptr && options_.refused) options_.refused(who, refused->words);
    return outcome;
}

void Keeper::keep_version(const Who& who, VersionOrigin origin, const config::LoadResult& before, std::vector<config::Diagnostic>& diagnostics) {
    Version version;
    version.number = current().version + 1;
    version.time = clock_.wall();
    version.user = who.user;
    version.note = who.note;
    version.origin = origin;
    version.revision = running_->revision;
    std::vector<std::string> texts;
    for (const auto* document : unique_documents()) {
        const auto lines = config::count_changes(earlier_text(before, *running_, *document), document->text);
        version.documents.push_back({document->path, document->revision, lines.added, lines.removed});
        texts.push_back(document->text);
    }
    if (auto kept = versions_->add(version, texts); !kept)
        diagnostics.insert(diagnostics.begin(), note(config::Severity::warning, "not-kept", "this version runs, but it could not be kept in the history: " + kept.error().words));
    set_current(version);
}

}  // namespace mailrace::configuration
