// What privacy-policy does to recipients: their local parts are left out or replaced by keyed digests, also where another text of the record repeats the
// recipient. Domains stay. Immutable; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/feedback/address_digest.h"

namespace mailrace::journal {

class RecipientMask {
public:
    /// A policy as the configuration has it. One that cannot be read leaves local parts out: rather too little than too much.
    explicit RecipientMask(std::string_view policy);

    bool retains() const { return retains_; }
    /// "local@domain" with the local part replaced; a text without @ is all local part. "rfc822;local@domain" keeps its type.
    std::string address(std::string_view address) const;
    /// Every place of `text` where the recipient stands: whole, as a VERP sender spells it (local=domain), or its local part as a word of three
    /// letters or more.
    std::string text(std::string_view text, std::string_view recipient) const;

private:
    std::string local_part(std::string_view local) const;

    bool retains_ = false;
    std::optional<feedback::AddressDigest> digest_;
};

}  // namespace mailrace::journal
