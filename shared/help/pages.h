// The compiled-in pages, made from resources/help/ by CMake. Private to this folder.
#pragma once

#include <span>
#include <string_view>

namespace mailrace::help {

struct Page {
    std::string_view id;
    std::string_view language;  // empty: English
    std::string_view text;
};

std::span<const Page> pages();

}  // namespace mailrace::help
