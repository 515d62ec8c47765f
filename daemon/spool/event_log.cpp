#include "daemon/spool/event_log.h"

#include "daemon/events/event_codec.h"
#include "daemon/spool/segment_reader.h"

namespace mailrace::spool {

namespace {

class LogEventSource final : public events::EventSource {
public:
    LogEventSource(const EventLog& log, SegmentFiles& files, EventId after) : log_(log), files_(files), after_(after) {}

    Result<events::EventPack> next(std::size_t bytes) override {
        events::EventPack pack;
        while (pack.bytes() < bytes) {
            const auto place = log_.find(segment_, offset_, after_);
            if (!place) break;
            if (place->segment != segment_) offset_ = kSegmentHeaderSize;
            segment_ = place->segment;
            if (auto read = read_from(*place, bytes, pack); !read) {
                // What was read before is good; the error comes again when nothing else is left to give.
                if (pack.empty()) return read.error();
                break;
            }
        }
        return pack;
    }

private:
    Status read_from(const EventLog::Place& place, std::size_t bytes, events::EventPack& pack) {
        const auto file = files_.get(place.segment);
        if (!file) return file.error();
        SegmentReader reader(*file.value(), place.salt, offset_, place.length, SegmentReader::Bodies::trust);
        Record record;
        while (pack.bytes() < bytes) {
            const auto step = reader.next(record);
            // Damage is passed over, as recovery does: what stood there cannot be had.
            if (step == SegmentReader::Step::torn && reader.find_next()) continue;
            if (step != SegmentReader::Step::record) {
                offset_ = place.length;
                return {};
            }
            take(record, pack);
            offset_ = reader.offset();
        }
        return {};
    }

    void take(const Record& record, events::EventPack& pack) {
        std::string_view list;
        if (record.header.type == RecordType::message) {
            if (const auto meta = decode_message_meta(record.meta)) list = meta->events;
        } else if (record.header.type == RecordType::outcome) {
            if (const auto meta = decode_outcome_meta(record.meta)) list = meta->events;
        }
        if (list.empty()) return;
        for_each_event(list, [&](std::string_view event) {
            const auto id = events::decode_event_id(event);
            if (!id || *id <= after_) return;
            pack.add_encoded(event, *id);
            after_ = *id;
        });
    }

    const EventLog& log_;
    SegmentFiles& files_;
    EventId after_;
    std::uint32_t segment_ = 0;
    std::uint64_t offset_ = 0;
};

}  // namespace

void EventLog::reaches(std::uint32_t segment, std::uint32_t salt, std::uint64_t length, std::uint64_t last_event) {
    if (last_event == 0) return;
    const std::lock_guard lock(mutex_);
    places_[segment] = {segment, salt, length, last_event};
}

void EventLog::forget(std::uint32_t segment) {
    const std::lock_guard lock(mutex_);
    places_.erase(segment);
}

std::optional<EventLog::Place> EventLog::find(std::uint32_t segment, std::uint64_t offset, EventId after) const {
    const std::lock_guard lock(mutex_);
    for (auto it = places_.lower_bound(segment); it != places_.end(); ++it) {
        const Place& place = it->second;
        if (place.last_event > after.value && (it->first != segment || place.length > offset)) return place;
    }
    return std::nullopt;
}

std::unique_ptr<events::EventSource> EventLog::read(EventId after) const { return std::make_unique<LogEventSource>(*this, files_, after); }

}  // namespace mailrace::spool
