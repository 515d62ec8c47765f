#include "shared/mail/message_id.h"

namespace mailrace::mail {

std::string make_message_id(MessageId id, std::string_view host) {
    std::string out = "<" + to_text(id) + "@";
    out += host.empty() ? std::string_view("localhost") : host;
    out += '>';
    return out;
}

}  // namespace mailrace::mail
