// What a Config is made of. Private to this folder: filled by the builders, constant afterwards.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "shared/config/bindings.h"
#include "shared/config/block.h"
#include "shared/config/config.h"
#include "shared/config/domain_table.h"

namespace mailrace::config {

class Config::Parts {
public:
    std::unique_ptr<const Block> root;  // owns every Block below
    std::vector<std::string> files;     // names, Place::file - 1
    std::string revision;

    GlobalSettings global;
    SourceSettings source_base;
    std::vector<std::pair<Cidr, const Block*>> sources_by_address;  // from general to specific
    TextMap<std::vector<const Block*>> named_sources;

    std::map<std::string, VirtualMta> virtual_mtas;  // key: lower case
    std::map<std::string, VirtualMtaPool> pools;     // key: lower case
    DomainTable domains;
    TextMap<DomainTable> virtual_mta_domains;
    TextMap<DomainTable> pool_domains;
    TextMap<std::string> pool_of_virtual_mta;  // the pool whose <domain> blocks hold for it
    DomainTable relay_domains;                 // value: the root block, just "yes"

    /// The <domain> blocks that make up the settings of a queue, from the first to the last word.
    std::vector<const Block*> domain_chain(std::string_view domain, std::string_view virtual_mta) const;
    /// The same for a pool and a virtual MTA that are named apart, all in lower case; empty: without one.
    std::vector<const Block*> domain_chain_in(std::string_view domain, std::string_view pool, std::string_view virtual_mta) const;
};

/// What the blocks of a chain come to, with the defaults that depend on other values.
DomainSettings merged_settings(const std::vector<const Block*>& chain);

}  // namespace mailrace::config
