#include "daemon/platform/child_process.h"

namespace mailrace::platform {

namespace {

#ifdef _WIN32
constexpr bool kBackslashEscapes = false;  // it separates folders
#else
constexpr bool kBackslashEscapes = true;
#endif

}  // namespace

Result<std::vector<std::string>> split_command(std::string_view command) {
    std::vector<std::string> words;
    std::string word;
    bool in_word = false;
    char quote = 0;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        const bool escapes = c == '\\' && quote != '\'' && i + 1 < command.size() && (kBackslashEscapes || command[i + 1] == '"');
        if (escapes) {
            word += command[++i];
            in_word = true;
        } else if (quote != 0) {
            if (c == quote) quote = 0;
            else word += c;
        } else if (c == '"' || c == '\'') {
            quote = c;
            in_word = true;
        } else if (c == ' ' || c == '\t') {
            if (in_word) words.push_back(std::move(word));
            word.clear();
            in_word = false;
        } else {
            word += c;
            in_word = true;
        }
    }
    if (quote != 0) return Error::invalid("a quote is not closed in the command");
    if (in_word) words.push_back(std::move(word));
    if (words.empty() || words.front().empty()) return Error::invalid("there is no program in the command");
    return words;
}

std::string ending_words(int ending) {
    if (ending >= 1000) return "signal " + std::to_string(ending - 1000);
    return "exit code " + std::to_string(ending);
}

}  // namespace mailrace::platform
