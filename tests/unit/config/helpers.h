// Short forms for the tests of the configuration.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/config/load.h"

namespace mailrace::config {

inline LoadResult load_of(std::string text) { return load_text("test.conf", std::move(text)); }

inline std::string texts(const std::vector<Diagnostic>& diagnostics) {
    std::string out;
    for (const Diagnostic& d : diagnostics) out += to_text(d) + '\n';
    return out;
}

/// A configuration that must load.
inline std::shared_ptr<const Config> config_of(std::string text) {
    LoadResult result = load_of(std::move(text));
    EXPECT_TRUE(result.config) << texts(result.diagnostics);
    return result.config ? result.config : built_in_default();
}

inline const Diagnostic* find(const std::vector<Diagnostic>& diagnostics, std::string_view code) {
    for (const Diagnostic& d : diagnostics)
        if (d.code == code) return &d;
    return nullptr;
}

inline std::size_t count_errors(const std::vector<Diagnostic>& diagnostics) {
    std::size_t n = 0;
    for (const Diagnostic& d : diagnostics) n += d.severity == Severity::error;
    return n;
}

}  // namespace mailrace::config
