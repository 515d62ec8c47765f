// digest: what a list of digests holds in place of an address; needs no daemon. The options are PowerMTA's.
#include <iostream>

#include "daemon/auth/keyed_digest.h"
#include "daemon/ctl/commands.h"
#include "daemon/feedback/address_entry.h"
#include "shared/base/hex.h"

namespace mailrace::ctl {

namespace {

struct DigestOptions {
    bool hmac = false, siphash = false, raw = false;
    std::string key, hexkey;
    std::vector<std::string> texts;
};

/// The normal form of an entry, so that the digest is the one that lookups make; anything else as it is.
std::string normal(const std::string& text, bool raw) {
    if (raw) return text;
    auto entry = feedback::parse_entry(text);
    return entry ? std::move(entry->value) : text;
}

int digest(const Options& options, const DigestOptions& wanted) {
    if (wanted.hmac == wanted.siphash) return report(Error::invalid("give --hmac-sha256 or --siphash"));
    if (wanted.key.empty() == wanted.hexkey.empty()) return report(Error::invalid("give --key or --hexkey"));
    auto key = wanted.hexkey.empty() ? std::optional(wanted.key) : from_hex(wanted.hexkey);
    if (!key) return report(Error::invalid("--hexkey is an even number of hexadecimal digits"));
    const auto made = auth::KeyedDigest::make(wanted.hmac ? auth::DigestAlgorithm::hmac_sha256 : auth::DigestAlgorithm::siphash, std::move(*key));
    if (!made) return report(made.error());
    const auto print = [&](const std::string& text) {
        const std::string hex = to_hex(made->digest(normal(text, wanted.raw)));
        if (options.as_json) std::cout << json::serialize(json::object{{"text", text}, {"digest", hex}}) << "\n";
        else std::cout << hex << "\n";
    };
    for (const std::string& text : wanted.texts) print(text);
    if (!wanted.texts.empty()) return 0;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) print(line);
    }
    return 0;
}

}  // namespace

void add_digest_command(CLI::App& app, Context& context) {
    auto* command = app.add_subcommand("digest", "The digest of an address, as suppression lists with digest-algorithm hold it");
    auto wanted = std::make_shared<DigestOptions>();
    command->add_flag("--hmac-sha256", wanted->hmac, "By HMAC-SHA-256");
    command->add_flag("--siphash", wanted->siphash, "By SipHash-2-4");
    command->add_option("--key", wanted->key, "The key as text; 16 bytes for siphash");
    command->add_option("--hexkey", wanted->hexkey, "The key in hexadecimal");
    command->add_flag("--raw", wanted->raw, "Of the text as it is; else addresses are brought to lower case and A-labels first, as lookups do");
    command->add_option("TEXT", wanted->texts, "Addresses; without any, the lines of standard input");
    command->callback([&context, wanted] { context.offline = [&context, wanted] { return digest(context.options, *wanted); }; });
}

}  // namespace mailrace::ctl
