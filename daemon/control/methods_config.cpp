// config.*: the configuration that runs, wanted ones tried and applied, its history. The work is done on the configuration's thread.
#include <algorithm>
#include <map>
#include <set>

#include "daemon/auth/dkim_key.h"
#include "daemon/control/async.h"
#include "daemon/control/config_json.h"
#include "daemon/control/methods.h"
#include "daemon/platform/file.h"
#include "shared/config/secrets.h"
#include "shared/mail/domain.h"
#include "shared/protocol/config_json.h"
#include "shared/protocol/frame.h"

namespace mailrace::control {

namespace asio = boost::asio;
using configuration::GivenDocument;
using configuration::Keeper;
using configuration::Refusal;
using protocol::bool_or;
using protocol::counts_json;
using protocol::diagnostics_json;
using protocol::int_or;
using protocol::text_or;

namespace {

bool sees_secrets(const Call& call) { return call.role >= protocol::Role::admin; }

/// Runs `function` on the configuration's thread; its answer, or why there is none.
asio::awaitable<Answer> ask(const Backend& backend, std::function<Answer(Keeper&)> function) {
    auto question = [function = std::move(function)](Keeper& keeper) { return Result<Answer>(function(keeper)); };
    auto answer = co_await ask_configuration<Answer>(*backend.configuration, std::move(question));
    if (!answer) co_return Answer(protocol::to_call_error(answer.error()));
    co_return std::move(*answer);
}

asio::awaitable<Answer> show(const Backend& backend, Call call) {
    const bool secrets = sees_secrets(call);
    auto work = [secrets](Keeper& keeper) -> Answer {
        json::object out = current_json(keeper.current());
        json::array documents;
        for (const auto& shown : keeper.documents()) documents.emplace_back(document_json(shown, secrets));
        out["documents"] = std::move(documents);
        out["main"] = protocol::to_utf8_lossy(keeper.main_id());
        out["built_in"] = keeper.built_in();
        out["hidden"] = !secrets;
        out["diagnostics"] = diagnostics_json(keeper.running()->diagnostics);
        out["counts"] = counts_json(keeper.running()->counts);
        return json::value(std::move(out));
    };
    co_return co_await ask(backend, std::move(work));
}

json::object check_json(const config::LoadResult& result) {
    return {{"ok", result.config != nullptr}, {"diagnostics", diagnostics_json(result.diagnostics)}, {"counts", counts_json(result.counts)}};
}

asio::awaitable<Result<std::vector<config::QueueName>>> queue_names(const Backend& backend) {
    auto job = [](queue::Scheduler& scheduler) {
        std::vector<config::QueueName> names;
        for (const auto& row : scheduler.rows()) names.push_back({row.domain, row.vmta});
        return Result<std::vector<config::QueueName>>(std::move(names));
    };
    co_return co_await ask_queue<std::vector<config::QueueName>>(*backend.queue, job);
}

/// Those who may not see secrets compare what has none: an answer must not tell whether a guess was right either.
std::vector<GivenDocument> texts_without_secrets(Keeper& keeper, const std::vector<GivenDocument>& given) {
    std::vector<GivenDocument> out;
    for (const auto& shown : keeper.documents()) out.push_back({shown.document.path, {}, config::with_placeholders(shown.document.text)});
    for (const auto& g : given) {
        if (!g.text) continue;
        const auto it = std::find_if(out.begin(), out.end(), [&](const auto& d) { return d.id == g.id; });
        if (it == out.end()) {
            out.push_back(g);  // unknown: the keeper says so
        } else {
            it->text = config::with_placeholders(*g.text);
        }
    }
    return out;
}

asio::awaitable<Answer> check(const Backend& backend, Call call) {
    auto given = given_documents(call.params);
    if (auto* error = std::get_if<CallError>(&given)) co_return Answer(std::move(*error));
    // The text alone is that of the main document.
    std::optional<std::string> text;
    if (call.params.contains("text")) text = text_or(call.params, "text");
    auto work = [documents = std::get<0>(std::move(given)), text, may_read = sees_secrets(call)](Keeper& keeper) -> Answer {
        auto all = documents;
        if (text) all.push_back({keeper.main_id(), {}, text});
        const auto result = keeper.check(may_read ? all : texts_without_secrets(keeper, all), may_read);
        if (const auto* refusal = std::get_if<Refusal>(&result)) return refusal_error(*refusal);
        return json::value(check_json(std::get<config::LoadResult>(result)));
    };
    co_return co_await ask(backend, std::move(work));
}

json::array changes_between(const std::shared_ptr<const config::Config>& before, const std::shared_ptr<const config::Config>& after,
                            const std::vector<config::QueueName>& queues, bool secrets) {
    if (!before || !after) return {};
    auto changes = config::effect(*before, *after, queues);
    if (!secrets) config::hide_secrets(changes);
    return protocol::changes_json(changes);
}

asio::awaitable<Answer> effect(const Backend& backend, Call call) {
    auto given = given_documents(call.params);
    if (auto* error = std::get_if<CallError>(&given)) co_return Answer(std::move(*error));
    auto queues = co_await queue_names(backend);
    if (!queues) co_return Answer(protocol::to_call_error(queues.error()));
    auto work = [documents = std::get<0>(std::move(given)), queues = std::move(*queues), secrets = sees_secrets(call)](Keeper& keeper) -> Answer {
        const auto result = keeper.check(secrets ? documents : texts_without_secrets(keeper, documents), secrets);
        if (const auto* refusal = std::get_if<Refusal>(&result)) return refusal_error(*refusal);
        const auto& wanted = std::get<config::LoadResult>(result);
        auto running = keeper.running()->config;
        if (!secrets) {
            const auto hidden = keeper.check(texts_without_secrets(keeper, {}), false);
            running = std::holds_alternative<Refusal>(hidden) ? nullptr : std::get<config::LoadResult>(hidden).config;
        }
        json::object out = check_json(wanted);
        out["changes"] = changes_between(running, wanted.config, queues, secrets);
        return json::value(std::move(out));
    };
    co_return co_await ask(backend, std::move(work));
}

/// One side of a comparison: a version, or what runs.
struct Side {
    std::map<std::string, std::string> texts;  // by id
    std::shared_ptr<const config::Config> config;
};

std::variant<Side, CallError> side_of(Keeper& keeper, const json::value& which) {
    Side side;
    if (which.is_string() && which.get_string() == "running") {
        for (const auto& shown : keeper.documents()) side.texts[shown.document.path] = shown.document.text;
        side.config = keeper.running()->config;
        return side;
    }
    if (!which.is_int64()) return protocol::params_invalid("a and b are numbers of versions, or \"running\"");
    auto loaded = keeper.load_version(which.get_int64());
    if (const auto* refusal = std::get_if<Refusal>(&loaded)) return refusal_error(*refusal);
    auto& result = std::get<config::LoadResult>(loaded);
    for (auto& document : result.documents) side.texts[document.path] = std::move(document.text);
    side.config = std::move(result.config);
    return side;
}

json::array differences(const Side& a, const Side& b, bool secrets) {
    std::set<std::string> ids;
    for (const auto& [id, text] : a.texts) ids.insert(id);
    for (const auto& [id, text] : b.texts) ids.insert(id);
    const auto text_of = [secrets](const Side& side, const std::string& id) {
        const auto it = side.texts.find(id);
        if (it == side.texts.end()) return std::string();
        return secrets ? it->second : config::without_secrets(it->second);
    };
    json::array out;
    for (const auto& id : ids) {
        const std::string before = text_of(a, id);
        const std::string after = text_of(b, id);
        if (before != after) out.emplace_back(difference_json(id, before, after));
    }
    return out;
}

asio::awaitable<Answer> compare(const Backend& backend, Call call) {
    auto queues = co_await queue_names(backend);
    if (!queues) co_return Answer(protocol::to_call_error(queues.error()));
    auto work = [params = call.params, queues = std::move(*queues), secrets = sees_secrets(call)](Keeper& keeper) -> Answer {
        auto a = side_of(keeper, params.at("a"));
        if (const auto* error = std::get_if<CallError>(&a)) return *error;
        auto b = side_of(keeper, params.at("b"));
        if (const auto* error = std::get_if<CallError>(&b)) return *error;
        const Side& before = std::get<Side>(a);
        const Side& after = std::get<Side>(b);
        return json::value(json::object{{"documents", differences(before, after, secrets)}, {"changes", changes_between(before.config, after.config, queues, secrets)}});
    };
    co_return co_await ask(backend, std::move(work));
}

asio::awaitable<Answer> apply(const Backend& backend, Call call) {
    auto given = given_documents(call.params);
    if (auto* error = std::get_if<CallError>(&given)) co_return Answer(std::move(*error));
    const configuration::Who who{call.user, text_or(call.params, "note")};
    auto work = [documents = std::get<0>(std::move(given)), who, dry = bool_or(call.params, "dry_run", false)](Keeper& keeper) -> Answer {
        return outcome_answer(keeper.apply(documents, who, dry));
    };
    co_return co_await ask(backend, std::move(work));
}

asio::awaitable<Answer> rollback(const Backend& backend, Call call) {
    const configuration::Who who{call.user, text_or(call.params, "note")};
    auto work = [who, version = int_or(call.params, "version", 0), dry = bool_or(call.params, "dry_run", false)](Keeper& keeper) -> Answer {
        return outcome_answer(keeper.rollback(version, who, dry));
    };
    co_return co_await ask(backend, std::move(work));
}

/// A configuration with errors is an answer, not an error: what runs runs on.
asio::awaitable<Answer> reload(const Backend& backend, Call call) {
    const configuration::Who who{call.user, text_or(call.params, "note")};
    auto work = [who](Keeper& keeper) -> Answer {
        const auto outcome = keeper.reload(who);
        const auto* refusal = std::get_if<Refusal>(&outcome);
        if (refusal == nullptr) return outcome_answer(outcome);
        const auto now = keeper.current();
        return json::value(json::object{{"applied", false},
                                        {"changed", false},
                                        {"version", now.version},
                                        {"revision", now.revision},
                                        {"reason", protocol::to_utf8_lossy(refusal->words)},
                                        {"restart_needed", json::array{}},
                                        {"diagnostics", diagnostics_json(refusal->diagnostics)}});
    };
    co_return co_await ask(backend, std::move(work));
}

asio::awaitable<Answer> history(const Backend& backend, Call call) {
    const auto before = std::max<std::int64_t>(0, int_or(call.params, "before", 0));
    const auto limit = std::clamp<std::int64_t>(int_or(call.params, "limit", 100), 1, 1000);
    auto work = [before, limit](Keeper& keeper) -> Answer {
        const auto versions = keeper.versions().list(before, static_cast<std::size_t>(limit));
        if (!versions) return protocol::to_call_error(versions.error());
        json::array rows;
        for (const auto& version : *versions) rows.emplace_back(version_json(version));
        return json::value(json::object{{"versions", std::move(rows)}, {"running", keeper.current().version}});
    };
    co_return co_await ask(backend, std::move(work));
}

asio::awaitable<Answer> version(const Backend& backend, Call call) {
    auto work = [number = int_or(call.params, "version", 0), secrets = sees_secrets(call)](Keeper& keeper) -> Answer {
        const auto found = keeper.versions().get(number);
        if (!found) return protocol::to_call_error(found.error());
        const auto texts = keeper.versions().texts(number);
        if (!texts) return protocol::to_call_error(texts.error());
        json::object out = version_json(*found);
        auto& documents = out["documents"].as_array();
        for (std::size_t i = 0; i < documents.size() && i < texts->size(); ++i) {
            const auto& text = (*texts)[i];
            documents[i].as_object()["text"] = protocol::to_utf8_lossy(secrets ? text : config::without_secrets(text));
        }
        return json::value(std::move(out));
    };
    co_return co_await ask(backend, std::move(work));
}

/// A key pair of the daemon's own making: the private part stays in its key directory, for its owner alone, and never replaces another one.
Answer make_key(const std::string& directory, const std::string& domain, const std::string& selector, auth::DkimKeyType type) {
    auto& storage = platform::Storage::system();
    const std::string file = directory + "/" + selector + "." + domain + ".pem";
    if (auto made = storage.make_directories(directory); !made) return protocol::to_call_error(made.error());
    auto opened = storage.open(file, platform::OpenMode::create);
    if (!opened) {
        CallError error = protocol::to_call_error(opened.error());
        if (storage.open(file, platform::OpenMode::read)) {
            error = protocol::not_found("dkim.key_exists", "there is a key already: " + file + "; choose another selector");
            error.arguments["file"] = file;
        }
        return error;
    }
    const auto key = auth::make_dkim_key(type);
    Status written = key ? (*opened)->write_at(0, key->private_pem) : Status(key.error());
    if (written) written = (*opened)->sync();
    if (written) written = storage.sync_directory(directory);
    if (!written) {
        (void)storage.remove(file);
        return protocol::to_call_error(written.error());
    }
    return json::value(json::object{{"file", file},
                                    {"record_name", selector + "._domainkey." + domain},
                                    {"record", key->record},
                                    {"directive", "domain-key " + selector + "," + domain + "," + file}});
}

asio::awaitable<Answer> create_key(const Backend& backend, Call call) {
    const auto domain = mail::Domain::parse(text_or(call.params, "domain"));
    const std::string selector = text_or(call.params, "selector");
    const auto type = auth::parse_dkim_key_type(text_or(call.params, "type", "rsa2048"));
    if (!domain) co_return Answer(protocol::params_invalid("domain must be a domain: " + domain.error().words));
    if (!auth::is_selector(selector)) co_return Answer(protocol::params_invalid("a selector is made of letters, digits, '-', '_' and dots between them"));
    if (!type) co_return Answer(protocol::params_invalid("type must be rsa2048 or ed25519"));
    auto work = [directory = backend.key_directory, domain = domain->ascii(), selector, type = *type](Keeper&) { return make_key(directory, domain, selector, type); };
    Answer answer = co_await ask(backend, std::move(work));
    if (std::holds_alternative<json::value>(answer)) backend.record(call.user, "DKIM key made: " + selector + "._domainkey." + domain->ascii());
    co_return answer;
}

}  // namespace

void add_config_methods(Handlers& handlers, const Backend& backend) {
    const auto add = [&](std::string_view name, auto function) {
        handlers.add(name, [&backend, function](Call call) { return function(backend, std::move(call)); });
    };
    add("config.show", show);
    add("config.check", check);
    add("config.effect", effect);
    add("config.compare", compare);
    add("config.apply", apply);
    add("config.rollback", rollback);
    add("config.history", history);
    add("config.version", version);
    add("daemon.reload", reload);
    add("dkim.create_key", create_key);
}

}  // namespace mailrace::control
