// A short name for a text that changes with every change of it. It guards against editing an old version, not against attackers.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::config {

/// 16 hexadecimal digits (FNV-1a, 64 bit).
std::string revision_of(std::string_view text);

}  // namespace mailrace::config
