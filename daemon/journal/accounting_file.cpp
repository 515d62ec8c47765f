#include "daemon/journal/accounting_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace mailrace::journal {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kSmallestMaxSize = 1u << 20;

bool is_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }

}  // namespace

AccountingFile::AccountingFile(config::AccountingFileSettings settings, platform::Storage& storage, const Clock& clock, std::function<void(std::string)> log)
    : settings_(std::move(settings)), storage_(storage), clock_(clock), layout_(settings_), json_(settings_.format == "json"), log_(std::move(log)) {
    const fs::path target(settings_.target);
    directory_ = target.parent_path().empty() ? "." : target.parent_path().string();
    stem_ = target.stem().string();
    extension_ = target.extension().empty() ? (json_ ? ".jsonl" : ".csv") : target.extension().string();
}

std::string AccountingFile::today() const { return accounting_time(clock_.wall()).substr(0, 10); }

std::string AccountingFile::name_for(const std::string& day, unsigned number) const {
    std::string digits = std::to_string(number);
    if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
    return stem_ + "-" + day + "-" + digits + extension_;
}

Status AccountingFile::resume(Database& state, EventId newest, std::string& words) {
    position_ = taken_ = newest;
    auto found = state.prepare("SELECT file,length,position,header FROM accounting WHERE target=?");
    if (!found) return found.error();
    found->bind(1, std::string_view(settings_.target));
    const auto row = found->step();
    if (!row) return row.error();
    if (!*row) return note_place(state, {}, 0, position_);
    file_ = found->text(0);
    length_ = static_cast<std::uint64_t>(found->integer(1));
    position_.value = taken_.value = static_cast<std::uint64_t>(found->integer(2));
    rotate_ = found->text(3) != layout_.header();  // other columns: a new file
    if (position_ > newest) {  // the history that it counted in is gone
        words = "The accounting file " + settings_.target + " was ahead of the history; it goes on with the next event.";
        position_ = taken_ = newest;
        rotate_ = true;
    }
    if (file_.empty()) return {};
    auto file = storage_.open(directory_ + "/" + file_, length_ == 0 ? platform::OpenMode::create : platform::OpenMode::write);
    if (!file && length_ == 0) file = storage_.open(directory_ + "/" + file_, platform::OpenMode::write);
    const auto size = file ? (*file)->size() : Result<std::uint64_t>(file.error());
    if (!size || *size < length_) {
        words = "The accounting file " + directory_ + "/" + file_ + " is missing or shorter than it was; a new one is begun after event " +
                std::to_string(position_.value) + ".";
        rotate_ = true;
        return {};
    }
    if (*size > length_)
        if (auto s = (*file)->truncate(length_); !s) return s;
    open_ = std::move(*file);
    opened_ = clock_.wall();
    return {};
}

void AccountingFile::add(const events::Event& event) {
    if (event.id <= taken_) return;
    taken_ = event.id;
    if (!layout_.takes(event)) return;
    rows_ += json_ ? layout_.object(event, event.time) + "\n" : layout_.row(event, event.time);
    ++gathered_;
}

Status AccountingFile::note_place(Database& state, const std::string& file, std::uint64_t length, EventId position) {
    auto put = state.prepare("INSERT OR REPLACE INTO accounting(target,file,length,position,header) VALUES(?,?,?,?,?)");
    if (!put) return put.error();
    put->bind(1, std::string_view(settings_.target));
    put->bind(2, std::string_view(file));
    put->bind(3, static_cast<std::int64_t>(length));
    put->bind(4, static_cast<std::int64_t>(position.value));
    put->bind(5, std::string_view(layout_.header()));
    return put->run();
}

/// The name is noted with length 0 before the file gets its first byte: after a crash in between it is emptied and begun again.
Status AccountingFile::begin(Database& state) {
    if (auto s = storage_.make_directories(directory_); !s) return s;
    const std::string day = today();
    std::string name;
    std::error_code error;
    for (unsigned number = 0; number < 100'000; ++number) {
        name = name_for(day, number);
        if (!fs::exists(directory_ + "/" + name, error) && (settings_.move_to.empty() || !fs::exists(settings_.move_to + "/" + name, error))) break;
    }
    if (auto s = note_place(state, name, 0, position_); !s) return s;
    auto file = storage_.open(directory_ + "/" + name, platform::OpenMode::create);
    if (!file) return file.error();
    if (settings_.world_readable) fs::permissions(directory_ + "/" + name, fs::perms::group_read | fs::perms::others_read, fs::perm_options::add, error);
    if (auto s = storage_.sync_directory(directory_); !s) return s;
    const bool replaces = !file_.empty();
    open_ = std::move(*file);
    file_ = name;
    length_ = 0;
    opened_ = clock_.wall();
    rotate_ = false;
    if (replaces) tidy();
    return {};
}

