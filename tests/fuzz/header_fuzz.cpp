// links: mailrace_intake
// Header blocks: the views stay inside the input, the scanner agrees with itself however the input is cut, stamping loses no byte
// of the body.
#include <cstdlib>
#include <string>

#include "daemon/intake/message_header.h"
#include "shared/mail/header_block.h"
#include "shared/mail/header_scanner.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace mailrace;
    if (size < 1) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    mail::HeaderScanner whole, cut;
    const std::size_t end = whole.feed(text);
    const std::size_t at = std::min<std::size_t>(data[0], text.size());
    if (cut.feed(text.substr(0, at)) + cut.feed(text.substr(at)) != end || cut.received() != whole.received()) std::abort();
    auto block = mail::HeaderBlock::parse(text);
    if (!block) return 0;
    std::size_t sum = 0;
    for (const auto& field : block->fields()) {
        sum += field.raw.size();
        (void)mail::unfold(field.value, 100);
    }
    if (sum != block->fields_size() || block->body_offset() > text.size()) std::abort();
    intake::SourceRules rules;
    rules.process_x_job = rules.process_x_virtual_mta = rules.process_x_envid = rules.add_message_id = true;
    rules.date = intake::DateRule::replace;
    auto stamped = intake::stamp_header(text, rules, {});
    if (stamped && !stamped->bytes.ends_with(text.substr(block->fields_size()))) std::abort();
    return 0;
}
