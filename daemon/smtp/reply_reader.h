// Replies out of a stream of bytes that may hold several of them, when commands were pipelined. One client session, its thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/mail/reply.h"

namespace mailrace::smtp {

class ReplyReader {
public:
    enum class Got : std::uint8_t { nothing, reply, garbage };

    /// Bytes that arrived. At most one read's worth gathers here, because replies are taken before more is read.
    void feed(std::string_view bytes) { waiting_.append(bytes); }
    /// The next complete reply. `garbage`: the peer does not speak SMTP; why() says it.
    Got next(mail::Reply& out);
    /// Forgets everything that arrived.
    void clear();
    /// Nothing has arrived that was not taken.
    bool empty() const { return waiting_.empty() && parser_.idle(); }
    const std::string& why() const { return parser_.why(); }

private:
    mail::ReplyParser parser_;
    std::string waiting_;
};

}  // namespace mailrace::smtp
