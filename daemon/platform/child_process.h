// A program that is started by the daemon and reads from us: its standard input is a pipe, its standard output goes nowhere, its standard error is ours.
// No shell is involved, and it inherits no other file of the daemon. Writing never blocks longer than asked. One thread at a time.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace mailrace::platform {

/// A command line as words: blanks separate, "double" and 'single' quotes group, a backslash takes the next character as it is (outside single quotes; on
/// Windows only before a quote). Invalid when a quote is not closed or there is no word.
Result<std::vector<std::string>> split_command(std::string_view command);

class ChildProcess {
public:
    /// Fails with words for a person when the program cannot be started.
    static Result<std::unique_ptr<ChildProcess>> start(const std::vector<std::string>& words);
    /// Ends the program when it still runs.
    virtual ~ChildProcess() = default;

    /// Writes what the pipe takes, waiting at most so long for room; 0 when it took nothing. An error when nobody reads any more.
    virtual Result<std::size_t> write_some(std::string_view bytes, std::chrono::milliseconds wait) = 0;
    /// Bytes in the pipe that the program has not read yet.
    virtual std::size_t unread() const = 0;
    /// The program reads the end of its input.
    virtual void close_input() = 0;
    /// How it ended: 0 in good order; or nothing while it runs, after waiting so long. 1000 and more: ended by the signal of that number less 1000.
    virtual std::optional<int> ended(std::chrono::milliseconds wait) = 0;
    /// Ends it, and what it has started, at once.
    virtual void kill() = 0;
};

/// "exit code 3", "signal 9"
std::string ending_words(int ending);

}  // namespace mailrace::platform
