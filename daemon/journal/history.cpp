#include "daemon/journal/history.h"

#include <algorithm>
#include <filesystem>

#include "daemon/journal/history_files.h"

namespace mailrace::journal {
namespace {

namespace fs = std::filesystem;

void remove_with_companions(const std::string& path) {
    for (const char* suffix : {"-wal", "-shm", ""}) {
        std::error_code ignored;
        fs::remove(path + suffix, ignored);
    }
}

}  // namespace

History::History(std::string directory, std::uint64_t partition_events, bool sync, Problem problem)
    : directory_(std::move(directory)), partition_events_(std::max<std::uint64_t>(partition_events, 1)), sync_(sync),
      problem_(std::move(problem)), indexes_(sync) {}

Result<std::unique_ptr<History>> History::open(std::string directory, std::uint64_t partition_events, bool sync, Problem problem) {
    std::unique_ptr<History> history(new History(std::move(directory), partition_events, sync, std::move(problem)));
    if (auto status = history->find_files(); !status) return status.error();
    return history;
}

Status History::find_files() {
    std::error_code error;
    fs::create_directories(directory_, error);
    if (error) return system_error("cannot create " + directory_, error.value());
    const auto paths = find_history_files(directory_);
    if (!paths) return paths.error();
    for (const std::string& path : *paths) {
        auto writer = EventWriter::open(path, sync_);
        if (!writer) {
            if (!DatabaseError::damaged(writer.error())) return writer.error();
            set_aside(path, writer.error());
            continue;
        }
        if (writer_) old_.push_back(writer_->partition());
        writer_ = std::move(*writer);
        last_ = std::max(last_, writer_->partition().last);
    }
    publish();
    for (const Partition& p : old_) indexes_.add(p.path);
    return {};
}

void History::set_aside(const std::string& path, const Error& why) {
    std::string to = path + ".damaged";
    std::error_code error;
    for (int n = 2; fs::exists(to, error) && n < 100; ++n) to = path + ".damaged-" + std::to_string(n);
    fs::rename(path, to, error);
    if (error) remove_with_companions(path);
    for (const char* suffix : {"-wal", "-shm"}) {  // they would be taken for those of a new file with this name
        fs::rename(path + suffix, to + suffix, error);
    }
    problem_("The history file " + path + " cannot be used: " + why.words + ". It was set aside as " + to +
             "; its events are missing from the history, mail is not affected.");
}

void History::publish() {
    std::vector<Partition> all = old_;
    if (writer_) all.push_back(writer_->partition());
    list_->replace(std::move(all));
}

Status History::begin_file(EventId first) {
    auto writer = EventWriter::open(directory_ + "/" + history_file_name(first), sync_);
    if (!writer) return writer.error();
    if (writer_) {
        (void)writer_->finish();  // what stays in its -wal file is read from there as well
        old_.push_back(writer_->partition());
        writer_.reset();
        indexes_.add(old_.back().path);
    }
    writer_ = std::move(*writer);
    publish();
    return {};
}

Status History::write(std::span<const events::Event> events) {
    if (events.empty()) return {};
    if (!writer_ || writer_->partition().events >= partition_events_)
        if (auto s = begin_file(events.front().id); !s) return s;
    if (auto s = writer_->write(events); !s) {
        if (!DatabaseError::damaged(s.error())) return s;
        const std::string path = writer_->partition().path;
        writer_.reset();
        set_aside(path, s.error());
        publish();
        if (auto again = begin_file(events.front().id); !again) return again;
        if (auto again = writer_->write(events); !again) return again;
    }
    last_ = events.back().id;
    list_->update_last(writer_->partition());
    return {};
}

void History::retain(WallTime oldest, std::uint64_t max_bytes, EventId needed) {
    std::uint64_t bytes = writer_ ? writer_->partition().bytes : 0;
    for (const Partition& p : old_) bytes += p.bytes;
    std::vector<std::string> gone;
    while (!old_.empty() && old_.front().last <= needed && (bytes > max_bytes || old_.front().newest < unix_us(oldest))) {
        bytes -= std::min(bytes, old_.front().bytes);
        gone.push_back(old_.front().path);
        old_.erase(old_.begin());
    }
    if (gone.empty()) return;
    publish();  // before the files go, so that no reader looks for them
    for (const std::string& path : gone) remove_with_companions(path);
}

}  // namespace mailrace::journal
