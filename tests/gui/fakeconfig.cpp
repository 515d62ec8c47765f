#include "tests/gui/fakeconfig.h"

#include <QDateTime>
#include <QSet>
#include <algorithm>

#include "shared/config/effect.h"
#include "shared/config/restart.h"
#include "shared/config/revision.h"
#include "shared/config/secrets.h"
#include "shared/config/text_diff.h"
#include "tests/gui/fakedata.h"

namespace fakedata {

namespace config = mailrace::config;

namespace {

constexpr auto kMain = "/etc/mailrace/mailrace.conf";
constexpr auto kProviders = "/etc/mailrace/conf.d/providers.conf";
constexpr qint64 kDay = 86'400'000;

constexpr auto kMainText = R"(# mta1.example.net: marketing and receipts
host-name mta1.example.net
postmaster postmaster@example.net

smtp-listener 127.0.0.1:2525
total-max-smtp-out 1200

<source 10/8>
    always-allow-relaying yes
    process-x-job yes
    process-x-virtual-mta yes
</source>

<smtp-user shop>
    password correct-horse
</smtp-user>

<virtual-mta vmta1>
    smtp-source-host 198.51.100.7 out7.example.net
    max-smtp-out 200
</virtual-mta>
<virtual-mta vmta2>
    smtp-source-host 198.51.100.9 out9.example.net
    <domain gmail.example>
        max-smtp-out 5
    </domain>
</virtual-mta>
<virtual-mta vmta3>
    smtp-source-host 198.51.100.11 out11.example.net
</virtual-mta>
<virtual-mta-pool marketing>
    virtual-mta vmta1
    virtual-mta vmta2
</virtual-mta-pool>

include conf.d/*.conf

<domain *>
    max-smtp-out 20
    bounce-after 4d12h
    retry-after 10m
    use-starttls yes
</domain>
)";

constexpr auto kProvidersText = R"(# Limits that the large providers like
domain-macro microsoft outlook.example, hotmail.example, live.example

<domain $microsoft>
    max-smtp-out 10
    max-msg-rate 1000/h
    backoff-max-msg-rate 100/h
</domain>
<domain gmail.example>
    max-smtp-out 20
    max-msg-per-connection 100
</domain>
<domain yahoo.example>
    max-smtp-out 10
    max-rcpt-per-transaction 5
</domain>
)";

QString text(std::string_view bytes) { return QString::fromUtf8(bytes.data(), qsizetype(bytes.size())); }

QJsonArray diagnostics(const std::vector<config::Diagnostic>& list) {
    QJsonArray out;
    for (const auto& d : list) {
        out.append(QJsonObject{{"severity", text(config::to_string(d.severity))},
                               {"code", text(d.code)},
                               {"file", text(d.file)},
                               {"line", qint64(d.line)},
                               {"column", qint64(d.column)},
                               {"length", qint64(d.length)},
                               {"message", text(d.message)},
                               {"expected", text(d.expected)},
                               {"nearest", text(d.nearest)}});
    }
    return out;
}

QJsonObject counts(const config::LineCounts& c) {
    return {{"honoured", qint64(c.honoured)},
            {"different", qint64(c.different)},
            {"obsolete", qint64(c.obsolete)},
            {"not_supported", qint64(c.not_supported)},
            {"refused", qint64(c.refused)}};
}

QJsonArray restartNeeded(const config::Config& from, const config::Config& to) {
    QJsonArray out;
    for (const auto& name : config::needs_restart(from, to)) out.append(text(name));
    return out;
}

QJsonObject difference(const std::string& id, const QString& a, const QString& b) {
    const std::string before = a.toStdString();
    const std::string after = b.toStdString();
    const auto counts = config::count_changes(before, after);
    return {{"id", text(id)},
            {"diff", text(config::unified(before, after, {id, id}))},
            {"added", qint64(counts.added)},
            {"removed", qint64(counts.removed)}};
}

QJsonArray changes(const config::Config& running, const config::Config& wanted) {
    std::vector<config::QueueName> queues;
    for (int i = 0; i < 400; ++i) queues.push_back({queue(i).domain.toStdString(), queue(i).vmta.toStdString()});
    QJsonArray out;
    for (const auto& c : config::effect(running, wanted, queues)) {
        QJsonArray examples;
        for (const auto& name : c.examples) examples.append(text(name));
        out.append(QJsonObject{{"kind", text(config::to_string(c.kind))},
                               {"block", text(c.block)},
                               {"directive", text(c.directive)},
                               {"before", text(c.before)},
                               {"after", text(c.after)},
                               {"before_default", text(c.before_default)},
                               {"after_default", text(c.after_default)},
                               {"follows", text(c.follows)},
                               {"before_where", text(c.before_where)},
                               {"after_where", text(c.after_where)},
                               {"restart", c.needs_restart},
                               {"queues", qint64(c.queues)},
                               {"examples", examples},
                               {"words", text(config::to_sentence(c))}});
    }
    return out;
}

std::string revisionOf(const std::map<std::string, std::string>& texts) {
    std::string all;
    for (const auto& [id, bytes] : texts) all += id + ' ' + config::revision_of(bytes) + '\n';
    return config::revision_of(all);
}

}  // namespace

FakeConfig::FakeConfig() {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const std::string main = kMainText;
    std::string older = main;
    older.replace(older.find("total-max-smtp-out 1200"), 23, "total-max-smtp-out 800");
    std::string oldest = older;
    oldest.replace(oldest.find("    max-smtp-out 200\n"), 21, "");
    m_versions.push_back({1, now - 9 * kDay, "", "", "start", {{kMain, oldest}, {kProviders, kProvidersText}}});
    m_versions.push_back(
        {2, now - 4 * kDay, "ana", "vmta1 may open more connections", "apply", {{kMain, older}, {kProviders, kProvidersText}}});
    m_versions.push_back(
        {3, now - 7'200'000, "root", "more connections for the sale", "reload", {{kMain, main}, {kProviders, kProvidersText}}});
    m_disk = m_versions.back().texts;
}

config::LoadResult FakeConfig::load(const Texts& texts) const {
    config::MemoryFileReader files{texts};
    if (builtIn) return config::load_text("built-in configuration", texts.begin()->second, &files);
    return config::load(files, kMain);
}

QStringList FakeConfig::ids() const {
    if (builtIn) return {"built-in configuration"};
    return {kMain, kProviders};
}

QString FakeConfig::text(const QString& id) const {
    const auto& texts = m_versions.back().texts;
    const auto it = texts.find(id.toStdString());
    return it == texts.end() ? QString() : fakedata::text(it->second);
}

QJsonObject FakeConfig::current() const {
    const Version& v = m_versions.back();
    return {{"version", v.number}, {"revision", fakedata::text(revisionOf(v.texts))},
            {"user", v.user},      {"time", v.time},
            {"note", v.note},      {"origin", v.origin}};
}

void FakeConfig::add(const Texts& texts, const QString& user, const QString& note, const QString& origin) {
    m_disk = texts;
    if (texts == m_versions.back().texts) return;
    m_versions.push_back({m_versions.back().number + 1, QDateTime::currentMSecsSinceEpoch(), user, note, origin, texts});
}

void FakeConfig::editElsewhere(const QString& id, const QString& text, const QString& user, const QString& note) {
    Texts texts = m_versions.back().texts;
    texts[id.toStdString()] = text.toStdString();
    add(texts, user, note, "apply");
}

void FakeConfig::editOnDisk(const QString& id, const QString& text) { m_disk[id.toStdString()] = text.toStdString(); }

QJsonObject FakeConfig::call(const Asked& asked, Failure& failure) {
    if (builtIn && m_versions.back().texts.contains(kMain)) {
        const Texts built{{"built-in configuration", std::string(config::built_in_text())}};
        m_versions = {{1, m_versions.back().time, "", "", "start", built}};
        m_disk = built;
    }
    const bool changes_it =
        asked.method == "config.apply" || asked.method == "config.rollback" || asked.method == "dkim.create_key";
    if (changes_it && !asked.mayChange()) {
        failure = {"forbidden", asked.method + " needs the role admin; yours is " + asked.role, {}};
        return {};
    }
    if (asked.method == "config.show") return show(asked.mayChange());
    if (asked.method == "config.check") return check(asked, false, failure);
    if (asked.method == "config.effect") return check(asked, true, failure);
    if (asked.method == "config.apply") return apply(asked, failure);
    if (asked.method == "config.history") return history(asked.params);
    if (asked.method == "config.compare") return compare(asked.params, asked.mayChange(), failure);
    if (asked.method == "config.rollback") return rollback(asked, failure);
    if (asked.method == "dkim.create_key") return createKey(asked.params, failure);
    if (asked.method == "config.version") {
        const Version* version = find(asked.params.value("version"));
        if (!version) {
            failure = {"not_found", "there is no such version of the configuration", {}};
            return {};
        }
        QJsonObject out = row(*version);
        QJsonArray documents = out.value("documents").toArray();
        for (auto&& value : documents) {
            QJsonObject document = value.toObject();
            const auto& bytes = version->texts.at(document.value("id").toString().toStdString());
            document.insert("text", fakedata::text(asked.mayChange() ? bytes : config::without_secrets(bytes)));
            value = document;
        }
        out.insert("documents", documents);
        return out;
    }
    failure = {"method.unknown", "there is no method " + asked.method, {}};
    return {};
}

QJsonObject FakeConfig::show(bool admin) const {
    const Version& v = m_versions.back();
    QJsonArray documents;
    for (const QString& id : ids()) {
        const std::string& bytes = v.texts.at(id.toStdString());
        const QString reason = !admin     ? QStringLiteral("your role may not change the configuration")
                               : readOnly ? id + QStringLiteral(" cannot be written: Permission denied")
                                          : QString();
        documents.append(QJsonObject{{"id", id},
                                     {"path", builtIn ? QString(kMain) : id},
                                     {"revision", fakedata::text(config::revision_of(bytes))},
                                     {"text", fakedata::text(admin ? bytes : config::without_secrets(bytes))},
                                     {"writable", admin && !readOnly},
                                     {"reason", reason}});
    }
    const auto loaded = load(v.texts);
    QJsonObject out = current();
    out.insert("documents", documents);
    out.insert("main", ids().front());
    out.insert("built_in", builtIn);
    out.insert("hidden", !admin);
    out.insert("diagnostics", diagnostics(loaded.diagnostics));
    out.insert("counts", counts(loaded.counts));
    return out;
}

FakeConfig::Texts FakeConfig::given(const QJsonObject& params, Failure& failure) const {
    Texts texts = m_versions.back().texts;
    const QJsonArray documents = params.value("documents").toArray();
    for (const auto& value : documents) {
        const std::string id = value.toObject().value("id").toString().toStdString();
        if (!texts.contains(id)) {
            failure = {
                "config.unknown_document", "no document of the running configuration has the id " + fakedata::text(id), {}};
            return texts;
        }
        if (value.toObject().value("text").isString()) texts[id] = value.toObject().value("text").toString().toStdString();
    }
    return texts;
}

QJsonObject FakeConfig::check(const Asked& asked, bool effect, Failure& failure) const {
    const Texts texts = asked.params.contains("text")
                            ? Texts{{ids().front().toStdString(), asked.params.value("text").toString().toStdString()}}
                            : given(asked.params, failure);
    if (!failure.word.isEmpty()) return {};
    const auto wanted = load(texts);
    QJsonObject out{
        {"ok", wanted.config != nullptr}, {"diagnostics", diagnostics(wanted.diagnostics)}, {"counts", counts(wanted.counts)}};
    if (!effect) return out;
    const auto running = load(m_versions.back().texts);
    out.insert("changes", wanted.config && running.config ? changes(*running.config, *wanted.config) : QJsonArray());
    return out;
}

QJsonObject FakeConfig::conflict(const QStringList& documents, Failure& failure) const {
    QJsonArray out;
    const Version& v = m_versions.back();
    for (const QString& id : documents) {
        const std::string& now = m_disk.at(id.toStdString());
        const bool byHand = v.texts.at(id.toStdString()) != now;
        out.append(QJsonObject{{"id", id},
                               {"revision", fakedata::text(config::revision_of(now))},
                               {"text", fakedata::text(now)},
                               {"user", byHand ? QString() : v.user},
                               {"time", byHand ? QDateTime::currentMSecsSinceEpoch() : v.time},
                               {"on_disk", byHand}});
    }
    failure = {"config.conflict",
               "the configuration was changed since your text was read: " + documents.join(", "),
               {{"documents", out}}};
    return {};
}

QJsonObject FakeConfig::applied(const config::LoadResult& loaded, bool done) const {
    return {{"applied", done},
            {"version", version()},
            {"revision", current().value("revision")},
            {"restart_needed", QJsonArray()},
            {"diagnostics", diagnostics(loaded.diagnostics)}};
}

QJsonObject FakeConfig::apply(const Asked& asked, Failure& failure) {
    Texts texts = given(asked.params, failure);
    if (!failure.word.isEmpty()) return {};
    QStringList old;
    QSet<QString> named;
    const QJsonArray documents = asked.params.value("documents").toArray();
    for (const auto& value : documents) {
        const QString id = value.toObject().value("id").toString();
        named.insert(id);
        if (value.toObject().value("revision").toString().toStdString() != config::revision_of(m_disk.at(id.toStdString())))
            old.append(id);
    }
    for (const auto& [id, bytes] : m_disk)
        if (!named.contains(fakedata::text(id)) && bytes != m_versions.back().texts.at(id)) old.append(fakedata::text(id));
    if (!old.isEmpty()) return conflict(old, failure);
    if (readOnly) {
        failure = {"config.read_only", ids().front() + " cannot be written: Permission denied", {}};
        return {};
    }
    const auto wanted = load(texts);
    if (!wanted.config) {
        failure = {"config.invalid",
                   "the configuration has errors; nothing was changed",
                   {{"diagnostics", diagnostics(wanted.diagnostics)}}};
        return {};
    }
    const bool dry = asked.params.value("dry_run").toBool();
    const auto running = load(m_versions.back().texts);
    const QJsonArray restart = restartNeeded(*running.config, *wanted.config);
    if (!dry) add(texts, asked.user, asked.params.value("note").toString(), "apply");
    QJsonObject out = applied(wanted, !dry);
    out.insert("restart_needed", restart);
    return out;
}

QJsonObject FakeConfig::rollback(const Asked& asked, Failure& failure) {
    const Version* version = find(asked.params.value("version"));
    if (!version) {
        failure = {"not_found", "there is no such version of the configuration", {}};
        return {};
    }
    if (m_disk != m_versions.back().texts) return conflict(ids(), failure);
    const Texts texts = version->texts;
    const QString note = asked.params.value("note").toString();
    const auto wanted = load(texts);
    if (!asked.params.value("dry_run").toBool())
        add(texts, asked.user, QStringLiteral("back to version %1").arg(version->number) + (note.isEmpty() ? "" : ": " + note),
            "rollback");
    return applied(wanted, !asked.params.value("dry_run").toBool());
}

QJsonObject FakeConfig::reload(const QString& user, const QString& note) {
    const auto wanted = load(m_disk);
    if (wanted.config) add(Texts(m_disk), user, note, "reload");
    return applied(wanted, wanted.config != nullptr);
}

const FakeConfig::Version* FakeConfig::find(const QJsonValue& number) const {
    if (number.toString() == "running") return &m_versions.back();
    for (const Version& version : m_versions)
        if (version.number == number.toInteger(-1)) return &version;
    return nullptr;
}

QJsonObject FakeConfig::row(const Version& version) const {
    const auto at =
        std::find_if(m_versions.begin(), m_versions.end(), [&](const Version& v) { return v.number == version.number; });
    QJsonArray documents;
    for (const auto& [id, bytes] : version.texts) {
        const bool first = at == m_versions.begin() || !(at - 1)->texts.contains(id);
        const QJsonObject d = difference(id, first ? QString() : fakedata::text((at - 1)->texts.at(id)), fakedata::text(bytes));
        documents.append(QJsonObject{{"id", fakedata::text(id)},
                                     {"revision", fakedata::text(config::revision_of(bytes))},
                                     {"added", d.value("added")},
                                     {"removed", d.value("removed")}});
    }
    return {{"version", version.number}, {"time", version.time},     {"user", version.user},
            {"note", version.note},      {"origin", version.origin}, {"revision", fakedata::text(revisionOf(version.texts))},
            {"documents", documents}};
}

QJsonObject FakeConfig::history(const QJsonObject& params) const {
    QJsonArray rows;
    const qint64 limit = std::clamp<qint64>(params.value("limit").toInteger(100), 1, 1000);
    for (auto it = m_versions.rbegin(); it != m_versions.rend() && rows.size() < limit; ++it)
        if (!params.contains("before") || it->number < params.value("before").toInteger()) rows.append(row(*it));
    return {{"versions", rows}, {"running", version()}};
}

QJsonObject FakeConfig::compare(const QJsonObject& params, bool admin, Failure& failure) const {
    const Version* a = find(params.value("a"));
    const Version* b = find(params.value("b"));
    if (!a || !b) {
        failure = {"not_found", "there is no such version of the configuration", {}};
        return {};
    }
    const auto shown = [&](const Texts& texts, const std::string& id) {
        const auto it = texts.find(id);
        return it == texts.end() ? QString() : fakedata::text(admin ? it->second : config::without_secrets(it->second));
    };
    QJsonArray documents;
    Texts all = a->texts;
    all.insert(b->texts.begin(), b->texts.end());
    for (const auto& [id, bytes] : all)
        if (shown(a->texts, id) != shown(b->texts, id))
            documents.append(difference(id, shown(a->texts, id), shown(b->texts, id)));
    const auto before = load(a->texts);
    const auto after = load(b->texts);
    return {{"documents", documents},
            {"changes", before.config && after.config ? changes(*before.config, *after.config) : QJsonArray()}};
}

QJsonObject FakeConfig::createKey(const QJsonObject& params, Failure& failure) const {
    const QString domain = params.value("domain").toString();
    const QString selector = params.value("selector").toString();
    if (domain.isEmpty() || selector.isEmpty()) {
        failure = {"params.invalid", "a key needs a domain and a selector", {}};
        return {};
    }
    const QString file = QStringLiteral("/var/lib/mailrace/keys/%1.%2.pem").arg(selector, domain);
    return {{"file", file},
            {"record_name", selector + "._domainkey." + domain},
            {"record", "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvDkdUq3KzqQ0xYHqD8m5nM0h2vJZ1QwIDAQAB"},
            {"directive", QStringLiteral("domain-key %1,%2,%3").arg(selector, domain, file)}};
}

}  // namespace fakedata
