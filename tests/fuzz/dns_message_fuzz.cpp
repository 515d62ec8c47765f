// links: mailrace_net
// No DNS message, however broken, is read beyond its end or without end.
#include <cstdint>
#include <cstdlib>

#include "daemon/net/dns_message.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    using namespace mailrace::net;
    for (DnsType type : {DnsType::a, DnsType::aaaa, DnsType::mx, DnsType::txt, DnsType::ptr, DnsType::tlsa}) {
        DnsAnswer answer = parse_dns_answer({data, size}, "a.example", type);
        bool any = !answer.mx.empty() || !answer.addresses.empty() || !answer.texts.empty() || !answer.names.empty() || !answer.tlsa.empty();
        if (any != (answer.status == DnsStatus::found)) std::abort();
        for (const MxRecord& mx : answer.mx) {
            if (mx.host.size() > 253) std::abort();
        }
    }
    return 0;
}
