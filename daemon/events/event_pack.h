// Many events as bytes: what travels from the spool to the journal and waits there. An event of a few hundred bytes takes more than a
// thousand as a struct of strings, so whatever may gather in numbers is kept packed and unpacked in small portions. The events stand one
// after the other in order of id, each as its length (four bytes, low first) and the bytes of event_codec.h, as in the spool's records.
// Plain values, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/events/event.h"
#include "shared/base/result.h"

namespace mailrace::events {

class EventPack {
public:
    EventPack() = default;
    EventPack(const EventPack&) = default;
    EventPack& operator=(const EventPack&) = default;
    /// The other one is empty afterwards.
    EventPack(EventPack&& other) noexcept { *this = std::move(other); }
    EventPack& operator=(EventPack&& other) noexcept;

    void add(const Event& event);
    /// `encoded`: the bytes of one event, whose id is `id`.
    void add_encoded(std::string_view encoded, EventId id);
    /// `framed`: `count` > 0 events in the form above, the last of which is `last`.
    void add_framed(std::string_view framed, std::size_t count, EventId last);

    bool empty() const { return count_ == 0; }
    std::size_t size() const { return count_; }
    std::size_t bytes() const { return bytes_.size(); }
    EventId last() const { return last_; }
    /// Gives back memory that is reserved but not used: before a pack waits for long.
    void shrink() { bytes_.shrink_to_fit(); }

private:
    friend class EventPackReader;
    std::string bytes_;
    std::size_t count_ = 0;
    EventId last_;
};

/// Unpacks one event after the other.
class EventPackReader {
public:
    EventPackReader() = default;
    explicit EventPackReader(EventPack pack) : pack_(std::move(pack)) {}

    /// The next event; nothing at the end. What cannot be understood is left out.
    std::optional<Event> next();
    /// The id of the event that next() would give is not greater than `known`: it is passed over without being unpacked.
    void skip_to(EventId known) { known_ = known; }
    /// Bytes that are not read yet.
    std::size_t left() const { return pack_.bytes_.size() - at_; }

private:
    EventPack pack_;
    std::size_t at_ = 0;
    EventId known_;
};

/// Durable events in order of id, read from where they are kept. Belongs to one thread.
class EventSource {
public:
    virtual ~EventSource() = default;
    /// About `bytes` of those after the ones that were given before; empty when there are none now. After an Error the same may be asked again.
    virtual Result<EventPack> next(std::size_t bytes) = 0;
};

/// The length in front of an event's bytes, filled in when they stand: begin_frame() before them, its result to end_frame() after them.
std::size_t begin_frame(std::string& out);
void end_frame(std::string& out, std::size_t at);

}  // namespace mailrace::events
