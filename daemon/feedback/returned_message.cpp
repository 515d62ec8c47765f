#include "daemon/feedback/returned_message.h"

#include <algorithm>

#include "daemon/feedback/reply_words.h"
#include "shared/mail/address_scan.h"
#include "shared/mail/encoded_word.h"
#include "shared/mail/text.h"

namespace mailrace::feedback {
namespace {

constexpr std::size_t max_fields = 200, max_to = 200;

void add_address(std::vector<std::string>& list, std::string address) {
    const auto same = [&](const std::string& other) { return mail::iequals(other, address); };
    if (!address.empty() && list.size() < max_to && std::none_of(list.begin(), list.end(), same))
        list.push_back(std::move(address));
}

/// "for <user@domain>" of a Received field.
std::string recipient_of_received(std::string_view value) {
    const std::string small = mail::lower(value);
    const std::size_t at = small.find(" for <");
    if (at == std::string::npos) return {};
    const auto found = mail::find_addresses(value.substr(at, 400), 1);
    return found.empty() ? std::string() : found.front().address;
}

}  // namespace

ReturnedMessage returned_message(const std::vector<mail::HeaderField>& header) {
    ReturnedMessage message;
    for (const mail::HeaderField& field : header) {
        if (message.header.size() == max_fields) break;
        std::string value = mail::decode_words(field.value);
        const auto is = [&](std::string_view name) { return mail::iequals(field.name, name); };
        if (is("message-id") && message.message_id.empty())
            message.message_id = one_line(value, 500);
        else if (is("return-path") && message.return_path.empty())
            message.return_path = mail::bare_address(value);
        else if (is("from") && message.from.empty())
            message.from = mail::bare_address(value);
        else if (is("subject") && message.subject.empty())
            message.subject = one_line(value, 500);
        else if (is("to") || is("cc") || is("x-envelope-to") || is("envelope-to") || is("delivered-to") || is("x-original-to")) {
            for (const auto& found : mail::find_addresses(value, max_to)) add_address(message.to, found.address);
        } else if (is("received")) {
            add_address(message.to, recipient_of_received(value));
        }
        message.header.emplace_back(field.name, std::move(value));
    }
    return message;
}

ReturnedMessage returned_message(std::string_view text) {
    // Quoted headers are often indented as a whole, and begin behind empty lines.
    while (!text.empty() && (text.front() == '\n' || text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    if (text.starts_with("From ")) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    const auto block = mail::HeaderBlock::parse(text.substr(0, 256u << 10));
    return block ? returned_message(block->fields()) : ReturnedMessage{};
}

}  // namespace mailrace::feedback
