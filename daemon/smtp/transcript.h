// The dialogue of one delivery as a person wants to read it: "+12 > MAIL FROM:<…>", "+30 < 250 Ok", milliseconds since it began, bodies
// left out, at most 4 KiB. One session writes it, on its own thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shared/base/clock.h"

namespace mailrace::smtp {

class Transcript {
public:
    static constexpr std::size_t max_bytes = 4096;

    Transcript(const Clock& clock, bool enabled) : clock_(clock), enabled_(enabled), began_(clock.steady()) {}

    /// `direction`: '>' sent, '<' received, '=' what happened otherwise. Lines in `text` (parted by CR LF) become lines of their own.
    void add(char direction, std::string_view text);
    /// Hears every line as it is added, those too that find no room. Empty: nobody does.
    void listen(std::function<void(char direction, std::string line)> listener) { listener_ = std::move(listener); }
    /// The text so far; then begins anew, with the time at zero.
    std::string take();

private:
    const Clock& clock_;
    bool enabled_;
    bool full_ = false;
    SteadyTime began_;
    std::string text_;
    std::function<void(char, std::string)> listener_;
};

}  // namespace mailrace::smtp
