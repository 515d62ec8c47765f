// An event with every member filled with something that can be told apart. A new member of Event goes here; the tests of the codec and of the
// history then carry it through.
#pragma once

#include "daemon/events/event.h"

namespace mailrace::events {

inline Event sample_event(std::uint64_t id) {
    Event e;
    e.id = {id};
    e.time = wall_from_us(1'767'323'045'000'000 + static_cast<std::int64_t>(id) * 100'000);  // 2026-01-02 03:04:05 and so on
    e.type = EventType::bounce;
    e.phase = Phase::end_of_data;
    e.message = {1000 + id};
    e.recipient_index = 3;
    e.attempt = 2;
    e.generated = true;
    e.size = 4096;
    e.queued = wall_from_us(1'767'323'038'000'000);
    e.sender = "b-1@bounce.example.net";
    e.recipient = "Ann.Lee@gmail.example";
    e.orcpt = "rfc822;ann@old.example";
    e.envid = "env-1";
    e.message_id = "<abc@x.example>";
    e.subject = "Gr\xC3\xBC\xC3\x9F""e \xFF raw";
    e.domain = "gmail.example";
    e.queue = "gmail.example/vmta1";
    e.vmta = "vmta1";
    e.pool = "pool1";
    e.job = "job7";
    e.provider = "gmail";
    e.source_ip = "198.51.100.9";
    e.remote_host = "mx1.gmail.example";
    e.remote_ip = "192.0.2.7";
    e.remote_port = 25;
    e.user = "feeder";
    e.tls_protocol = "TLSv1.3";
    e.tls_cipher = "TLS_AES_256_GCM_SHA384";
    e.tls_verified = "dane";
    e.code = 550;
    e.status = {5, 1, 1};
    e.response = "550-5.1.1 The account ann.lee@gmail.example\r\n550 5.1.1 does not exist (192.0.2.7) q12-20020a05620a1234 \xE9\xFF - gsmtp";
    e.category = "bad-mailbox";
    e.subcategory = "unknown-user";
    e.cls = ResponseClass::hard;
    e.rule = "no such user";
    e.rule_at = "responses.conf:123";
    e.esmtp = "ENHANCEDSTATUSCODES,8BITMIME";
    e.text = "words for a person";
    e.resolve_us = 1;
    e.connect_us = 20'000;
    e.tls_us = 30'000;
    e.total_us = 4'000'000;
    e.feeder = "feeder.example.net (10.0.0.2)";
    e.session = "+0 < 220 mx1\n+10 > EHLO out.example\n";
    return e;
}

}  // namespace mailrace::events
