// Addresses and ranges under the names by which the configuration knows them; shared/mail reads them.
#pragma once

#include "shared/mail/ip_address.h"

namespace mailrace::config {

using mail::Cidr;
using mail::IpAddress;
using mail::parse_cidr;
using mail::parse_ip;

}  // namespace mailrace::config
