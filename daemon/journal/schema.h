// The tables of a history file and where each field of a filter lives in them. SCHEMA.md tells the reasons. Private to daemon/journal; constant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/filter/sql.h"

namespace mailrace::journal {

inline constexpr int kSchemaVersion = 3;

/// Strings that repeat are stored once a file, in the table dict; the numbers are written to disk and never change.
enum class Dict : int {
    domain = 1, queue, vmta, pool, job, provider, source, host, ip, user, tls, cipher, verified, form, category, rule, esmtp, subcategory, rule_at, feeder,
};
inline constexpr int kDictKinds = static_cast<int>(Dict::feeder) + 1;

/// Pragmas and tables of a new history file.
std::string history_schema();
/// The table of what only reports tell; made in files of earlier versions too when they are written to.
std::string_view detail_schema();
/// What makes a file of an earlier version (1 or more) one of this; its rows stay as they are.
std::string schema_upgrade(std::int64_t version);
/// Indexes over values that come in no order. Kept up row by row they would touch a page of the disk for every event, a third of all the work; they are built
/// in one go when a file has got its last event. The file being written is small enough to be looked through.
std::string late_indexes();
/// Tables of journal.db: roll-ups, totals, accounting positions.
std::string state_schema();

/// The columns of the table event, in the order in which the writer binds and the reader reads them.
inline constexpr std::string_view kEventColumns =
    "id,time,type,phase,message,recipient_index,attempt,generated,size,queued,sender,recipient,recipient_hash,orcpt,envid,message_id,subject,"
    "domain,queue,vmta,pool,job,provider,source,host,ip,port,user,tls,cipher,verified,code,status,form,parts,category,rule,esmtp,text,"
    "resolve_us,connect_us,tls_us,total_us,subcategory,class,rule_at,feeder";

const filter::SqlSchema& event_sql_schema();

/// Of the lower-case text; what the column recipient_hash holds. 32 bits are enough: the text decides.
std::int64_t text_hash(std::string_view text);

}  // namespace mailrace::journal
