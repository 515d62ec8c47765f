// Where the bytes of a message come from while it is sent: memory, or the spool in pieces of 64 KiB. One session's thread.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "daemon/smtp/client_types.h"
#include "daemon/spool/spool.h"

namespace mailrace::egress {

/// `bytes` may be empty: then the body is read from `spool` (which must outlive the source).
std::unique_ptr<smtp::BodySource> make_body(std::shared_ptr<const std::string> bytes, MessageId message, const spool::Location& where,
                                            const spool::Spool& spool);

}  // namespace mailrace::egress
