// The parts of a message (RFC 2045, 2046) read from mail as it comes: LF, CR LF and CR line ends read the same, missing and
// broken structure is made the best of, everything is bounded. Owns a copy of the text; parts are views into it. Linear in time;
// any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/mail/content_type.h"
#include "shared/mail/header_block.h"

namespace mailrace::mail {

struct MimeLimits {
    std::size_t bytes = 8u << 20;  // of the message; the rest is not looked at
    std::size_t depth = 32;        // multiparts and messages inside one another; deeper ones stay one part of text
    std::size_t parts = 500;       // what comes behind belongs to the last
    std::size_t fields = 1000;     // kept of one header
};

struct MimePart {
    ContentType type;                 // as the header says; without one text/plain, message/rfc822 in a digest
    std::string encoding;             // Content-Transfer-Encoding, lower case
    std::string filename;             // of the disposition or the type, as UTF-8
    std::vector<HeaderField> header;  // views
    std::string_view body;            // behind the header, still encoded, LF line ends; of a multipart with all that is inside
    std::string_view preamble;        // of a multipart: before the first boundary
    std::size_t parent = SIZE_MAX;    // index; SIZE_MAX for the message itself
    std::size_t depth = 0;

    const HeaderField* find(std::string_view name) const;
    /// The first field of that name, decoded to UTF-8 in one line; empty when there is none.
    std::string field(std::string_view name) const;
    bool is_multipart() const { return type.starts_with("multipart/"); }
    /// A message inside: the next part is its header and content, unless it is encoded or too deep.
    bool is_message() const;
};

class MimeMessage {
public:
    /// Never fails. A leading "From " line of an mbox is skipped.
    static MimeMessage read(std::string_view bytes, const MimeLimits& limits = {});

    /// In the order of the text; [0] is the message itself. Never empty.
    const std::vector<MimePart>& parts() const { return parts_; }
    const MimePart& root() const { return parts_.front(); }
    /// The whole text with LF line ends, as far as it was read.
    std::string_view text() const { return *text_; }
    /// Something was left out: too many bytes, parts, fields or levels.
    bool cut() const { return cut_; }
    /// Is `part` inside the part `ancestor`?
    bool is_inside(std::size_t part, std::size_t ancestor) const;

private:
    friend class MimeReader;
    std::unique_ptr<const std::string> text_;
    std::vector<MimePart> parts_;
    bool cut_ = false;
};

/// The body without its transfer encoding, at most `max` bytes.
std::string decoded_body(const MimePart& part, std::size_t max);
/// The same as UTF-8, by the part's charset.
std::string decoded_text(const MimePart& part, std::size_t max);

/// With LF line ends: CR LF, and CR where no LF is near, become LF; a lone CR inside LF text becomes a blank.
std::string with_lf(std::string_view text);

}  // namespace mailrace::mail
