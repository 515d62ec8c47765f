#include "shared/config/text_diff.h"

#include <algorithm>
#include <span>
#include <string>

#include "shared/config/line_matcher.h"

namespace mailrace::config {

namespace {

using Lines = std::vector<std::string_view>;

std::string_view content_of(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view trimmed(std::string_view line) {
    line = content_of(line);
    const std::size_t start = line.find_first_not_of(" \t");
    return start == std::string_view::npos ? std::string_view() : line.substr(start);
}

/// A block of added or removed lines reads well when it begins where a section does and ends where one ends.
int readability(const Lines& lines, std::size_t first, std::size_t count) {
    const std::string_view top = trimmed(lines[first]), bottom = trimmed(lines[first + count - 1]);
    const bool begins = (top.starts_with('<') && !top.starts_with("</")) || top.starts_with('#');
    const bool ends = bottom.starts_with("</") || bottom.empty();
    return (ends ? 2 : 0) + (begins ? 1 : 0);
}

/// A block whose first line is the same as the line behind it can slide down, and the other way round. Slides it to where it
/// reads best, within [least, most).
std::size_t slid(const Lines& lines, std::size_t first, std::size_t count, std::size_t least, std::size_t most) {
    while (first > least && lines[first - 1] == lines[first + count - 1]) --first;
    std::size_t best = first;
    int best_score = readability(lines, first, count);
    for (std::size_t at = first; at + count < most && lines[at] == lines[at + count];) {
        ++at;
        if (const int score = readability(lines, at, count); score >= best_score) best = at, best_score = score;
    }
    return best;
}

void slide(std::vector<LineEdit>& edits, const Lines& before, const Lines& after) {
    for (std::size_t i = 0; i < edits.size(); ++i) {
        LineEdit& edit = edits[i];
        if (edit.old_count != 0 && edit.new_count != 0) continue;
        const std::size_t old_least = i == 0 ? 0 : edits[i - 1].old_first + edits[i - 1].old_count + 1;
        const std::size_t new_least = i == 0 ? 0 : edits[i - 1].new_first + edits[i - 1].new_count + 1;
        const std::size_t old_most = i + 1 == edits.size() ? before.size() : edits[i + 1].old_first - 1;
        const std::size_t new_most = i + 1 == edits.size() ? after.size() : edits[i + 1].new_first - 1;
        const bool added = edit.old_count == 0;
        const std::size_t was = added ? edit.new_first : edit.old_first;
        const std::size_t now = added ? slid(after, was, edit.new_count, std::min(new_least, was), new_most)
                                      : slid(before, was, edit.old_count, std::min(old_least, was), old_most);
        edit.old_first = edit.old_first + now - was;
        edit.new_first = edit.new_first + now - was;
    }
}

std::vector<LineEdit> edits_of(const Lines& before, const Lines& after) {
    std::vector<LineEdit> edits = match_lines(before, after);
    slide(edits, before, after);
    return edits;
}

/// Builds hunks: changes nearer than two contexts share one.
class HunkMaker {
public:
    HunkMaker(const Lines& before, const Lines& after, std::size_t context) : before_(before), after_(after), context_(context) {}

    std::vector<Hunk> run(const std::vector<LineEdit>& edits) {
        for (std::size_t i = 0; i < edits.size();) {
            std::size_t last = i;
            while (last + 1 < edits.size() &&
                   edits[last + 1].old_first - (edits[last].old_first + edits[last].old_count) <= 2 * context_)
                ++last;
            make(std::span(edits).subspan(i, last - i + 1));
            i = last + 1;
        }
        return std::move(out_);
    }

private:
    void make(std::span<const LineEdit> edits) {
        Hunk hunk;
        const std::size_t lead = std::min(context_, edits.front().old_first);
        old_ = edits.front().old_first - lead;
        new_ = edits.front().new_first - lead;
        const std::size_t old_start = old_, new_start = new_;
        for (const LineEdit& edit : edits) {
            while (old_ < edit.old_first) same(hunk);
            for (std::size_t i = 0; i < edit.old_count; ++i) removed(hunk);
            for (std::size_t i = 0; i < edit.new_count; ++i) added(hunk);
        }
        for (std::size_t i = 0; i < context_ && old_ < before_.size(); ++i) same(hunk);
        hunk.old_count = static_cast<std::uint32_t>(old_ - old_start);
        hunk.new_count = static_cast<std::uint32_t>(new_ - new_start);
        hunk.old_first = static_cast<std::uint32_t>(old_start + (hunk.old_count > 0 ? 1 : 0));
        hunk.new_first = static_cast<std::uint32_t>(new_start + (hunk.new_count > 0 ? 1 : 0));
        out_.push_back(std::move(hunk));
    }

    static DiffLine line_of(LineChange change, std::string_view line) {
        DiffLine out;
        out.change = change;
        out.text = content_of(line);
        out.no_line_end = !line.ends_with('\n');
        out.carriage_return = line.size() > out.text.size() + (out.no_line_end ? 0 : 1);
        return out;
    }
    void same(Hunk& hunk) {
        DiffLine line = line_of(LineChange::same, after_[new_]);
        line.old_line = static_cast<std::uint32_t>(++old_);
        line.new_line = static_cast<std::uint32_t>(++new_);
        hunk.lines.push_back(std::move(line));
    }
    void removed(Hunk& hunk) {
        DiffLine line = line_of(LineChange::removed, before_[old_]);
        line.old_line = static_cast<std::uint32_t>(++old_);
        hunk.lines.push_back(std::move(line));
    }
    void added(Hunk& hunk) {
        DiffLine line = line_of(LineChange::added, after_[new_]);
        line.new_line = static_cast<std::uint32_t>(++new_);
        hunk.lines.push_back(std::move(line));
    }

    const Lines& before_;
    const Lines& after_;
    std::size_t context_;
    std::size_t old_ = 0, new_ = 0;
    std::vector<Hunk> out_;
};

std::string range_text(std::uint32_t first, std::uint32_t count) {
    return count == 1 ? std::to_string(first) : std::to_string(first) + ',' + std::to_string(count);
}

char mark_of(LineChange change) {
    switch (change) {
        case LineChange::same: return ' ';
        case LineChange::removed: return '-';
        case LineChange::added: return '+';
    }
    return ' ';
}

std::string joined(const Lines& lines, std::size_t first, std::size_t count) {
    if (count == 0) return {};
    const char* const begin = lines[first].data();
    const std::string_view last = lines[first + count - 1];
    return std::string(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
}

/// Walks the edits of both sides along the base.
class Merger {
public:
    Merger(const Lines& base, const Lines& mine, const Lines& theirs)
        : base_(base), mine_(mine), theirs_(theirs), my_edits_(edits_of(base, mine)), their_edits_(edits_of(base, theirs)) {}

    MergeResult run() {
        while (my_next_ < my_edits_.size() || their_next_ < their_edits_.size()) step();
        keep(base_.size());
        flush();
        return std::move(out_);
    }

private:
    using Edits = std::vector<LineEdit>;
    struct Range {
        std::size_t first, end;  // of the base
    };

    static bool meet(const LineEdit& edit, Range range) {
        const std::size_t end = edit.old_first + edit.old_count;
        if (edit.old_count == 0 && range.first == range.end) return edit.old_first == range.first;
        return edit.old_first < range.end && range.first < end;
    }

    void step() {
        const bool have_mine = my_next_ < my_edits_.size(), have_theirs = their_next_ < their_edits_.size();
        const bool mine_first = !have_theirs || (have_mine && starts_before(my_edits_[my_next_], their_edits_[their_next_]));
        const LineEdit& first = mine_first ? my_edits_[my_next_] : their_edits_[their_next_];
        Range range{first.old_first, first.old_first + first.old_count};
        const std::size_t my_start = my_next_, their_start = their_next_;
        (mine_first ? my_next_ : their_next_) += 1;
        while (take(my_edits_, my_next_, range) || take(their_edits_, their_next_, range)) {
        }
        keep(range.first);
        change(range, std::span(my_edits_).subspan(my_start, my_next_ - my_start),
               std::span(their_edits_).subspan(their_start, their_next_ - their_start));
        at_ = range.end;
    }

    /// Of two at the same line the insertion comes first.
    static bool starts_before(const LineEdit& a, const LineEdit& b) {
        return a.old_first != b.old_first ? a.old_first < b.old_first : a.old_count < b.old_count;
    }

    static bool take(const Edits& edits, std::size_t& next, Range& range) {
        if (next == edits.size() || !meet(edits[next], range)) return false;
        range.end = std::max(range.end, edits[next].old_first + edits[next].old_count);
        ++next;
        return true;
    }

    /// What one side has in place of the base's lines.
    static std::string side(const Lines& lines, std::span<const LineEdit> edits, Range range, const Lines& base) {
        if (edits.empty()) return joined(base, range.first, range.end - range.first);
        const std::size_t lead = edits.front().old_first - range.first;
        const std::size_t tail = range.end - (edits.back().old_first + edits.back().old_count);
        const std::size_t first = edits.front().new_first - lead;
        return joined(lines, first, edits.back().new_first + edits.back().new_count + tail - first);
    }

    void change(Range range, std::span<const LineEdit> my_edits, std::span<const LineEdit> their_edits) {
        const std::string my_text = side(mine_, my_edits, range, base_);
        const std::string their_text = side(theirs_, their_edits, range, base_);
        if (their_edits.empty() || my_text == their_text) return agree(my_text);
        if (my_edits.empty()) return agree(their_text);
        flush();
        MergePart part;
        part.conflict = true;
        part.text = my_text;
        part.base = joined(base_, range.first, range.end - range.first);
        part.theirs = their_text;
        MergeConflict conflict;
        conflict.part = out_.parts.size();
        conflict.line = static_cast<std::uint32_t>(lines_ + 1);
        conflict.count = static_cast<std::uint32_t>(split_lines(my_text).size());
        conflict.base = part.base;
        conflict.mine = my_text;
        conflict.theirs = their_text;
        out_.conflicts.push_back(std::move(conflict));
        put(std::move(part));
    }

    void keep(std::size_t to) {
        if (to > at_) agree(joined(base_, at_, to - at_));
        at_ = std::max(at_, to);
    }
    void agree(std::string_view text) { agreed_ += text; }
    void flush() {
        if (agreed_.empty()) return;
        MergePart part;
        part.text = std::move(agreed_);
        agreed_.clear();
        put(std::move(part));
    }
    void put(MergePart part) {
        lines_ += split_lines(part.text).size();
        out_.text += part.text;
        out_.parts.push_back(std::move(part));
    }

    const Lines& base_;
    const Lines& mine_;
    const Lines& theirs_;
    Edits my_edits_, their_edits_;
    std::size_t my_next_ = 0, their_next_ = 0;
    std::size_t at_ = 0;     // lines of the base that are done
    std::size_t lines_ = 0;  // lines of the merged text, as far as it is put
    std::string agreed_;
    MergeResult out_;
};

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        const std::size_t length = (end == std::string_view::npos ? text.size() : end + 1) - at;
        out.push_back(text.substr(at, length));
        at += length;
    }
    return out;
}

std::vector<LineEdit> diff_lines(std::string_view before, std::string_view after) {
    return edits_of(split_lines(before), split_lines(after));
}

std::vector<Hunk> hunks(std::string_view before, std::string_view after, std::size_t context) {
    const Lines a = split_lines(before), b = split_lines(after);
    return HunkMaker(a, b, std::min<std::size_t>(context, 1'000'000)).run(edits_of(a, b));
}

std::string unified(std::string_view before, std::string_view after, const DiffNames& names, std::size_t context) {
    const std::vector<Hunk> all = hunks(before, after, context);
    if (all.empty()) return {};
    std::string out = "--- " + names.before + "\n+++ " + names.after + '\n';
    for (const Hunk& hunk : all) {
        out += "@@ -" + range_text(hunk.old_first, hunk.old_count) + " +" + range_text(hunk.new_first, hunk.new_count) + " @@\n";
        for (const DiffLine& line : hunk.lines) {
            out += mark_of(line.change) + line.text + (line.carriage_return ? "\r\n" : "\n");
            if (line.no_line_end) out += "\\ No newline at end of file\n";
        }
    }
    return out;
}

DiffCounts count_changes(std::string_view before, std::string_view after) {
    DiffCounts counts;
    for (const LineEdit& edit : diff_lines(before, after)) {
        counts.added += edit.new_count;
        counts.removed += edit.old_count;
    }
    return counts;
}

ChangedPart changed_part(std::string_view before, std::string_view after) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    while (head > 0 &&
           ((head < before.size() && is_continuation(before[head])) || (head < after.size() && is_continuation(after[head]))))
        --head;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
    while (tail > 0 && is_continuation(before[before.size() - tail])) --tail;
    return {head, before.size() - head - tail, after.size() - head - tail};
}

MergeResult merge(std::string_view base, std::string_view mine, std::string_view theirs) {
    const Lines base_lines = split_lines(base), my_lines = split_lines(mine), their_lines = split_lines(theirs);
    return Merger(base_lines, my_lines, their_lines).run();
}

}  // namespace mailrace::config
