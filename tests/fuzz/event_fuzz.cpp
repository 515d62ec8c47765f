// links: mailrace_events
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "daemon/events/event_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mailrace::events;
    const auto event = decode_event({reinterpret_cast<const char*>(data), size});
    if (!event) return 0;
    std::string bytes;
    encode(*event, bytes);
    const auto again = decode_event(bytes);
    std::string twice;
    if (again) encode(*again, twice);
    if (!again || twice != bytes) std::abort();
    return 0;
}
