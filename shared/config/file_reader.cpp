#include "shared/config/file_reader.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

namespace mailrace::config {

namespace {

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

constexpr std::size_t max_matches = 10'000;

/// As in a shell, a wildcard at the start means no hidden files: editors leave theirs beside what they edit.
bool names_file(std::string_view pattern, std::string_view name) {
    return wildcard_match(pattern, name) && (pattern.starts_with('.') || !name.starts_with('.'));
}

/// Folder with its slash, and the last part.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    const std::size_t at = slash == std::string_view::npos ? 0 : slash + 1;
    return {path.substr(0, at), path.substr(at)};
}

}  // namespace

bool wildcard_match(std::string_view pattern, std::string_view text) {
    std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

Result<std::string> DiskFileReader::read(const std::string& path) {
    std::error_code ec;
    const auto status = std::filesystem::status(path, ec);
    if (!std::filesystem::exists(status)) return Error::not_found("there is no file " + path);
    if (!std::filesystem::is_regular_file(status)) return Error::invalid(path + " is not a file");
    std::ifstream in(path, std::ios::binary);
    if (!in) return system_error("cannot read " + path, errno);
    std::string text;
    char buffer[65536];
    while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
        text.append(buffer, static_cast<std::size_t>(in.gcount()));
        if (text.size() > max_file_bytes) return Error::limit(path + " is larger than 64 MiB");
    }
    return text;
}

std::vector<std::string> DiskFileReader::expand(const std::string& pattern) {
    if (!has_wildcard(pattern)) return {pattern};
    const std::filesystem::path path(pattern);
    const std::string last = path.filename().string();
    std::vector<std::string> out;
    std::error_code ec;
    const auto folder = path.parent_path().empty() ? std::filesystem::path(".") : path.parent_path();
    for (std::filesystem::directory_iterator it(folder, ec), end; !ec && it != end && out.size() < max_matches; it.increment(ec))
        if (names_file(last, it->path().filename().string())) out.push_back(it->path().string());
    std::sort(out.begin(), out.end());
    return out;
}

Result<std::string> MemoryFileReader::read(const std::string& path) {
    const auto it = files_.find(path);
    if (it == files_.end()) return Error::not_found("there is no file " + path);
    if (it->second.size() > max_file_bytes) return Error::limit(path + " is larger than 64 MiB");
    return it->second;
}

std::vector<std::string> MemoryFileReader::expand(const std::string& pattern) {
    if (!has_wildcard(pattern)) return {pattern};
    const auto [folder, last] = split(pattern);
    std::vector<std::string> out;
    for (const auto& [path, text] : files_) {
        const auto [its_folder, name] = split(path);
        if (its_folder == folder && names_file(last, name) && out.size() < max_matches) out.push_back(path);
    }
    return out;
}

}  // namespace mailrace::config
