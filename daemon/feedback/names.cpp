#include "daemon/feedback/names.h"

#include <mutex>
#include <set>
#include <string>

namespace mailrace::feedback {

std::string_view kept_name(std::string_view name) {
    static std::mutex mutex;
    static std::set<std::string, std::less<>>& names =
        *new std::set<std::string, std::less<>>;  // outlives all static destructors
    const std::lock_guard lock(mutex);
    auto found = names.find(name);
    if (found == names.end()) found = names.emplace(name).first;
    return *found;
}

}  // namespace mailrace::feedback
