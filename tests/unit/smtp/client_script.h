// Scripts for the client machines: expect what is written, give what is read, without sockets.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "daemon/smtp/client_handshake.h"
#include "daemon/smtp/client_transaction.h"

namespace mailrace::smtp::testing {

class PiecesBody : public BodySource {
public:
    explicit PiecesBody(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {
        for (const std::string& piece : pieces_) size_ += piece.size();
    }
    std::uint64_t size() const override { return size_; }
    Result<std::string_view> next() override {
        if (fail_at == at_) return Error::storage("the disk is gone");
        if (at_ == pieces_.size()) return std::string_view{};
        return std::string_view(pieces_[at_++]);
    }
    std::size_t fail_at = SIZE_MAX;

private:
    std::vector<std::string> pieces_;
    std::uint64_t size_ = 0;
    std::size_t at_ = 0;
};

template <class Machine>
class Script {
public:
    explicit Script(Machine& machine) : machine_(machine), action_(machine.resume(ClientEvent{})) {}

    Script& expect_write(std::string_view text) {
        EXPECT_EQ(action_.kind, ClientAction::Kind::write) << "expected to write: " << text;
        EXPECT_EQ(written(), text);
        EXPECT_GT(action_.timeout.count(), 0);
        return event({ClientEvent::Kind::written, {}, {}});
    }
    Script& give(std::string_view bytes) {
        EXPECT_EQ(action_.kind, ClientAction::Kind::read) << "before: " << bytes;
        EXPECT_GT(action_.timeout.count(), 0);
        return event({ClientEvent::Kind::bytes, bytes, {}});
    }
    Script& expect_timeout(Duration timeout) {
        EXPECT_EQ(action_.timeout.count(), timeout.count());
        return *this;
    }
    Script& expect_read() {
        EXPECT_EQ(action_.kind, ClientAction::Kind::read);
        return *this;
    }
    Script& expect_start_tls() {
        EXPECT_EQ(action_.kind, ClientAction::Kind::start_tls);
        return event({ClientEvent::Kind::tls_up, {}, {}});
    }
    Script& end() { return event({ClientEvent::Kind::ended, {}, {}}); }
    Script& fail(Error error) { return event({ClientEvent::Kind::failed, {}, std::move(error)}); }
    void expect_done() { EXPECT_EQ(action_.kind, ClientAction::Kind::done) << "writes: " << written(); }

    bool done() const { return action_.kind == ClientAction::Kind::done; }
    const ClientAction& action() const { return action_; }
    std::string written() const { return std::string(action_.pieces[0]) + std::string(action_.pieces[1]); }
    Script& event(const ClientEvent& e) {
        action_ = machine_.resume(e);
        return *this;
    }

private:
    Machine& machine_;
    ClientAction action_;
};

/// Everything a transaction needs, with two recipients and a receiver that offers nothing.
struct TransactionBench {
    ClientOptions options;
    Capabilities caps;
    TransactionRequest request;
    SessionState session;
    ReplyReader reader;
    ManualClock clock;
    Transcript transcript{clock, true};
    std::unique_ptr<PiecesBody> body = std::make_unique<PiecesBody>(std::vector<std::string>{"Subject: x\r\n\r\n.dot\r\nend\r\n"});
    std::unique_ptr<ClientTransaction> machine;

    TransactionBench() {
        options.ehlo_name = "me.example";
        caps.esmtp = true;
        request.sender = "s@example.org";
        request.recipients = {{"a@example.com", "", 0}, {"b@example.com", "", 0}};
    }
    Script<ClientTransaction> start() {
        machine = std::make_unique<ClientTransaction>(options, caps, request, *body, session, reader, transcript);
        return Script<ClientTransaction>(*machine);
    }
    RecipientVerdict verdict(std::size_t i) const { return machine->results().at(i).verdict; }
    const Answer& answer(std::size_t i) const { return machine->results().at(i).answer; }
};

}  // namespace mailrace::smtp::testing
