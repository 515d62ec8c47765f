// The spool's thread around the engine: a mailbox in front, completions out of the thread.
#include <thread>

#include "daemon/spool/engine.h"
#include "shared/base/mailbox.h"

namespace mailrace::spool {

namespace {

using Box = std::shared_ptr<Mailbox<Item>>;

class LogLargeBody final : public Spool::LargeBody {
public:
    LogLargeBody(Box box, MessageId id) : box_(std::move(box)), file_(std::make_shared<LargeFile>()) { file_->id = id; }
    ~LogLargeBody() override {
        if (!handed_over_) box_->put(LargeAbortItem{file_});
    }
    LogLargeBody(const LogLargeBody&) = delete;
    LogLargeBody& operator=(const LogLargeBody&) = delete;

    void write(std::string bytes, Spool::Committed done) override {
        if (!box_->put(LargeWriteItem{file_, std::move(bytes), done}) && done) done(Error::cancelled());
    }

    void finish(Envelope envelope, std::vector<events::Event> receipts, Spool::Stored done) override {
        handed_over_ = true;
        auto item = std::make_unique<StoreItem>(StoreItem{std::move(envelope), nullptr, file_, std::move(receipts), done});
        if (!box_->put(std::move(item)) && done) done(Error::cancelled());
    }

private:
    Box box_;
    std::shared_ptr<LargeFile> file_;
    bool handed_over_ = false;
};

class LogSpool final : public Spool {
public:
    explicit LogSpool(std::unique_ptr<Engine> engine) : engine_(std::move(engine)), box_(std::make_shared<Mailbox<Item>>()) {}
    ~LogSpool() override { stop(); }
    LogSpool(const LogSpool&) = delete;
    LogSpool& operator=(const LogSpool&) = delete;

    void start(EventConsumer consumer) override {
        engine_->set_consumer(std::move(consumer));
        thread_ = std::thread([this] { run(); });
    }

    void stop() override {
        box_->close();
        if (thread_.joinable()) thread_.join();
        cancel_left();
    }

    std::string refusal() const override { return engine_->refusal(); }

    void store(Envelope envelope, std::shared_ptr<const std::string> body, std::vector<events::Event> receipts, Stored done) override {
        auto item = std::make_unique<StoreItem>(StoreItem{std::move(envelope), std::move(body), nullptr, std::move(receipts), done});
        if (!box_->put(std::move(item)) && done) done(Error::cancelled());
    }

    Result<std::unique_ptr<LargeBody>> begin_large(MessageId id) override {
        if (auto why = refusal(); !why.empty()) return Error::storage(std::move(why));
        if (!id) return Error::invalid("a message needs an id");
        return std::unique_ptr<LargeBody>(std::make_unique<LogLargeBody>(box_, id));
    }

    void record(std::vector<RecipientUpdate> updates, std::vector<events::Event> events, Committed done) override {
        if (!box_->put(RecordItem{std::move(updates), std::move(events), done}) && done) done(Error::cancelled());
    }

    void put_state(std::string key, std::string value) override { box_->put(NamedItem{std::move(key), std::move(value)}); }

    void journal_reached(EventId id) override { engine_->set_journal(id); }
    std::unique_ptr<events::EventSource> read_events(EventId after) const override { return engine_->read_events(after); }

    Result<std::size_t> read_body(MessageId id, const Location& where, std::uint64_t offset, std::span<char> out) const override {
        return engine_->read_body(id, where, offset, out);
    }

    SpoolStatistics statistics() const override { return engine_->statistics(); }

private:
    /// What was asked for without a thread ever having begun.
    void cancel_left() {
        std::vector<Item> items;
        (void)box_->take_all(items, {});
        for (auto& item : items) {
            if (auto* const store = std::get_if<std::unique_ptr<StoreItem>>(&item); store != nullptr && (*store)->done)
                (*store)->done(Error::cancelled());
            else if (auto* const record = std::get_if<RecordItem>(&item); record != nullptr && record->done)
                record->done(Error::cancelled());
            else if (auto* const piece = std::get_if<LargeWriteItem>(&item); piece != nullptr && piece->done)
                piece->done(Error::cancelled());
        }
    }

    void run() {
        const auto& clock = SystemClock::instance();
        std::vector<Item> items;
        bool open = true;
        while (open) {
            open = box_->take_all(items, engine_->next_call());
            engine_->process(items, clock.steady(), clock.wall());
        }
        engine_->finish(clock.steady(), clock.wall());
    }

    std::unique_ptr<Engine> engine_;
    Box box_;
    std::thread thread_;
};

}  // namespace

Result<std::unique_ptr<Spool>> Spool::open(const SpoolOptions& options, EventId journal_has, RecoveryVisitor& visitor, Recovery& recovery) {
    auto engine = Engine::open(options, journal_has, visitor, recovery);
    if (!engine) return engine.error();
    return std::unique_ptr<Spool>(std::make_unique<LogSpool>(std::move(engine).value()));
}

}  // namespace mailrace::spool
