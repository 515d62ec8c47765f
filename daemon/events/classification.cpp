#include "daemon/events/classification.h"

namespace mailrace::events {

std::string_view to_string(ResponseClass cls) {
    switch (cls) {
        case ResponseClass::none: return "";
        case ResponseClass::hard: return "hard";
        case ResponseClass::soft: return "soft";
        case ResponseClass::our_fault: return "our-fault";
        case ResponseClass::look: return "look";
    }
    return "";
}

}  // namespace mailrace::events
