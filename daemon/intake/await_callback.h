// Lets a coroutine wait for a completion that is called on another thread (the spool's): the coroutine goes on, on its own
// io_context. The io_context must live until the completion has been called; it is kept from running dry until then.
#pragma once

#include <boost/asio.hpp>
#include <memory>

#include "daemon/net/task.h"

namespace mailrace::intake {

/// `start` gets a copyable function that takes the Value, once.
template <class Value, class Start>
net::Task<Value> await_callback(Start start) {
    namespace asio = boost::asio;
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Value)>(
        [](auto handler, Start begin) {
            struct Waiting {
                decltype(handler) resume;
                decltype(asio::make_work_guard(handler)) work;
            };
            auto work = asio::make_work_guard(handler);
            auto waiting = std::make_shared<Waiting>(Waiting{std::move(handler), std::move(work)});
            begin([waiting](Value value) {
                auto executor = waiting->work.get_executor();
                asio::post(executor, [waiting, result = std::move(value)]() mutable {
                    auto resume = std::move(waiting->resume);
                    waiting->work.reset();
                    resume(std::move(result));
                });
            });
        },
        asio::use_awaitable, std::move(start));
}

}  // namespace mailrace::intake
