// A record as reports count it: times and sizes as numbers, names ready to be keys. The reader keeps what a view points at until
// the next record; one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "daemon/feedback/classifier.h"
#include "shared/accounting/record_parser.h"

namespace mailrace::reports {

struct Entry {
    accounting::Kind kind = accounting::Kind::other;
    std::int64_t logged = -1;  // ms since 1970; negative when unknown
    std::int64_t delay = -1;   // ms from acceptance to the record; negative when unknown
    std::uint64_t bytes = 0;
    std::string_view domain;  // lower case
    std::string_view provider;
    std::string_view vmta, pool, job, queue, user, source;
    std::string_view category;  // empty where the file has none
    std::string_view recipient;
    std::string_view response;  // the receiver's words, without "smtp;"
};

class EntryReader {
public:
    /// `reclassify`: the category of refusals comes from their words; null: from the file.
    explicit EntryReader(std::shared_ptr<const feedback::Classifier> reclassify = {}) : classifier_(std::move(reclassify)) {}

    const Entry& read(const accounting::Record& record);

private:
    std::string_view provider(const accounting::Record& record);

    std::shared_ptr<const feedback::Classifier> classifier_;
    Entry entry_;
    std::string domain_, provider_, host_;
};

}  // namespace mailrace::reports
