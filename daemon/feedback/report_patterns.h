// Reports in a form that only their sender knows, read by patterns of the user: a file with one /pattern/ a line, whose named groups fill the record.
// RE2, so that no pattern takes more than linear time. Built once, then constant; any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/feedback/report.h"
#include "shared/base/result.h"

namespace re2 {
class RE2;
}

namespace mailrace::feedback {

class ReportPatterns {
public:
    ReportPatterns();
    ~ReportPatterns();
    ReportPatterns(ReportPatterns&&) noexcept;
    ReportPatterns& operator=(ReportPatterns&&) noexcept;

    /// Adds the patterns of a file; `name` becomes the record's format. Groups: rcpt (needed), orig, messageId, status, diagnostic, feedbackType,
    /// sourceIp, reportedDomain. Empty lines and those that begin with '#' are left out. Fails with the line and words.
    Status add_file(const std::string& name, std::string_view text);

    /// The first pattern that fits `body`; a complaint when `complaints`, else a bounce. `where` says file and line.
    std::optional<Report> read(std::string_view body, bool complaints, std::string* where = nullptr) const;
    bool empty() const { return patterns_.empty(); }

private:
    struct Pattern {
        std::string name;
        std::size_t line = 0;
        std::unique_ptr<re2::RE2> expression;
    };
    std::vector<Pattern> patterns_;
};

}  // namespace mailrace::feedback
