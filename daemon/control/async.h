// Bridges from the control thread's coroutines to the other threads: ask the history readers or the queue thread, suspend, go on with the answer on
// the control thread.
#pragma once

#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "daemon/configuration/worker.h"
#include "daemon/journal/reader_pool.h"
#include "daemon/queue/queue_thread.h"
#include "daemon/suppression/lists.h"
#include "shared/base/result.h"

namespace mailrace::control {

/// Suspends until `start` has called the function it is given, once, from any thread; goes on with the value on the coroutine's own executor.
/// Everything that the operand of co_await needs is a named local: GCC 12 destroys captures of temporaries there twice.
template <class T>
boost::asio::awaitable<Result<T>> wait_for_answer(std::function<void(std::function<void(Result<T>)>)> start) {
    namespace asio = boost::asio;
    const auto executor = co_await asio::this_coro::executor;
    const auto answer = std::make_shared<std::optional<Result<T>>>();
    auto initiation = [executor, answer, &start](auto handler) {
        const auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        start([executor, answer, shared](Result<T> result) {
            answer->emplace(std::move(result));
            asio::post(executor, [shared] { std::move (*shared)(); });
        });
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(initiation, asio::use_awaitable);
    co_return std::move(**answer);
}

/// The answer of a question put to one of the readers' threads; an Error when they are too busy.
template <class T>
boost::asio::awaitable<Result<T>> ask_history(journal::ReaderPool& readers, std::function<Result<T>(journal::HistoryReader&)> question) {
    return wait_for_answer<T>([&readers, question = std::move(question)](std::function<void(Result<T>)> finish) {
        const Status taken = readers.submit([finish, question](journal::HistoryReader& reader) { finish(question(reader)); });
        if (!taken) finish(taken.error());
    });
}

/// The answer of a function that runs on the queue thread with the scheduler; an Error when the daemon is stopping.
template <class T>
boost::asio::awaitable<Result<T>> ask_queue(queue::QueueThread& queue, std::function<Result<T>(queue::Scheduler&)> function) {
    return wait_for_answer<T>([&queue, function = std::move(function)](std::function<void(Result<T>)> finish) {
        const bool taken = queue.run([finish, function](queue::Scheduler& scheduler) { finish(function(scheduler)); });
        if (!taken) finish(Error::busy("the daemon is stopping"));
    });
}

/// The answer of a function that runs on the configuration's thread; an Error when that has too much to do or the daemon is stopping.
template <class T>
boost::asio::awaitable<Result<T>> ask_configuration(configuration::Worker& worker, std::function<Result<T>(configuration::Keeper&)> function) {
    return wait_for_answer<T>([&worker, function = std::move(function)](std::function<void(Result<T>)> finish) {
        const bool taken = worker.submit([finish, function](configuration::Keeper& keeper) { finish(function(keeper)); });
        if (!taken) finish(Error::busy("the daemon is stopping, or too many wait for the configuration"));
    });
}

/// The answer of a function that runs on the thread of the suppression lists; an Error when too many wait or the daemon is stopping.
template <class T>
boost::asio::awaitable<Result<T>> ask_suppression(suppression::Lists& lists, std::function<Result<T>(suppression::Lists&)> function) {
    return wait_for_answer<T>([&lists, function = std::move(function)](std::function<void(Result<T>)> finish) {
        const bool taken = lists.submit([finish, function](suppression::Lists& own) { finish(function(own)); });
        if (!taken) finish(Error::busy("the daemon is stopping, or too many wait for the suppression lists"));
    });
}

}  // namespace mailrace::control
