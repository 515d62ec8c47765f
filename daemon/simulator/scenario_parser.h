// Reads a scenario file: lines of `keyword value`, `<provider NAME> … </provider>` blocks, `#` comments. Every error carries its
// line. Input is bounded (4 MiB, 4096 bytes a line, 20,000 providers, 50 reported errors). A pure function, any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/simulator/scenario.h"

namespace mailrace::simulator {

struct Problem {
    std::size_t line = 0;  // from 1; 0 when the file as a whole is meant
    std::string words;
};

struct ParsedScenario {
    Scenario scenario;
    std::vector<Problem> problems;  // the scenario is usable only when this is empty
};

ParsedScenario parse_scenario(std::string_view text);

/// "FILE:12: unknown keyword …" for each problem, a line each.
std::string describe(const std::vector<Problem>& problems, std::string_view file);

}  // namespace mailrace::simulator
