#include "daemon/smtp/reply_reader.h"

namespace mailrace::smtp {

ReplyReader::Got ReplyReader::next(mail::Reply& out) {
    if (waiting_.empty() && parser_.why().empty()) return Got::nothing;
    auto fed = parser_.feed(waiting_);
    waiting_.erase(0, fed.consumed);
    switch (fed.state) {
        case mail::ReplyParser::State::incomplete: return Got::nothing;
        case mail::ReplyParser::State::invalid: return Got::garbage;
        case mail::ReplyParser::State::value: break;
    }
    out = parser_.take();
    return Got::reply;
}

void ReplyReader::clear() {
    waiting_.clear();
    parser_.reset();
}

}  // namespace mailrace::smtp
