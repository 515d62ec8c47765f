#include "daemon/journal/pipe_target.h"

#include <algorithm>

namespace mailrace::journal {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kGather = 64u << 10;      // bytes that wait in memory for the pipe
constexpr std::uint64_t kMayBeInHand = 64u << 10;
constexpr auto kInHand = 10s;
constexpr auto kTick = 200ms;
constexpr auto kNoteEvery = 250ms;
constexpr auto kProven = 30s;    // a program that ran so long starts anew at once when it ends
constexpr auto kLastWords = 3s;  // at a stop, for writing what waits, and again for the program to end

}  // namespace

PipeTarget::PipeTarget(StreamContext context, config::AccountingFileSettings settings, EventId position, EventId newest)
    : StreamTarget(std::move(context), key_of(settings), settings, position, newest), settings_(std::move(settings)) {
    describe("pipe", settings_.target, settings_.target, settings_.format);
}

void PipeTarget::run() {
    cursor_ = position();
    start_program();
    while (!feed_.stopped()) {
        gather();
        tell_lost();
        const bool may_start = !program_ && !rows_.empty() && Steady::now() >= try_again_;
        if (may_start && !start_program()) continue;
        if (!program_) {
            if (rows_.empty()) feed_.wait(cursor_, Steady::now() + kTick);
            else feed_.pause(std::min(try_again_, Steady::now() + kTick));
            if (rows_.empty() && cursor_ > position()) advance(cursor_);
            continue;
        }
        if (!write()) continue;
        if (const auto ending = program_->ended(0ms)) {
            program_ended(*ending);
            continue;
        }
        if (out_.empty()) {
            const bool outstanding = !rows_.empty() || !recent_.empty();
            feed_.wait(cursor_, Steady::now() + (outstanding ? 20ms : kTick));
        }
    }
    finish();
}

bool PipeTarget::start_program() {
    auto words = platform::split_command(settings_.target);
    auto program = words ? platform::ChildProcess::start(*words) : Result<std::unique_ptr<platform::ChildProcess>>(words.error());
    if (!program) {
        broken("it cannot be started: " + program.error().words);
        return false;
    }
    program_ = std::move(*program);
    started_ = progress_ = Steady::now();
    // It begins with the first row that is not done with.
    cursor_ = position();
    rows_.clear();
    recent_.clear();
    out_ = settings_.format == "json" ? std::string() : layout_.header();
    written_ = 0;
    return true;
}

void PipeTarget::gather() {
    if (out_.size() >= kGather) return;
    const std::uint64_t base = written_;
    const auto visit = [&](const events::Event& event) {
        if (out_.size() >= kGather) return false;
        out_ += settings_.format == "json" ? layout_.object(event, event.time) + "\n" : layout_.row(event, event.time);
        rows_.push_back({event.id, base + out_.size(), {}});
        return true;
    };
    const auto read = feed_.read(cursor_, visit);
    if (read) cursor_ = *read;
    else feed_.pause(Steady::now() + kTick);
}

/// False when the program is gone.
bool PipeTarget::write() {
    if (!out_.empty()) {
        const auto taken = program_->write_some(out_, kTick);
        if (!taken) {
            program_ended(program_->ended(1s).value_or(1000));
            return false;
        }
        written_ += *taken;
        out_.erase(0, *taken);
    }
    follow_reading();
    const bool idle = rows_.empty();
    if (idle) progress_ = Steady::now();
    if (Steady::now() - progress_ <= settings_.write_timeout) return true;
    program_->kill();
    program_->ended(1s);
    program_.reset();
    broken("it took no records for " + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(settings_.write_timeout).count()) + " seconds and was ended");
    return false;
}

void PipeTarget::follow_reading() {
    const std::uint64_t read = written_ - std::min<std::uint64_t>(written_, program_->unread());
    const auto now = Steady::now();
    std::uint64_t records = 0;
    for (; !rows_.empty() && rows_.front().end <= read; rows_.pop_front(), ++records) {
        rows_.front().read = now;
        recent_.push_back(rows_.front());
    }
    if (records != 0) {
        progress_ = now;
        succeeded(records);
        if (now - started_ > 2s) recovered();
    }
    forget_old();
}

/// Rows that were read some time ago by a program that still runs are done with.
void PipeTarget::forget_old() {
    const auto now = Steady::now();
    if (now - noted_ < kNoteEvery) return;
    noted_ = now;
    EventId done = position();
    while (!recent_.empty() && (now - recent_.front().read > kInHand || recent_.back().end - recent_.front().end > kMayBeInHand)) {
        done = recent_.front().id;
        recent_.pop_front();
    }
    if (rows_.empty() && recent_.empty()) {
        if (cursor_ > done) done = cursor_;
        if (now - started_ > 2s) recovered();
    }
    if (done > position()) advance(done);
}

void PipeTarget::program_ended(int ending) {
    follow_reading();
    if (ending == 0 && !recent_.empty()) advance(recent_.back().id);  // what it had read it had done with
    program_.reset();
    broken("it ended (" + platform::ending_words(ending) + ")");
}

void PipeTarget::broken(const std::string& why) {
    const bool proven = Steady::now() - started_ > kProven && started_ != Steady::time_point{};
    pause_ = proven || pause_ == Duration{} ? Duration{1s} : std::min<Duration>(pause_ * 2, std::max<Duration>(settings_.retry_interval, 1s));
    try_again_ = Steady::now() + pause_;
    cursor_ = position();
    rows_.clear();
    recent_.clear();
    out_.clear();
    written_ = 0;
    failing(why, context_.clock->wall() + pause_, proven ? events::Severity::warning : events::Severity::critical, "An accounting program ended",
            "The program \"" + settings_.target + "\" that takes accounting records: " + why +
                ". It is started again, and gets what it has not read from the history. Mail is not affected.");
}

/// At a stop: what waits is written for a moment, then the program reads the end of its input and may finish.
void PipeTarget::finish() {
    if (!program_) return;
    const auto deadline = Steady::now() + kLastWords;
    while (Steady::now() < deadline && (!rows_.empty() || !out_.empty() || cursor_ < feed_.newest())) {
        const EventId before = cursor_;
        gather();
        if (!write()) return;
        if (program_->ended(0ms)) break;
        if (out_.empty() && cursor_ == before && !rows_.empty()) program_->ended(5ms);
    }
    follow_reading();
    program_->close_input();
    if (program_->ended(kLastWords) != 0) return;  // what it had in hand comes again
    EventId done = recent_.empty() ? position() : recent_.back().id;
    for (const Row& row : rows_)
        if (row.end <= written_) done = row.id;
    if (rows_.empty() || rows_.back().end <= written_) done = std::max(done, cursor_);
    advance(done);
}

}  // namespace mailrace::journal
