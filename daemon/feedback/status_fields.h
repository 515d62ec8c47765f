// Groups of fields as message/delivery-status holds them (RFC 3464 section 2, RFC 6533): one about the message, then one a
// recipient. Also read when they stand in the middle of a text. Pure, bounded; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "daemon/feedback/report.h"

namespace mailrace::feedback {

struct StatusFields {
    std::string reporting_mta, envelope_id;
    std::vector<ReportRecipient> recipients;  // without category; status and code as stated or as the diagnostic tells
};

/// `text` is the decoded part, LF lines. At most `max` recipients. Groups without empty lines between them are told apart by the
/// fields that begin again; a recipient without any address is left out.
StatusFields read_status_fields(std::string_view text, std::size_t max);

/// The same from a notice that carries such fields in its prose; nothing when fewer than two of them are there.
StatusFields find_status_fields(std::string_view notice, std::size_t max);

}  // namespace mailrace::feedback
