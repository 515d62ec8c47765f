// What a program for the terminal asks of the operating system: is there one, how large is it, read a key without waiting for a line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailrace::platform {

bool output_is_terminal();
bool input_is_terminal();

/// A line from the terminal that is not shown while it is typed; the prompt goes to standard error. Nothing at the end of input.
std::optional<std::string> read_hidden_line(std::string_view prompt);

struct TerminalExtent {
    int rows = 24;
    int columns = 80;
};
TerminalExtent terminal_size();

/// While it lives, keys come one by one and are not shown. Does nothing without a terminal.
class RawTerminal {
public:
    RawTerminal();
    ~RawTerminal();
    RawTerminal(const RawTerminal&) = delete;
    RawTerminal& operator=(const RawTerminal&) = delete;
    /// The key that was pressed, 0 when none within `wait_ms`.
    char key(int wait_ms) const;

private:
    struct Saved;
    Saved* saved_ = nullptr;
};

}  // namespace mailrace::platform
