// <acct-file |command>: records go to a program that the daemon keeps running. Nothing is done with before the program has read it; rows that it had read in the
// last ten seconds, at most 64 KiB, are written again when it (or the daemon) did not end in good order, because it may have died with them in hand.
#pragma once

#include <deque>
#include <optional>

#include "daemon/journal/stream_target.h"
#include "daemon/platform/child_process.h"

namespace mailrace::journal {

class PipeTarget final : public StreamTarget {
public:
    PipeTarget(StreamContext context, config::AccountingFileSettings settings, EventId position, EventId newest);
    ~PipeTarget() override { stop_and_join(); }

    const config::AccountingFileSettings& settings() const { return settings_; }
    static std::string key_of(const config::AccountingFileSettings& settings) { return "|" + settings.target; }

private:
    using Steady = std::chrono::steady_clock;
    struct Row {
        EventId id;
        std::uint64_t end = 0;    // place of its last byte in what this program was given
        Steady::time_point read{};  // when it had been read
    };

    void run() override;
    bool start_program();
    void gather();
    bool write();
    void follow_reading();
    void forget_old();
    void program_ended(int ending);
    void broken(const std::string& why);
    void finish();

    config::AccountingFileSettings settings_;
    std::unique_ptr<platform::ChildProcess> program_;
    std::string out_;             // gathered, not written; begins with the header line after a start
    std::uint64_t written_ = 0;   // bytes that the program was given
    EventId cursor_;              // gathered so far
    std::deque<Row> rows_;        // gathered or written, not read yet
    std::deque<Row> recent_;      // read a short while ago
    Steady::time_point progress_{};
    Steady::time_point try_again_{};
    Steady::time_point started_{};
    Steady::time_point noted_{};
    Duration pause_{};
};

}  // namespace mailrace::journal
