#include "daemon/smtp/client_types.h"

#include <charconv>

namespace mailrace::smtp {
namespace {

constexpr std::size_t max_keywords = 1000;

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

}  // namespace

Capabilities Capabilities::parse(const mail::Reply& ehlo) {
    Capabilities out;
    out.esmtp = true;
    auto lines = ehlo.lines();
    for (std::size_t i = 1; i < lines.size(); ++i) {  // the first line is the greeting
        std::string_view line = lines[i];
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
        std::size_t end = line.find_first_of(" =");
        std::string keyword = upper(line.substr(0, end));
        if (keyword.empty()) continue;
        std::string_view value = end == std::string_view::npos ? std::string_view{} : line.substr(end + 1);
        if (keyword == "PIPELINING") out.pipelining = true;
        if (keyword == "CHUNKING") out.chunking = true;
        if (keyword == "8BITMIME") out.eight_bit_mime = true;
        if (keyword == "SMTPUTF8") out.smtputf8 = true;
        if (keyword == "DSN") out.dsn = true;
        if (keyword == "STARTTLS") out.starttls = true;
        if (keyword == "SIZE") {
            out.size = true;
            std::from_chars(value.data(), value.data() + value.size(), out.max_size);
        }
        if (out.keywords.size() + keyword.size() + 1 > max_keywords) continue;
        if (!out.keywords.empty()) out.keywords += ',';
        out.keywords += keyword;
    }
    return out;
}

}  // namespace mailrace::smtp
