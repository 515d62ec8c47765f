// links: mailrace_mail
// The MIME reader: every view lies inside the reader's text, bounds hold, line ends make no difference to the structure, and no
// decoder makes more than it may.
#include <cstdlib>
#include <string>

#include "shared/mail/address_scan.h"
#include "shared/mail/encoded_word.h"
#include "shared/mail/html_text.h"
#include "shared/mail/mime.h"
#include "shared/mail/text.h"

namespace {

bool inside(std::string_view view, std::string_view text) {
    return view.empty() || (view.data() >= text.data() && view.data() + view.size() <= text.data() + text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace mailrace::mail;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const MimeLimits limits{.bytes = 1 << 16, .depth = 8, .parts = 40, .fields = 50};
    const auto message = MimeMessage::read(text, limits);
    if (message.parts().empty() || message.parts().size() > limits.parts + 1) std::abort();
    for (const auto& part : message.parts()) {
        if (!inside(part.body, message.text()) || !inside(part.preamble, message.text())) std::abort();
        if (part.header.size() > limits.fields || part.depth >= limits.depth) std::abort();
        for (const auto& field : part.header) {
            if (!inside(field.raw, message.text())) std::abort();
            if (!is_utf8(decode_words(field.value, 500))) std::abort();
        }
        if (decoded_body(part, 1000).size() > 1000) std::abort();
        const std::string words = decoded_text(part, 4000);
        if (!is_utf8(words)) std::abort();
        const std::string plain = html_to_text(words);
        if (plain.size() > words.size()) std::abort();
        for (const auto& found : find_addresses(plain)) {
            if (found.end > plain.size() || found.begin >= found.end || bare_address(found.address).empty()) std::abort();
        }
    }
    const std::string lf = with_lf(text);
    if (MimeMessage::read(lf, limits).parts().size() != MimeMessage::read(with_lf(lf), limits).parts().size()) std::abort();
    return 0;
}
