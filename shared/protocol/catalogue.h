// The catalogue: every method and topic with its parameters, the role it needs and one line of help. The server refuses what is not in it, and
// session.describe, the command line's help and completion, and the tests are made from it. PROTOCOL.md says the same in prose.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mailrace::protocol {

inline constexpr int kVersionMajor = 1;
inline constexpr int kVersionMinor = 0;

enum class Role : std::uint8_t { none, monitor, operator_, admin };
std::string_view to_string(Role role);

enum class ParamType : std::uint8_t { text, integer, boolean, object, array, any };
std::string_view to_string(ParamType type);

struct ParamInfo {
    std::string_view name;
    ParamType type;
    bool required;
    std::string_view help;
};

struct MethodInfo {
    std::string_view name;
    Role role;  // none: also before hello
    std::string_view help;
    std::span<const ParamInfo> params;
};

struct TopicInfo {
    std::string_view name;
    Role role;
    std::string_view help;
    std::span<const ParamInfo> params;
};

std::span<const MethodInfo> methods();
std::span<const TopicInfo> topics();
const MethodInfo* find_method(std::string_view name);
const TopicInfo* find_topic(std::string_view name);

/// The columns of a row of events and of a row of queues, in the order in which they travel.
std::span<const std::string_view> event_columns();
std::span<const std::string_view> queue_columns();

}  // namespace mailrace::protocol
