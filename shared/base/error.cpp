#include "shared/base/error.h"

#include <cerrno>
#include <system_error>

namespace mailrace {

std::string_view to_string(ErrorClass cls) {
    switch (cls) {
        case ErrorClass::invalid: return "invalid";
        case ErrorClass::not_found: return "not_found";
        case ErrorClass::forbidden: return "forbidden";
        case ErrorClass::limit: return "limit";
        case ErrorClass::timeout: return "timeout";
        case ErrorClass::network: return "network";
        case ErrorClass::protocol: return "protocol";
        case ErrorClass::storage: return "storage";
        case ErrorClass::busy: return "busy";
        case ErrorClass::cancelled: return "cancelled";
        case ErrorClass::internal: return "internal";
    }
    return "internal";
}

Error system_error(std::string_view what, int error_number) {
    const bool temporary = error_number == EAGAIN || error_number == EINTR || error_number == ENOSPC ||
                           error_number == ENOMEM || error_number == EMFILE || error_number == ENFILE ||
                           error_number == ENOBUFS || error_number == EBUSY || error_number == ETIMEDOUT;
    std::string words(what);
    words += ": ";
    words += std::generic_category().message(error_number);
    return {ErrorClass::storage, temporary, Origin::system, std::move(words)};
}

}  // namespace mailrace
