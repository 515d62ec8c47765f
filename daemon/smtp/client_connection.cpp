#include "daemon/smtp/client_connection.h"

namespace mailrace::smtp {

ClientConnection::ClientConnection(net::Stream stream, ClientOptions options, std::string host, const Clock& clock, bool track)
    : stream_(std::move(stream)), options_(std::move(options)), host_(std::move(host)), clock_(clock), transcript_(clock, track) {}

// Does one action; for a read the number of bytes in the buffer.
net::Task<Result<std::size_t>> ClientConnection::act(const ClientAction& action) {
    net::Deadline deadline = net::after(action.timeout);
    switch (action.kind) {
        case ClientAction::Kind::read: {
            Result<std::size_t> got = co_await stream_.read_some(buffer_, deadline);
            co_return got;
        }
        case ClientAction::Kind::write: {
            std::size_t count = action.pieces[1].empty() ? 1 : 2;
            Status status = co_await stream_.write(std::span<const std::string_view>(action.pieces.data(), count), deadline);
            if (!status) co_return status.error();
            break;
        }
        case ClientAction::Kind::start_tls: {
            SteadyTime began = clock_.steady();
            Result<net::TlsInfo> info = co_await stream_.start_tls_client(tls_context_, host_, deadline);
            tls_us_ = static_cast<std::uint32_t>((clock_.steady() - began).count());
            if (!info) co_return info.error();
            tls_ = *info;
            transcript_.add('=', tls_.protocol + " " + tls_.cipher);
            break;
        }
        case ClientAction::Kind::done: break;
    }
    co_return std::size_t{0};
}

template <class Machine>
net::Task<void> ClientConnection::run(Machine& machine) {
    ClientEvent event;
    for (;;) {
        ClientAction action = machine.resume(event);
        if (action.kind == ClientAction::Kind::done) co_return;
        Result<std::size_t> result = co_await act(action);
        event = ClientEvent{};
        if (!result) {
            event.kind = ClientEvent::Kind::failed;
            event.error = result.error();
            continue;
        }
        switch (action.kind) {
            case ClientAction::Kind::read:
                event.kind = *result == 0 ? ClientEvent::Kind::ended : ClientEvent::Kind::bytes;
                event.bytes = std::string_view(buffer_.data(), *result);
                break;
            case ClientAction::Kind::write: event.kind = ClientEvent::Kind::written; break;
            case ClientAction::Kind::start_tls: event.kind = ClientEvent::Kind::tls_up; break;
            case ClientAction::Kind::done: break;
        }
    }
}

net::Task<bool> ClientConnection::handshake(std::shared_ptr<net::TlsContext> tls) {
    tls_context_ = std::move(tls);
    ClientHandshake machine(options_, tls_context_ != nullptr, reader_, transcript_);
    co_await run(machine);
    failure_ = machine.failure();
    capabilities_ = machine.capabilities();
    greeting_name_ = machine.greeting_name();
    if (!machine.succeeded()) stream_.close();
    co_return machine.succeeded();
}

net::Task<std::vector<RecipientResult>> ClientConnection::transact(const TransactionRequest& request, BodySource& body) {
    ClientTransaction machine(options_, capabilities_, request, body, session_, reader_, transcript_);
    co_await run(machine);
    if (!session_.usable) stream_.close();
    co_return machine.take_results();
}

net::Task<ClientConnection::IdleEnd> ClientConnection::idle(net::Deadline until) {
    if (!reader_.empty() || stream_.has_buffered()) co_return IdleEnd::closed;
    Result<std::size_t> got = co_await stream_.read_some(buffer_, until);
    if (got) {
        if (*got > 0) {
            reader_.feed(std::string_view(buffer_.data(), *got));
            mail::Reply reply;
            if (reader_.next(reply) == ReplyReader::Got::reply) {
                transcript_.add('<', reply.bytes);
                session_.closing = answer_from(ClientPhase::mail, std::move(reply));
            }
        }
        session_.usable = false;
        co_return IdleEnd::closed;
    }
    switch (got.error().cls) {
        case ErrorClass::cancelled: co_return IdleEnd::cancelled;
        case ErrorClass::timeout: co_return IdleEnd::timeout;
        default: break;
    }
    session_.usable = false;
    co_return IdleEnd::closed;
}

net::Task<void> ClientConnection::quit(net::Deadline deadline) {
    if (!stream_.is_open()) co_return;
    if (session_.usable) {
        Status status = co_await stream_.write("QUIT\r\n", deadline);
        if (status) {
            Result<std::size_t> got = co_await stream_.read_some(buffer_, deadline);
            (void)got;  // whatever it says, we are leaving
        }
    }
    stream_.close();
}

}  // namespace mailrace::smtp
