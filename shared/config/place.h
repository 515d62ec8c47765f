// Where a value of the configuration came from, and the value with its origin. Plain values; live on any thread.
#pragma once

#include <cstdint>
#include <utility>

namespace mailrace::config {

/// A line of one of the loaded files. `file` counts from 1 (Config::where and LoadResult::documents know the name); 0 means
/// that nobody wrote it: a default.
struct Place {
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    explicit operator bool() const { return file != 0; }
    auto operator<=>(const Place&) const = default;
};

/// A value of the typed model together with the line that set it.
template <class T>
struct Setting {
    T value{};
    Place place;
    bool is_default = true;

    Setting() = default;
    Setting(T initial) : value(std::move(initial)) {}  // NOLINT: implicit on purpose, gives the default in the struct
    const T& operator*() const { return value; }
    const T* operator->() const { return &value; }
};

}  // namespace mailrace::config