Status AccountingFile::write(Database& state) {
    written_ = 0;
    written_position_ = taken_;
    const std::uint64_t most = std::max(settings_.max_size.bytes, kSmallestMaxSize);
    const bool other_day = !file_.empty() && file_.compare(stem_.size() + 1, 10, today()) != 0;
    const bool too_large = length_ > layout_.header().size() && length_ + rows_.size() > most;
    const bool to_move = !settings_.move_to.empty() && open_ != nullptr && clock_.wall() - opened_ >= settings_.move_interval;
    if (open_ != nullptr && (to_move || (rotate_ && rows_.empty())))
        if (auto s = close(state); !s) return s;
    if (rows_.empty()) return {};
    if (open_ == nullptr || rotate_ || other_day || too_large)
        if (auto s = begin(state); !s) return s;
    const std::string bytes = (length_ == 0 && !json_ ? layout_.header() : std::string{}) + rows_;
    if (auto s = open_->write_at(length_, bytes); !s) return s;
    if (auto s = open_->sync(); !s) return s;
    written_ = bytes.size();
    return {};
}

Status AccountingFile::note(Database& state) {
    if (written_ == 0 && written_position_ == position_) return {};
    return note_place(state, file_, length_ + written_, written_position_);
}

void AccountingFile::noted() {
    length_ += written_;
    position_ = written_position_;
    written_ = 0;
    rows_.clear();
    recorded_ += std::exchange(gathered_, 0);
}

/// What was in it is noted already; from here on it belongs to others.
Status AccountingFile::close(Database& state) {
    if (auto s = note_place(state, {}, 0, position_); !s) return s;
    open_.reset();
    file_.clear();
    length_ = 0;
    rotate_ = false;
    tidy();
    return {};
}

AccountingState AccountingFile::state(EventId newest) const {
    AccountingState s;
    s.kind = "file";
    s.target = settings_.target;
    s.to = file_.empty() ? std::string() : directory_ + "/" + file_;
    s.format = settings_.format;
    for (const std::string& record : settings_.records) s.records += (s.records.empty() ? "" : ",") + std::string(canonical_record(record));
    s.problem = problem_;
    s.state = problem_.empty() ? "ok" : "waiting";
    s.position = position_;
    s.waiting = newest > position_ ? newest.value - position_.value : 0;
    s.written = recorded_;
    s.failures = failures_;
    s.last = last_;
    s.next = next_;
    return s;
}

void AccountingFile::tell(const Status& written) {
    const WallTime now = clock_.wall();
    if (written) {
        if (written_ != 0) last_ = now;
        problem_.clear();
        next_ = {};
        return;
    }
    ++failures_;
    problem_ = written.error().words;
    next_ = now + settings_.retry_interval;
}

/// A rename where that works; else a copy that gets its name when it is whole.
void AccountingFile::move_away(const std::string& name) {
    const std::string from = directory_ + "/" + name, to = settings_.move_to + "/" + name;
    std::error_code error;
    std::string words;
    if (settings_.count_moved_records && log_) {
        std::ifstream in(from, std::ios::binary);
        const auto lines = std::count(std::istreambuf_iterator<char>(in), {}, '\n');
        words = std::to_string(json_ || lines == 0 ? lines : lines - 1) + " records in " + to;
    }
    fs::create_directories(settings_.move_to, error);
    fs::rename(from, to, error);
    if (error) {
        const std::string draft = settings_.move_to + "/." + name + ".part";
        fs::copy_file(from, draft, fs::copy_options::overwrite_existing, error);
        if (!error) fs::rename(draft, to, error);
        if (!error) fs::remove(from, error);
    }
    if (!log_) return;
    if (error) log_("accounting file " + from + " cannot be moved to " + settings_.move_to + ": " + error.message());
    else if (!words.empty()) log_(words);
}

void AccountingFile::tidy() {
    std::error_code error;
    const bool forever = settings_.delete_after.never || settings_.delete_after.value.count() <= 0;
    const std::string oldest = accounting_time(clock_.wall() - settings_.delete_after.value).substr(0, 10);
    const std::size_t length = stem_.size() + 1 + 10 + 1 + 4 + extension_.size();
    std::vector<std::string> names;
    for (fs::directory_iterator it(directory_, error), end; !error && it != end; it.increment(error))
        names.push_back(it->path().filename().string());
    for (const std::string& name : names) {
        const bool ours = name.size() >= length && name.starts_with(stem_ + "-") && name.ends_with(extension_) && name != file_ &&
                          is_digits(std::string_view(name).substr(stem_.size() + 1, 4)) && name[stem_.size() + 5] == '-';
        if (!ours) continue;
        if (!settings_.move_to.empty())
            move_away(name);
        else if (!forever && name.substr(stem_.size() + 1, 10) < oldest)
            fs::remove(directory_ + "/" + name, error);
    }
}

}  // namespace mailrace::journal
