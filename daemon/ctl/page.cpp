#include "daemon/ctl/page.h"

#include "shared/protocol/frame.h"

namespace mailrace::ctl {
namespace {

constexpr std::string_view kStyle = R"css(
:root { color-scheme: light dark; --ground: #fafafa; --card: #ffffff; --line: #e2e4e8; --ink: #1f2328; --soft: #626973; --bar: #2f6fb3; --bar-ground: #e8edf3; --bad: #b3372f; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181c; --card: #1f2227; --line: #343941; --ink: #e4e6ea; --soft: #9aa1ab; --bar: #5b9bd9; --bar-ground: #2b3038; --bad: #e0726a; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 24px 20px 48px; }
h1 { font-size: 22px; font-weight: 600; margin: 0 0 2px; }
h2 { font-size: 16px; font-weight: 600; margin: 0 0 10px; }
p.under { color: var(--soft); margin: 0 0 20px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px 18px; margin: 0 0 18px; overflow-x: auto; }
.sums { display: flex; flex-wrap: wrap; gap: 12px; margin: 0 0 18px; }
.sums div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 18px; min-width: 132px; }
.sums b { display: block; font-size: 22px; font-weight: 600; font-variant-numeric: tabular-nums; }
.sums span { color: var(--soft); }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: var(--soft); font-weight: 500; padding: 4px 12px 6px 0; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: bottom; }
td { padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
th.n, td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.t { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.w { min-width: 260px; overflow-wrap: anywhere; }
td.same { color: transparent; }
.bar { display: block; height: 4px; border-radius: 2px; background: var(--bar-ground); min-width: 72px; margin-top: 4px; }
.bar i { display: block; height: 100%; border-radius: 2px; background: var(--bar); }
small { color: var(--soft); display: block; overflow-wrap: anywhere; }
p.none, p.more { color: var(--soft); margin: 8px 0 0; }
p.note { color: var(--bad); margin: 0 0 6px; }
@media print { body { background: none; } section, .sums div { break-inside: avoid; } }
)css";

}  // namespace

std::string html(std::string_view text) {
    std::string out;
    for (const char c : protocol::to_utf8_lossy(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
                    out += c == '\n' || c == '\t' ? " " : "·";
                else
                    out += c;
        }
    }
    return out;
}

std::string page_begin(std::string_view title, std::string_view under_title) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\">\n<title>" +
           html(title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n<h1>" + html(title) +
           "</h1>\n<p class=\"under\">" + html(under_title) + "</p>\n";
}

std::string page_end() { return "</main>\n</body>\n</html>\n"; }

}  // namespace mailrace::ctl
