// What speaks for a mail being a bounce, an automatic answer, or neither: who claims to have sent it, what its subject and its
// header say. Pure; any thread.
#pragma once

#include <string>

#include "shared/mail/mime.h"

namespace mailrace::feedback {

struct Evidence {
    bool from_daemon = false;  // MAILER-DAEMON, postmaster, "Mail Delivery Subsystem", nobody at all
    bool from_postmaster = false;   // who also writes ordinary mail
    bool null_path = false;    // Return-Path: <>
    bool subject_bounce = false;
    bool report_type = false;        // multipart/report of delivery-status
    bool dmarc = false;              // the subject speaks of a DMARC report
    bool failed_header = false;      // X-Failed-Recipients
    bool forwarded = false;          // a person passes a bounce on: "Fwd: Undeliverable: …"
    bool list_mail = false;          // List-Unsubscribe and the like: mass mail of somebody
    bool written_by_person = false;  // a mail program, an answer to a mail
    bool automatic = false;          // Auto-Submitted: auto-replied, Precedence: auto_reply, …
    bool away = false;               // the subject says so
    std::string failed_addresses;    // of X-Failed-Recipients

    /// Points that the header alone gives for a bounce; below 0 something speaks against it.
    int score() const;
};

Evidence weigh_header(const mail::MimePart& root);

}  // namespace mailrace::feedback
