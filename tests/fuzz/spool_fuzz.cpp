// links: mailrace_spool
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "daemon/events/event_codec.h"
#include "daemon/spool/segment_reader.h"

namespace {

using namespace mailrace;

class Bytes final : public platform::File {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
    Status write_at(std::uint64_t, std::string_view) override { return Error::invalid("read only"); }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<char> out) const override {
        if (offset >= bytes_.size()) return std::size_t{0};
        return bytes_.copy(out.data(), out.size(), static_cast<std::size_t>(offset));
    }
    Status sync() override { return {}; }
    Result<std::uint64_t> size() const override { return std::uint64_t{bytes_.size()}; }
    Status truncate(std::uint64_t) override { return Error::invalid("read only"); }
    Status preallocate(std::uint64_t) override { return Error::invalid("read only"); }

private:
    std::string_view bytes_;
};

void understand(spool::RecordType type, std::string_view meta) {
    const auto event = [](std::string_view bytes) { (void)events::decode_event(bytes); };
    switch (type) {
        case spool::RecordType::message:
            if (const auto m = spool::decode_message_meta(meta)) {
                std::vector<spool::PackedState> states;
                (void)spool::decode_states(*m, states);
                const auto e = spool::decode_envelope(m->id, m->envelope);
                if (e && e->recipients.size() > meta.size()) std::abort();
                (void)spool::for_each_event(m->events, event);
            }
            break;
        case spool::RecordType::outcome:
            if (const auto m = spool::decode_outcome_meta(meta)) {
                (void)spool::for_each_update(m->updates, [](MessageId, std::uint32_t, spool::PackedState) {});
                (void)spool::for_each_event(m->events, event);
            }
            break;
        case spool::RecordType::tombstones: {
            std::vector<spool::Tombstone> list;
            (void)spool::decode_tombstones(meta, list);
            break;
        }
        case spool::RecordType::state: (void)spool::decode_state(meta); break;
    }
}

}  // namespace

// The first byte says what follows: a segment, or the meta bytes of one record (whose checksum chance would never meet).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] >= 1 && data[0] <= 4) {
        understand(static_cast<spool::RecordType>(data[0]), input);
        return 0;
    }
    const auto header = spool::decode_segment_header(input);
    const Bytes file(input);
    spool::SegmentReader reader(file, header ? header->salt : 0, 0, input.size());
    spool::Record record;
    std::uint64_t last = 0;
    for (;;) {
        const auto step = reader.next(record);
        if (step == spool::SegmentReader::Step::end) return 0;
        if (step == spool::SegmentReader::Step::torn) {
            if (!reader.find_next()) return 0;
            continue;
        }
        if (record.offset < last || reader.offset() > input.size()) std::abort();
        last = record.offset;
        understand(record.header.type, record.meta);
    }
}
