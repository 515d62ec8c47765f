// What operators do: select, count, pause, resume, retry, set the mode, delete. Deleting goes in slices while the scheduler settles.
#include <algorithm>

#include "daemon/queue/core.h"

namespace mailrace::queue {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

/// `pattern` may have one '*' at the front, at the end, or both.
bool like(std::string_view pattern, std::string_view text) {
    const bool open_front = !pattern.empty() && pattern.front() == '*';
    if (open_front) pattern.remove_prefix(1);
    const bool open_end = !pattern.empty() && pattern.back() == '*';
    if (open_end) pattern.remove_suffix(1);
    if (pattern.size() > text.size()) return false;
    if (!open_front && !open_end) return same(pattern, text);
    if (!open_end) return same(pattern, text.substr(text.size() - pattern.size()));
    if (!open_front) return same(pattern, text.substr(0, pattern.size()));
    for (std::size_t i = 0; i + pattern.size() <= text.size(); ++i)
        if (same(pattern, text.substr(i, pattern.size()))) return true;
    return false;
}

std::string words(const Selection& s) {
    std::string out;
    const auto add = [&](std::string_view what, const std::string& value) {
        if (!value.empty()) out.append(out.empty() ? "" : ", ").append(what).append(" ").append(value);
    };
    if (s.queues.size() == 1) add("queue", s.queues.front());
    else if (!s.queues.empty()) add("queues", std::to_string(s.queues.size()));
    add("job", s.job);
    if (s.message) add("message", to_text(s.message));
    add("sender", s.sender);
    add("recipient", s.recipient);
    add("envelope id", s.envid);
    if (s.older_than > Duration{0}) add("older than", queue::words(s.older_than));
    return out;
}

std::string counted(const Touched& t) {
    return " (" + std::to_string(t.queues) + " queues, " + std::to_string(t.recipients) + " recipients)";
}

}  // namespace

