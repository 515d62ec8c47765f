// Paths as text, as configurations write them. Pure; private to this folder.
#pragma once

#include <string>
#include <string_view>

namespace mailrace::config {

/// Folder with its slash; empty when there is none.
std::string folder_of(std::string_view path);
bool is_absolute_path(std::string_view path);
/// Without "." and with ".." taken back where a folder stands before it, so that one file has one name.
std::string normal_path(std::string_view path);
/// The path from one folder to a file, both below the same root: "vmta/" to "lists/a" is "../lists/a".
std::string path_between(std::string_view from_folder, std::string_view to);

}  // namespace mailrace::config
