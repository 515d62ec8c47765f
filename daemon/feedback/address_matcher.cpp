#include "daemon/feedback/address_matcher.h"

#include <re2/re2.h>

#include <algorithm>

#include "shared/mail/text.h"

namespace mailrace::feedback {

AddressMatcher::AddressMatcher() = default;
AddressMatcher::~AddressMatcher() = default;
AddressMatcher::AddressMatcher(AddressMatcher&&) noexcept = default;
AddressMatcher& AddressMatcher::operator=(AddressMatcher&&) noexcept = default;

Result<AddressMatcher> AddressMatcher::make(std::span<const config::AddressList> lists, const FileReader& read) {
    AddressMatcher matcher;
    for (const config::AddressList& list : lists) {
        for (const std::string& entry : list.address) {
            if (auto added = matcher.add(entry); !added) return added.error();
        }
        for (const std::string& domain : list.domain) {
            if (auto added = matcher.add(domain, EntryKind::domain); !added) return added.error();
        }
        for (const std::string& path : list.address_file) {
            const auto text = read(path);
            if (!text) return text.error();
            for (std::string_view rest = *text; !rest.empty();) {
                const std::size_t end = std::min(rest.find('\n'), rest.size());
                const std::string_view line = mail::trim(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
                const auto read_line = parse_list_line(line);
                if (!read_line) return Error::invalid(path + ": " + read_line.error().words);
                if (!*read_line) continue;
                if (auto added = matcher.add((*read_line)->value, (*read_line)->kind); !added) return Error::invalid(path + ": " + added.error().words);
            }
        }
    }
    return matcher;
}

Status AddressMatcher::add(std::string_view text, std::optional<EntryKind> kind) {
    auto entry = parse_entry(text, kind);
    if (!entry) return std::move(entry).error();
    switch (entry->kind) {
        case EntryKind::address: addresses_.insert(std::move(entry->value)); break;
        case EntryKind::local_part: locals_.insert(std::move(entry->value)); break;
        case EntryKind::domain: add_domain(entry->value); break;
        case EntryKind::pattern: {
            re2::RE2::Options options;
            options.set_case_sensitive(false);
            options.set_log_errors(false);
            options.set_max_mem(8 << 20);
            patterns_.push_back(std::make_unique<re2::RE2>(entry->value, options));
            break;
        }
    }
    return {};
}

void AddressMatcher::add_domain(std::string_view name) {
    if (name == "*") {
        all_ = true;
    } else if (name.starts_with("[*.]")) {
        domains_.emplace(name.substr(4));
        parents_.push_back('.' + std::string(name.substr(4)));
    } else if (name.starts_with("*.")) {
        parents_.emplace_back(name.substr(1));
    } else {
        domains_.emplace(name);
    }
}

bool AddressMatcher::empty() const { return !all_ && addresses_.empty() && locals_.empty() && domains_.empty() && parents_.empty() && patterns_.empty(); }

bool AddressMatcher::matches(std::string_view address) const {
    if (all_) return true;
    if (empty() || address.empty()) return false;
    const NormalAddress normal = normal_address(address);
    const std::string& small = normal.text;
    const std::string_view local = normal.local(), domain = normal.domain();
    if (addresses_.contains(small) || locals_.contains(local) || domains_.contains(domain)) return true;
    if (std::any_of(parents_.begin(), parents_.end(), [&](const std::string& parent) { return domain.size() > parent.size() && domain.ends_with(parent); })) return true;
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& pattern) { return re2::RE2::PartialMatch(small, *pattern); });
}

}  // namespace mailrace::feedback