std::vector<Queue*> Scheduler::Core::select(const Selection& s) const {
    std::vector<Queue*> found;
    if (s.queues.empty()) {
        for (const auto& q : queues)
            if (q && (q->recipients > 0 || s.whole_queues())) found.push_back(q.get());
        return found;
    }
    for (const auto& name : s.queues) {
        if (name.find('*') == name.npos) {
            if (Queue* q = find(name)) found.push_back(q);
            continue;
        }
        for (const auto& q : queues)
            if (q && like(name, q->name)) found.push_back(q.get());
    }
    std::sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->id < b->id; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

bool Scheduler::Core::matches(const Selection& s, const Queue& q, const Recipient& r) const {
    (void)q;
    const Message& m = r.message();
    if (s.message && m.id != s.message) return false;
    if (!s.job.empty() && store.jobs.name(m.job) != s.job) return false;
    if (s.older_than > Duration{0} && unix_us(wall) - m.received < s.older_than.count()) return false;
    if (!s.envid.empty() && m.envid() != s.envid) return false;
    if (!s.sender.empty() && !like(s.sender == "<>" ? std::string_view{} : std::string_view(s.sender), m.sender())) return false;
    return s.recipient.empty() || like(s.recipient, r.address());
}

Touched Scheduler::Core::count(const Selection& s, const std::vector<Queue*>& selected) const {
    Touched t;
    for (const Queue* q : selected) {
        std::uint64_t n = 0;
        if (s.whole_queues()) n = q->recipients - q->in_flight;
        else
            each_bundle(*q, [&](const Recipient* head) {
                for (const Recipient* r = head; r != nullptr; r = r->chained()) n += matches(s, *q, *r);
            });
        if (n > 0 || s.whole_queues()) ++t.queues;
        t.recipients += n;
    }
    t.matched = selected.size();
    return t;
}

void Scheduler::Core::admin_event(const std::string& who, std::string text) {
    events::Event e;
    e.time = wall;
    e.type = events::EventType::admin;
    e.user = who;
    e.text = std::move(text);
    out.events.push_back(std::move(e));
}

void Scheduler::Core::hold_job(const std::string& job) {
    const std::uint32_t id = store.jobs.find(job);
    if (id == 0) return;
    for (const auto& q : queues) {
        if (!q || q->ready.empty()) continue;
        std::vector<Recipient*> heads;
        for (std::size_t lane = 0; lane < ReadyLanes::kLanes; ++lane)
            for (Recipient* r = q->ready.lane(lane).first; r != nullptr; r = r->next)
                if (r->message().job == id) heads.push_back(r);
        for (Recipient* head : heads) {
            q->ready.remove(head);
            q->ready_count -= head->count;
            make_ready(*q, head, false);  // the job is paused by now: it is held
        }
        if (!heads.empty()) touch(*q), dirty(*q);
    }
}

void Scheduler::Core::release_job(const std::string& job) {
    const std::uint32_t id = store.jobs.find(job);
    if (id == 0) return;
    for (const auto& q : queues) {
        if (!q || q->held.empty()) continue;
        for (Recipient* r = q->held.first; r != nullptr;) {
            Recipient* next = r->next;
            if (r->message().job == id) {
                q->held.remove(r);
                q->held_count -= r->count;
                make_ready(*q, r, false);
            }
            r = next;
        }
        touch(*q);
        dirty(*q);
    }
}

Touched Scheduler::pause(const Selection& s, const std::string& who, const std::string& reason, bool dry_run) {
    Core& core = *core_;
    core.read_clock();
    const auto selected = core.select(s);
    const Touched touched = core.count(s, selected);
    if (dry_run || s.empty()) return touched;
    if (!s.job.empty()) {
        core.paused_jobs[s.job] = {who, reason};
        core.hold_job(s.job);
        core.out.states.emplace_back("queue.job/" + s.job, who + "\n" + reason);
    } else {
        for (Queue* q : selected) {
            if (!q->paused) q->remember(core.wall, "paused by " + who, reason);
            q->paused = true;
            q->pause_who = who;
            q->pause_reason = reason;
            events::AttentionNote note;
            note.key = "queue.paused:" + q->name;
            note.severity = events::Severity::info;
            note.since = core.wall;
            note.title = q->name + " is paused";
            note.text = "Paused by " + who + (reason.empty() ? "" : ": " + reason);
            note.queue = q->name;
            core.out.notes.push_back(std::move(note));
            core.store_state(*q);
            core.touch(*q);
            core.dirty(*q);
        }
    }
    core.admin_event(who, "paused " + words(s) + counted(touched) + (reason.empty() ? "" : ": " + reason));
    return touched;
}

Touched Scheduler::resume(const Selection& s, const std::string& who, bool dry_run) {
    Core& core = *core_;
    core.read_clock();
    const auto selected = core.select(s);
    Touched touched = core.count(s, selected);
    if (s.job.empty()) {
        touched = {};
        for (const Queue* q : selected)
            if (q->paused) {
                ++touched.queues;
                touched.recipients += q->recipients;
            }
        touched.matched = selected.size();
    }
    if (dry_run || s.empty()) return touched;
    if (!s.job.empty()) {
        if (core.paused_jobs.erase(s.job) == 0) return touched;
        core.release_job(s.job);
        core.out.states.emplace_back("queue.job/" + s.job, "");
    } else {
        for (Queue* q : selected) {
            if (!q->paused) continue;
            q->paused = false;
            q->pause_who.clear();
            q->pause_reason.clear();
            q->remember(core.wall, "resumed by " + who, "");
            core.out.ended_notes.push_back("queue.paused:" + q->name);
            core.store_state(*q);
            core.touch(*q);
            core.dirty(*q);
        }
    }
    core.admin_event(who, "resumed " + words(s) + counted(touched));
    return touched;
}

Touched Scheduler::retry_now(const Selection& s, bool recipients, const std::string& who, bool dry_run) {
    Core& core = *core_;
    core.read_clock();
    const auto selected = core.select(s);
    Touched touched;
    touched.matched = selected.size();
    const std::int64_t now_us = core.now.time_since_epoch().count();
    for (Queue* q : selected) {
        if (q->recipients == 0 || (!q->retrying && !(recipients && q->waiting_count > 0))) continue;
        ++touched.queues;
        touched.recipients += (q->retrying ? q->ready_count : 0) + (recipients ? q->waiting_count : 0);
        if (dry_run || s.empty()) continue;
        if (q->retrying) q->next_attempt = core.now;
        q->hold_until = {};
        while (recipients && !q->waiting.empty()) {
            Recipient* head = q->waiting.top();
            head->due = now_us;
            q->waiting.remove(head);
            q->waiting_count -= head->count;
            core.make_ready(*q, head, false);
        }
        core.store_state(*q);
        core.touch(*q);
        core.dirty(*q);
    }
    if (!dry_run && !s.empty()) core.admin_event(who, "scheduled " + words(s) + counted(touched));
    return touched;
}

Touched Scheduler::set_mode(const Selection& s, Mode mode, const std::string& who, const std::string& reason, bool dry_run) {
    Core& core = *core_;
    core.read_clock();
    Touched touched;
    const auto selected = core.select(s);
    touched.matched = selected.size();
    for (Queue* q : selected) {
        if (q->mode == mode) continue;
        ++touched.queues;
        touched.recipients += q->recipients;
        if (!dry_run && !s.empty()) core.set_queue_mode(*q, mode, who, reason.empty() ? "set by " + who : reason);
    }
    if (!dry_run && !s.empty()) core.admin_event(who, "set mode " + std::string(to_string(mode)) + " for " + words(s) + counted(touched));
    return touched;
}

Touched Scheduler::remove(const Selection& s, bool dsn, const std::string& who, bool dry_run) {
    Core& core = *core_;
    core.read_clock();
    const auto selected = core.select(s);
    const Touched touched = core.count(s, selected);
    if (dry_run || s.empty()) return touched;
    Removal op;
    op.select = s;
    op.dsn = dsn;
    op.who = who;
    op.before = unix_us(core.wall);
    for (const Queue* q : selected) op.queues.push_back(q->name);
    core.removals.push_back(std::move(op));
    core.admin_event(who, "deletes " + words(s) + counted(touched));
    return touched;
}

void Scheduler::Core::run_removals() {
    std::uint64_t left = options.slice;
    while (left > 0 && !removals.empty()) {
        if (!remove_slice(removals.front(), left)) break;
        removals.erase(removals.begin());
    }
}

/// Goes through the heaps of ages from their ends. Removing reorders a heap, so a queue is passed over again until a pass finds nothing.
bool Scheduler::Core::remove_slice(Removal& op, std::uint64_t& left) {
    Response why;
    why.phase = events::Phase::local;
    why.status = {5, 7, 1};
    why.found = {.category = "other", .subcategory = "deleted", .rule = "administrator"};
    why.text = "deleted by the administrator " + op.who;
    while (!op.queues.empty()) {
        Queue* q = find(op.queues.back());
        while (q != nullptr && op.position < q->ages.size()) {
            if (left == 0) return false;
            --left;
            Recipient* head = q->ages.items()[q->ages.size() - 1 - op.position];
            bool any = false;
            if (head->received() <= op.before)
                for (const Recipient* r = head; !any && r != nullptr; r = r->chained()) any = matches(op.select, *q, *r);
            if (!any) {
                ++op.position;
                continue;
            }
            const Place place = head->place;
            const std::int64_t due = place == Place::waiting ? head->due : 0;
            detach(*q, head);
            Recipient* kept = nullptr;
            Recipient* kept_tail = nullptr;
            std::vector<Recipient*> gone;
            for (Recipient* r = head; r != nullptr;) {
                Recipient* next = r->chained();
                r->chain = 0;
                r->count = 1;
                if (matches(op.select, *q, *r)) gone.push_back(r);
                else if (kept == nullptr) kept = kept_tail = r;
                else {
                    kept_tail->chain = r->index + 1;
                    kept_tail = r;
                    ++kept->count;
                }
                r = next;
            }
            if (kept != nullptr) enqueue(*q, kept, due);
            for (Recipient* r : gone) bounce(*q, r, why, nullptr, {}, 0, op.dsn, spool::RecipientState::deleted);
            op.removed_any = true;
            op.removed += gone.size();
            touch(*q);
            dirty(*q);
        }
        const bool again = q != nullptr && op.removed_any;
        op.position = 0;
        op.removed_any = false;
        if (!again) op.queues.pop_back();
    }
    return true;
}

}  // namespace mailrace::queue
