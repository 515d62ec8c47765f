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
        for (const std::string& domain : list.domain) matcher.add_domain(domain);
        for (const std::string& path : list.address_file) {
            const auto text = read(path);
            if (!text) return text.error();
            for (std::string_view rest = *text; !rest.empty();) {
                const std::size_t end = std::min(rest.find('\n'), rest.size());
                const std::string_view line = mail::trim(rest.substr(0, end));
                rest.remove_prefix(std::min(end + 1, rest.size()));
                if (line.empty() || line.front() == '#') continue;
                if (auto added = matcher.add(line); !added) return Error::invalid(path + ": " + added.error().words);
            }
        }
    }
    return matcher;
}

Status AddressMatcher::add(std::string_view entry) {
    if (entry.size() > 2 && entry.front() == '/' && entry.back() == '/') {
        re2::RE2::Options options;
        options.set_case_sensitive(false);
        options.set_log_errors(false);
        options.set_max_mem(8 << 20);
        auto pattern = std::make_unique<re2::RE2>(entry.substr(1, entry.size() - 2), options);
        if (!pattern->ok()) return Error::invalid("\"" + std::string(entry) + "\" is no pattern: " + pattern->error());
        patterns_.push_back(std::move(pattern));
        return {};
    }
    std::string text = mail::lower(entry);
    if (text.starts_with('@')) add_domain(std::string_view(text).substr(1));
    else if (text.find('@') != std::string::npos) addresses_.insert(std::move(text));
    else locals_.insert(std::move(text));
    return {};
}

void AddressMatcher::add_domain(std::string_view pattern) {
    const std::string text = mail::lower(pattern);
    std::string_view name = text;
    if (name == "*") {
        all_ = true;
    } else if (name.starts_with("[*.]")) {
        domains_.insert(std::string(name.substr(4)));
        parents_.push_back('.' + std::string(name.substr(4)));
    } else if (name.starts_with("*.")) {
        parents_.emplace_back(name.substr(1));
    } else {
        domains_.insert(text);
    }
}

bool AddressMatcher::empty() const { return !all_ && addresses_.empty() && locals_.empty() && domains_.empty() && parents_.empty() && patterns_.empty(); }

bool AddressMatcher::matches(std::string_view address) const {
    if (all_) return true;
    if (empty() || address.empty()) return false;
    const std::string small = mail::lower(address);
    const std::size_t at = small.rfind('@');
    const std::string_view local = std::string_view(small).substr(0, at);
    const std::string_view domain = at == std::string::npos ? std::string_view{} : std::string_view(small).substr(at + 1);
    if (addresses_.contains(small) || locals_.contains(local) || domains_.contains(domain)) return true;
    if (std::any_of(parents_.begin(), parents_.end(), [&](const std::string& parent) { return domain.size() > parent.size() && domain.ends_with(parent); })) return true;
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& pattern) { return re2::RE2::PartialMatch(small, *pattern); });
}

}  // namespace mailrace::feedback
