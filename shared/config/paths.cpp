#include "shared/config/paths.h"

#include <algorithm>
#include <vector>

namespace mailrace::config {

std::string folder_of(std::string_view path) {
    const std::size_t slash = path.find_last_of("/\\");
    return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash + 1));
}

bool is_absolute_path(std::string_view path) {
    return path.starts_with('/') || path.starts_with('\\') || (path.size() > 2 && path[1] == ':');
}

std::string normal_path(std::string_view path) {
    std::vector<std::string_view> parts;
    const bool rooted = path.starts_with('/');
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        const std::string_view part = path.substr(at, slash - at);
        at = slash + 1;
        if (part.empty() || part == ".") continue;
        if (part == ".." && !parts.empty() && parts.back() != "..")
            parts.pop_back();
        else if (part != ".." || !rooted)
            parts.push_back(part);
    }
    std::string out = rooted ? "/" : "";
    for (std::size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : "/") + std::string(parts[i]);
    return out;
}

std::string path_between(std::string_view from_folder, std::string_view to) {
    std::size_t common = 0;
    for (std::size_t slash = from_folder.find('/'); slash != std::string_view::npos; slash = from_folder.find('/', slash + 1)) {
        if (to.substr(0, slash + 1) != from_folder.substr(0, slash + 1)) break;
        common = slash + 1;
    }
    std::string out;
    const std::string_view below = from_folder.substr(common);
    for (std::ptrdiff_t up = std::count(below.begin(), below.end(), '/'); up > 0; --up) out += "../";
    return out + std::string(to.substr(common));
}

}  // namespace mailrace::config
