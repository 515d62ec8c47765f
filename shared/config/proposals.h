// Gathers what could be typed: keeps the best of what fits, however many candidates there are. Private to this folder.
#pragma once

#include <algorithm>
#include <utility>

#include "shared/config/assist.h"
#include "shared/config/ranking.h"

namespace mailrace::config {

class Proposals {
public:
    /// `typed`: from the start of the word to the cursor; `own`: to the end of the word.
    Proposals(std::string_view typed, std::string_view own) : typed_(typed), own_(own) {}
    const std::string& typed() const { return typed_; }
    /// A name that is known only because it is just being typed must not be proposed.
    bool is_own(std::string_view name) const { return name == own_; }

    /// `text`: what the typed letters are compared with. `make` is called only when the candidate is among the best so far.
    template <class Make>
    void add(std::string_view text, Status status, Make make) {
        const auto how = fit(text, typed_);
        if (!how) return;
        const Rank rank{*how, use_of(status), count_++};
        if (heap_.size() == max_completions) {
            if (!(rank < heap_.front().rank)) return;
            std::pop_heap(heap_.begin(), heap_.end(), worse_on_top);
            heap_.pop_back();
        }
        heap_.push_back({rank, make()});
        std::push_heap(heap_.begin(), heap_.end(), worse_on_top);
    }
    void add(Completion completion) {
        const std::string text = completion.insert;
        const Status status = completion.status;
        add(text, status, [&] { return std::move(completion); });
    }

    /// Best first: how well it fits, then whether it has an effect, then the order of adding. An insertion that came before is
    /// left out.
    CompletionList take(std::size_t from, std::size_t to);

private:
    /// What has an effect comes first, what never will comes last.
    static int use_of(Status status) { return status == Status::obsolete ? 2 : status == Status::not_supported ? 1 : 0; }
    struct Rank {
        Fit fit;
        int use;
        std::size_t order;
        auto operator<=>(const Rank&) const = default;
    };
    struct Entry {
        Rank rank;
        Completion completion;
    };
    static bool worse_on_top(const Entry& a, const Entry& b) { return a.rank < b.rank; }

    std::string typed_, own_;
    std::vector<Entry> heap_;
    std::size_t count_ = 0;
};

}  // namespace mailrace::config
