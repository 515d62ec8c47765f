// links: mailrace_protocol
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "shared/protocol/frame.h"
#include "shared/protocol/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mailrace::protocol;
    FrameReader reader(512);
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    while (!bytes.empty()) {
        const std::size_t n = std::min<std::size_t>(bytes.size(), 7);
        reader.push(bytes.substr(0, n));
        bytes.remove_prefix(n);
        for (;;) {
            const auto line = reader.next();
            if (!line) return 0;
            if (!line->has_value()) break;
            const auto request = parse_request(**line);
            if (!request.ok) (void)error_line(request.request.id, request.error);
        }
    }
    return 0;
}
