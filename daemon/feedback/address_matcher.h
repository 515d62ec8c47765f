// Is an address on a list? Whole addresses, local parts, domain patterns and regular expressions (RE2: linear time), from the configuration and from files.
// Built once, then constant; any thread.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "daemon/feedback/address_entry.h"
#include "shared/base/result.h"
#include "shared/config/report_settings.h"

namespace re2 {
class RE2;
}

namespace mailrace::feedback {

class AddressMatcher {
public:
    using FileReader = std::function<Result<std::string>(const std::string& path)>;

    AddressMatcher();
    ~AddressMatcher();
    AddressMatcher(AddressMatcher&&) noexcept;
    AddressMatcher& operator=(AddressMatcher&&) noexcept;

    /// Fails with words when a file cannot be read or a pattern is none; lines that begin with '#' are left out of files.
    static Result<AddressMatcher> make(std::span<const config::AddressList> lists, const FileReader& read);

    /// `address`: without brackets, any case.
    bool matches(std::string_view address) const;
    bool empty() const;

private:
    Status add(std::string_view entry, std::optional<EntryKind> kind = std::nullopt);
    void add_domain(std::string_view pattern);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Set = std::unordered_set<std::string, Hash, std::equal_to<>>;
    Set addresses_, locals_, domains_;   // lower case
    std::vector<std::string> parents_;   // ".a.b": what ends so
    bool all_ = false;
    std::vector<std::unique_ptr<re2::RE2>> patterns_;
};

}  // namespace mailrace::feedback
