// What the fake daemon says of responses: groups fold them as the true daemon does, patterns are tried on its invented events.
#include <cmath>

#include "daemon/feedback/normalise.h"
#include "daemon/feedback/pattern_parts.h"
#include "daemon/feedback/pattern_preview.h"
#include "tests/gui/fakedata.h"

namespace fakedata {

namespace feedback = mailrace::feedback;

namespace {

QString text(std::string_view bytes) { return QString::fromUtf8(bytes.data(), qsizetype(bytes.size())); }
std::string bytes(const QString& text) { return text.toStdString(); }

mailrace::events::EnhancedStatus status(const QString& text) {
    const QStringList parts = text.split('.');
    if (parts.size() != 3) return {};
    return {std::uint8_t(parts.at(0).toInt()), std::uint16_t(parts.at(1).toInt()), std::uint16_t(parts.at(2).toInt())};
}

}  // namespace

QString form(const QString& response) { return text(feedback::normalise_response(bytes(response))); }

QJsonObject proposal(qint64 id) {
    const Event e = event(id);
    QJsonArray rows;
    for (const auto& part : feedback::pattern_parts(bytes(e.response), bytes(e.recipient)))
        rows.append(QJsonArray{text(part.text), text(part.kind), text(part.exact), text(part.general)});
    QJsonObject out{{"response", e.response},
                    {"subject", text(feedback::CategoryPatterns::subject(bytes(e.response), status(e.status)))},
                    {"form", form(e.response)},
                    {"columns", QJsonArray{"text", "kind", "exact", "general"}},
                    {"rows", rows}};
    out.insert("provider", e.provider);
    out.insert("category", e.category);
    out.insert("subcategory", e.subcategory);
    out.insert("class", e.cls);
    out.insert("rule", "microsoft.reputation-throttle");
    out.insert("rule_at", "responses.conf:312");
    return out;
}

QJsonObject preview(const QJsonObject& params, qint64 now) {
    auto made =
        feedback::PatternPreview::make(bytes(params.value("pattern").toString()), bytes(params.value("category").toString()),
                                       bytes(params.value("form").toString()));
    if (!made) return {{"ok", false}, {"problem", text(made.error().words)}};
    for (qint64 id = 1; made->examined < 2'000; ++id) {
        const Event e = event(id);
        if (e.type == "receipt" || e.type == "rejection") continue;
        const std::string response = bytes(e.response), category = bytes(e.category), provider = bytes(e.provider),
                          recipient = bytes(e.recipient);
        const int weight = e.type == "delivery" ? 1 : 5;  // each event stands for some
        for (int i = 0; i < weight; ++i)
            made->add({response, recipient, category, provider, std::uint16_t(e.code), status(e.status), std::uint64_t(id),
                       e.type == "delivery"});
    }
    QJsonArray categories, rows;
    for (const auto& [name, counts] : made->categories)
        categories.append(QJsonArray{text(name), qint64(counts.examined), qint64(counts.matched)});
    for (const auto& f : made->forms(100))
        rows.append(QJsonArray{text(f.form), f.code, text(mailrace::events::to_string(f.status)), qint64(f.count),
                               text(f.category), text(f.provider), qint64(f.sample)});
    QJsonObject out{{"ok", true},
                    {"problem", ""},
                    {"examined", qint64(made->examined)},
                    {"matched", qint64(made->matched)},
                    {"changed", qint64(made->changed)}};
    out.insert("alike", qint64(made->alike));
    out.insert("alike_matched", qint64(made->alike_matched));
    out.insert("delivered", qint64(made->delivered));
    out.insert("delivered_matched", qint64(made->delivered_matched));
    out.insert("oldest", now - 5'400'000);
    out.insert("complete", true);
    out.insert("categories", categories);
    out.insert("columns", QJsonArray{"response", "code", "status", "count", "category", "provider", "sample_id"});
    out.insert("rows", rows);
    return out;
}

QJsonObject categories(const QJsonObject& params) {
    struct Kind {
        const char* name;
        double deferred, bounced;
    };
    constexpr Kind kinds[] = {{"policy-related", 46, 6}, {"bad-mailbox", 0, 31},     {"quota-issues", 9, 7},
                              {"spam-related", 5, 11},   {"bad-connection", 6, 0},   {"no-answer-from-host", 3, 1},
                              {"content-related", 0, 2}, {"inactive-mailbox", 0, 3}, {"other", 1, 1}};
    const qint64 step = params.value("step_ms").toInteger(60'000);
    const qint64 to = params.value("to").toInteger();
    const bool one = params.contains("provider");
    QJsonArray rows;
    for (qint64 t = params.value("from").toInteger(); t < to && rows.size() < 100'000; t += step) {
        int which = 0;
        for (const Kind& kind : kinds) {
            ++which;
            if (one && which % 4 == 0) continue;
            const double late =
                which == 1 && to - t < (to - params.value("from").toInteger()) / 4 ? 2.6 : 1;  // throttled since a while
            const double scale = double(step) / 60'000 * (one ? 0.4 : 1) * late * wave(t, which);
            rows.append(QJsonArray{t, kind.name, std::round(kind.deferred * scale), std::round(kind.bounced * scale)});
        }
    }
    return {{"step_ms", step}, {"columns", QJsonArray{"time", "category", "deferred", "bounced"}}, {"rows", rows}};
}

}  // namespace fakedata
