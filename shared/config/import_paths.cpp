#include "shared/config/import_paths.h"

namespace mailrace::config {

namespace {

struct Prefix {
    std::string_view theirs, ours;
};
constexpr Prefix prefixes[] = {
    {"/etc/pmta", "/etc/mailrace"},
    {"/var/log/pmta", "/var/log/mailrace"},
    {"/var/spool/pmtaPickup", "/var/spool/mailrace-pickup"},
    {"/var/spool/pmtaIncoming", "/var/spool/mailrace-incoming"},
    {"/var/spool/pmta", "/var/spool/mailrace"},
    {"/var/pmta", "/var/lib/mailrace"},
    {"/opt/pmta", "/opt/mailrace"},
};

}  // namespace

std::optional<std::string> our_path(std::string_view path) {
    for (const Prefix& prefix : prefixes) {
        if (!path.starts_with(prefix.theirs)) continue;
        const std::string_view rest = path.substr(prefix.theirs.size());
        if (rest.empty() || rest.front() == '/') return std::string(prefix.ours) + std::string(rest);
    }
    return std::nullopt;
}

std::string relative_place(std::string_view path, std::string_view main_folder) {
    if (!main_folder.empty() && path.starts_with(main_folder)) return std::string(path.substr(main_folder.size()));
    std::string out;
    for (const char c : path) {
        const char slashed = c == '\\' ? '/' : c;
        if (slashed == ':' || (slashed == '/' && (out.empty() || out.back() == '/'))) continue;
        out += slashed;
    }
    while (out.starts_with("../")) out.erase(0, 3);  // steps up would leave the folder
    return out;
}

}  // namespace mailrace::config
