// A message body on its way into DATA (RFC 5321 section 4.5.2): dots at the beginning of lines are doubled, and every line ends with CR LF and
// nothing else, so that no bare CR or LF can be taken for the end of the data by anyone behind us. Works piece by piece; one transaction.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::smtp {

class DotStuffer {
public:
    /// Appends the stuffed form of `piece` to `out`.
    void feed(std::string_view piece, std::string& out);
    /// Appends what ends the data: the missing CR LF, the dot.
    void finish(std::string& out);

private:
    bool line_start_ = true;
    bool pending_cr_ = false;   // a CR ended the last piece
};

}  // namespace mailrace::smtp
