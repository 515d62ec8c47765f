// The scenarios that are part of the binary: "internet" (a varied pretend Internet) and "fast" (everything accepts at once).
// Their text is that of resources/simulator/*.scenario at build time. Constant data, usable from any thread.
#pragma once

#include <string_view>

namespace mailrace::simulator {

/// The text of a built-in scenario; empty when there is none of that name.
std::string_view embedded_scenario(std::string_view name);

}  // namespace mailrace::simulator
