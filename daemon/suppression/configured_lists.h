// The suppression lists as the configuration has them: names, digests, automatic entry, and the entries that its lines and files give. Files may be large (ten
// million lines): of those only fingerprints and line numbers are kept. Made once for a configuration, then constant; any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/suppression/list_index.h"
#include "shared/base/clock.h"
#include "shared/config/config.h"

namespace mailrace::suppression {

struct AutomaticEntry {
    std::vector<std::string> categories;
    bool complaints = false;
    std::uint64_t after = 1;
    Duration within{};
    std::optional<Duration> expires;  // never, when there is none
    bool any() const { return complaints || !categories.empty(); }
};

class ConfiguredList {
public:
    const std::string& name() const { return name_; }
    const std::string& place() const { return place_; }  // "file:line"
    const std::optional<auth::KeyedDigest>& digest() const { return digest_; }
    const AutomaticEntry& automatic() const { return automatic_; }
    const std::vector<std::string>& sources() const { return sources_; }  // that name it
    const ListIndex& index() const { return index_; }
    std::uint64_t entries() const { return index_.size(); }

    /// "file:line" of an entry with that number.
    std::string where(std::uint32_t number) const;
    /// Entries with numbers above `after`, in order, read again from the files, until `take` answers false.
    void each(std::uint32_t after, const std::function<bool(std::uint32_t, const Key&)>& take) const;

private:
    friend class ConfiguredLists;
    /// Numbers from `first` on are lines of `file`, the first of them line 1; or the single entry of one line of the configuration.
    struct Part {
        std::uint32_t first = 0;
        std::string place;       // of the line of the configuration
        std::string file;        // empty: `text` is the entry
        std::string text;
        std::optional<EntryKind> kind;
    };
    Status read(const config::AddressList& from, const config::Config& config, std::vector<std::string>& problems);
    Status read_file(Part& part, std::uint32_t& next, std::vector<std::string>& problems);

    std::string name_, place_;
    std::optional<auth::KeyedDigest> digest_;
    AutomaticEntry automatic_;
    std::vector<std::string> sources_;
    ListIndex index_;
    std::vector<Part> parts_;
};

class ConfiguredLists {
public:
    /// Fails when a file cannot be read: a daemon that does not know whom it must not mail does not start. Lines that are no entries are told in problems().
    static Result<std::shared_ptr<const ConfiguredLists>> make(const config::Config& config);

    /// Any case; nullptr when there is none.
    const ConfiguredList* find(std::string_view name) const;
    const std::vector<std::unique_ptr<ConfiguredList>>& all() const { return lists_; }
    const std::vector<std::string>& problems() const { return problems_; }
    bool any_automatic() const { return automatic_; }

private:
    std::vector<std::unique_ptr<ConfiguredList>> lists_;
    std::vector<std::string> problems_;
    bool automatic_ = false;
};

/// The lines of a file without their ends, until `take` answers false; a line is cut at 4,096 bytes and one.
Status each_line(const std::string& path, const std::function<bool(std::uint32_t number, std::string_view line)>& take);

}  // namespace mailrace::suppression
