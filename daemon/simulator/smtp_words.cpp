#include "daemon/simulator/smtp_words.h"

#include <array>

#include "daemon/simulator/scenario_values.h"

namespace mailrace::simulator {

namespace {

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool starts_with_word(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (upper(text[i]) != word[i]) return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

struct KnownVerb {
    std::string_view name;
    Verb verb;
};
constexpr std::array<KnownVerb, 12> verbs{{{"MAIL", Verb::mail},
                                           {"RCPT", Verb::rcpt},
                                           {"DATA", Verb::data},
                                           {"BDAT", Verb::bdat},
                                           {"EHLO", Verb::ehlo},
                                           {"HELO", Verb::helo},
                                           {"RSET", Verb::rset},
                                           {"NOOP", Verb::noop},
                                           {"QUIT", Verb::quit},
                                           {"VRFY", Verb::vrfy},
                                           {"HELP", Verb::help},
                                           {"STARTTLS", Verb::starttls}}};

/// Where the path that begins at text[1] ends: the position of its '>', quoted strings skipped.
std::size_t path_end(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (quoted && text[i] == '\\') ++i;
        else if (text[i] == '"') quoted = !quoted;
        else if (!quoted && text[i] == '>') return i;
        else if (!quoted && (text[i] == ' ' || text[i] == '<')) return std::string_view::npos;
    }
    return std::string_view::npos;
}

}  // namespace

CommandLine read_command(std::string_view line) {
    const auto end = line.find(' ');
    const std::string_view word = trimmed(line.substr(0, end));
    for (const KnownVerb& known : verbs) {
        if (word.size() != known.name.size() || !starts_with_word(word, known.name)) continue;
        return {known.verb, end == std::string_view::npos ? std::string_view{} : trimmed(line.substr(end))};
    }
    return {};
}

std::optional<Path> read_path(std::string_view rest, std::string_view prefix) {
    if (!starts_with_word(rest, prefix)) return std::nullopt;
    rest = trimmed(rest.substr(prefix.size()));
    if (rest.empty() || rest[0] != '<') return std::nullopt;
    const auto end = path_end(rest);
    if (end == std::string_view::npos || end > 321) return std::nullopt;
    Path path;
    path.address = rest.substr(1, end - 1);
    if (path.address.starts_with('@')) {  // a source route (RFC 5321, appendix F.2) is skipped
        const auto colon = path.address.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        path.address.remove_prefix(colon + 1);
    }
    const bool postmaster = path.address.size() == 10 && starts_with_word(path.address, "POSTMASTER");
    const auto at = path.address.rfind('@');
    if (!path.address.empty() && !postmaster && (at == std::string_view::npos || at == 0 || at + 1 == path.address.size())) {
        return std::nullopt;
    }
    rest.remove_prefix(end + 1);
    if (!rest.empty() && rest[0] != ' ') return std::nullopt;
    for (rest = trimmed(rest); !rest.empty(); rest = trimmed(rest)) {
        if (path.parameters.size() >= 16) return std::nullopt;
        const auto blank = rest.find(' ');
        path.parameters.push_back(rest.substr(0, blank));
        rest.remove_prefix(path.parameters.back().size());
    }
    return path;
}

std::string domain_of(std::string_view address) {
    const auto at = address.rfind('@');
    if (at == std::string_view::npos) return {};
    std::string domain(address.substr(at + 1));
    for (char& c : domain) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return domain;
}

std::optional<std::string_view> parameter_value(std::string_view parameter, std::string_view name) {
    if (!starts_with_word(parameter, name)) return std::nullopt;
    parameter.remove_prefix(name.size());
    if (parameter.empty()) return parameter;
    if (parameter[0] != '=') return std::nullopt;
    return parameter.substr(1);
}

std::optional<BdatArguments> read_bdat(std::string_view rest) {
    const auto blank = rest.find(' ');
    const auto size = parse_number(rest.substr(0, blank));
    if (!size || *size > (1ULL << 40)) return std::nullopt;
    if (blank == std::string_view::npos) return BdatArguments{*size, false};
    const std::string_view last = trimmed(rest.substr(blank));
    if (last.size() != 4 || !starts_with_word(last, "LAST")) return std::nullopt;
    return BdatArguments{*size, true};
}

}  // namespace mailrace::simulator
