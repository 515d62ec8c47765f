#include "daemon/events/event_pack.h"

#include <utility>

#include "daemon/events/event_codec.h"
#include "daemon/events/wire.h"

namespace mailrace::events {

namespace {
constexpr std::size_t kFrame = 4;
}

std::size_t begin_frame(std::string& out) {
    out.append(kFrame, '\0');
    return out.size();
}

void end_frame(std::string& out, std::size_t at) {
    const auto length = static_cast<std::uint32_t>(out.size() - at);
    for (std::size_t i = 0; i < kFrame; ++i) out[at - kFrame + i] = static_cast<char>(length >> (8 * i));
}

EventPack& EventPack::operator=(EventPack&& other) noexcept {
    if (this == &other) return *this;
    bytes_ = std::exchange(other.bytes_, {});
    count_ = std::exchange(other.count_, 0);
    last_ = std::exchange(other.last_, {});
    return *this;
}

void EventPack::add(const Event& event) {
    const std::size_t at = begin_frame(bytes_);
    encode(event, bytes_);
    end_frame(bytes_, at);
    ++count_;
    last_ = event.id;
}

void EventPack::add_encoded(std::string_view encoded, EventId id) {
    const std::size_t at = begin_frame(bytes_);
    bytes_.append(encoded);
    end_frame(bytes_, at);
    ++count_;
    last_ = id;
}

void EventPack::add_framed(std::string_view framed, std::size_t count, EventId last) {
    bytes_.append(framed);
    count_ += count;
    last_ = last;
}

std::optional<Event> EventPackReader::next() {
    while (left() > 0) {
        WireReader in(std::string_view(pack_.bytes_).substr(at_));
        const auto bytes = in.bytes(in.u32());
        if (!in.ok()) {
            at_ = pack_.bytes_.size();
            return std::nullopt;
        }
        at_ += kFrame + bytes.size();
        if (const auto id = decode_event_id(bytes); !id || *id <= known_) continue;
        if (auto event = decode_event(bytes)) return event;
    }
    return std::nullopt;
}

}  // namespace mailrace::events
