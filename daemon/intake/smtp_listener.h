// Listens for SMTP on any number of addresses and gives each connection to one of the network threads, in turn. It keeps the caps
// on connections, answers 421 above them, and ends all sessions in order when told to stop. Construct, stop and destroy it from
// one thread; the io_contexts and the parts must outlive it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/intake/parts.h"

namespace boost::asio {
class io_context;
}

namespace mailrace::intake {

class SmtpListener {
public:
    /// Binds all listeners, or fails naming the one that cannot be bound. Sessions run on `threads` (each run by one thread).
    static Result<std::unique_ptr<SmtpListener>> open(Options options, const Parts& parts,
                                                      std::vector<boost::asio::io_context*> threads);
    /// Only after stop() has called back, or once no io_context runs any more.
    ~SmtpListener();

    struct Reconfigured {
        std::vector<net::Endpoint> endpoints;                     // where it listens now
        std::vector<std::pair<net::Endpoint, std::string>> forbidden;  // where it may not listen without more rights, and why
    };
    /// Takes other options for the connections that come from now on: new addresses are opened, those left out are closed, the others stay open
    /// throughout; sessions under way end as they began. An address that cannot be used changes nothing and is named in the error; only a
    /// missing right to open it leaves that one out. Waits for a network thread: not from one.
    Result<Reconfigured> reconfigure(Options options);

    /// Accepts no more; idle sessions get 421, those in a message may finish it within `grace`, then they are cut. `done` runs
    /// once, on one of the network threads, when no session is left.
    void stop(Duration grace, std::function<void()> done);

    /// Where it listens, ports filled in; in the order of the options. Before the first reconfigure().
    std::vector<net::Endpoint> endpoints() const;
    Statistics statistics() const;

private:
    struct Impl;
    explicit SmtpListener(std::shared_ptr<Impl> impl);
    std::shared_ptr<Impl> impl_;
};

}  // namespace mailrace::intake
