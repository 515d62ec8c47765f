// Bridges from the control thread's coroutines to the other threads: ask the history readers or the queue thread, suspend, go on with the answer on
// the control thread.
#pragma once

#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "daemon/journal/reader_pool.h"
#include "daemon/queue/queue_thread.h"
#include "shared/base/result.h"

namespace mailrace::control {

/// The answer of a question put to one of the readers' threads; an Error when they are too busy.
template <class T, class Question>
boost::asio::awaitable<Result<T>> ask_history(journal::ReaderPool& readers, Question question) {
    namespace asio = boost::asio;
    const auto executor = co_await asio::this_coro::executor;
    auto answer = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::shared_ptr<Result<T>>)>(
        [&readers, executor, question = std::move(question)](auto handler) mutable {
            auto shared = std::make_shared<decltype(handler)>(std::move(handler));
            const auto finish = [shared, executor](Result<T> result) {
                auto value = std::make_shared<Result<T>>(std::move(result));
                asio::post(executor, [shared, value] { std::move (*shared)(value); });
            };
            const Status taken = readers.submit(
                [finish, question = std::move(question)](journal::HistoryReader& reader) mutable { finish(question(reader)); });
            if (!taken) finish(taken.error());
        },
        asio::use_awaitable);
    co_return std::move(*answer);
}

/// The answer of a function that runs on the queue thread with the scheduler; an Error when the daemon is stopping.
template <class T, class Function>
boost::asio::awaitable<Result<T>> ask_queue(queue::QueueThread& queue, Function function) {
    namespace asio = boost::asio;
    const auto executor = co_await asio::this_coro::executor;
    auto answer = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::shared_ptr<Result<T>>)>(
        [&queue, executor, function = std::move(function)](auto handler) mutable {
            auto shared = std::make_shared<decltype(handler)>(std::move(handler));
            const auto finish = [shared, executor](Result<T> result) {
                auto value = std::make_shared<Result<T>>(std::move(result));
                asio::post(executor, [shared, value] { std::move (*shared)(value); });
            };
            const bool taken =
                queue.run([finish, function = std::move(function)](queue::Scheduler& scheduler) mutable { finish(function(scheduler)); });
            if (!taken) finish(Error::busy("the daemon is stopping"));
        },
        asio::use_awaitable);
    co_return std::move(*answer);
}

}  // namespace mailrace::control
