#include "daemon/platform/terminal.h"

#include <iostream>

#ifdef _WIN32
#include <conio.h>
#include <io.h>
#include <windows.h>
#else
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace mailrace::platform {

#ifdef _WIN32

struct RawTerminal::Saved {};
bool output_is_terminal() { return _isatty(_fileno(stdout)) != 0; }
bool input_is_terminal() { return _isatty(_fileno(stdin)) != 0; }
std::optional<std::string> read_hidden_line(std::string_view prompt) {
    std::cerr << prompt << std::flush;
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    const bool console = GetConsoleMode(input, &before) != 0;
    if (console) SetConsoleMode(input, before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    std::string line;
    const bool read = static_cast<bool>(std::getline(std::cin, line));
    if (console) SetConsoleMode(input, before);
    std::cerr << "\n";
    if (!read) return std::nullopt;
    return line;
}
TerminalExtent terminal_size() {
    CONSOLE_SCREEN_BUFFER_INFO info;
    if (GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info) == 0) return {};
    return {info.srWindow.Bottom - info.srWindow.Top + 1, info.srWindow.Right - info.srWindow.Left + 1};
}
RawTerminal::RawTerminal() = default;
RawTerminal::~RawTerminal() = default;
char RawTerminal::key(int wait_ms) const {
    if (_kbhit() == 0) Sleep(static_cast<DWORD>(wait_ms));
    return _kbhit() != 0 ? static_cast<char>(_getch()) : '\0';
}

#else

struct RawTerminal::Saved {
    termios before{};
};

bool output_is_terminal() { return isatty(STDOUT_FILENO) != 0; }
bool input_is_terminal() { return isatty(STDIN_FILENO) != 0; }

std::optional<std::string> read_hidden_line(std::string_view prompt) {
    std::cerr << prompt << std::flush;
    termios before{};
    const bool terminal = tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        termios hidden = before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    std::string line;
    const bool read = static_cast<bool>(std::getline(std::cin, line));
    if (terminal) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << "\n";
    if (!read) return std::nullopt;
    return line;
}

TerminalExtent terminal_size() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return {};
    return {size.ws_row, size.ws_col};
}

RawTerminal::RawTerminal() {
    termios now{};
    if (isatty(STDIN_FILENO) == 0 || tcgetattr(STDIN_FILENO, &now) != 0) return;
    saved_ = new Saved{now};
    now.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &now);
}

RawTerminal::~RawTerminal() {
    if (saved_ == nullptr) return;
    tcsetattr(STDIN_FILENO, TCSANOW, &saved_->before);
    delete saved_;
}

char RawTerminal::key(int wait_ms) const {
    pollfd descriptor{STDIN_FILENO, POLLIN, 0};
    char key = 0;
    if (poll(&descriptor, 1, wait_ms) > 0 && (descriptor.revents & POLLIN) != 0 && read(STDIN_FILENO, &key, 1) == 1) return key;
    return 0;
}

#endif

}  // namespace mailrace::platform
