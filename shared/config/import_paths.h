// From PowerMTA's folders to ours. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailrace::config {

/// "/etc/pmta/x" is "/etc/mailrace/x", and so on; nothing when the path is in no folder of PowerMTA.
std::optional<std::string> our_path(std::string_view path);

/// Where an included file lies below the folder of our configuration: beside the main file as it was beside theirs, else under
/// its whole path.
std::string relative_place(std::string_view path, std::string_view main_folder);

}  // namespace mailrace::config
