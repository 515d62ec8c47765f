// Bounces without structure, as many mailers write them: each sample is made up here in the manner of a mailer that is met in the
// wild.
#include <gtest/gtest.h>

#include "daemon/feedback/report_reader.h"

using namespace mailrace::feedback;

namespace {

std::string daemon_mail(std::string_view subject, std::string_view body,
                        std::string_view from = "Mail Delivery System <MAILER-DAEMON@mx.example.net>") {
    return "Return-Path: <>\nFrom: " + std::string(from) + "\nTo: news@sender.example\nSubject: " + std::string(subject) +
           "\nContent-Type: text/plain; charset=utf-8\n\n" + std::string(body);
}

const std::string copy =
    "Return-Path: <news@sender.example>\nReceived: from out.sender.example by mx.example.net with ESMTP id 12;\n Mon, 5 Jan 2026 "
    "10:00:00 +0000\n"
    "From: News <news@sender.example>\nTo: anna@shop.example\nSubject: Offers\nMessage-ID: <42@sender.example>\n\nHello "
    "other@body.example!\n";

struct Want {
    ReportKind kind = ReportKind::bounce;
    std::vector<std::string> addresses;
    std::string status;  // what it begins with
};

std::string status_text(const ReportRecipient& r) {
    return std::to_string(r.status.cls) + "." + std::to_string(r.status.subject) + "." + std::to_string(r.status.detail);
}

void expect_read(const std::string& name, const std::string& mail, const Want& want) {
    SCOPED_TRACE(name);
    const Report report = read_report(mail);
    EXPECT_EQ(to_string(report.kind), to_string(want.kind));
    std::vector<std::string> got;
    for (const auto& r : report.recipients) got.push_back(r.address);
    EXPECT_EQ(got, want.addresses);
    for (const auto& r : report.recipients)
        EXPECT_TRUE(status_text(r).starts_with(want.status)) << status_text(r) << " " << r.diagnostic;
}

}  // namespace

TEST(ReportText, reads_lists_of_failed_addresses) {
    expect_read("qmail",
                daemon_mail("failure notice",
                            "Hi. This is the qmail-send program at mx.example.net.\nI'm afraid I wasn't able to deliver your "
                            "message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work "
                            "out.\n\n<anna@shop.example>:\n192.0.2.5 does not like recipient.\nRemote host said: 550 5.1.1 "
                            "nobody here\nGiving up on 192.0.2.5.\n\n<bert@shop.example>:\nThis address no longer accepts "
                            "mail.\n\n--- Below this line is a copy of the message.\n\n" +
                                copy),
                {ReportKind::bounce, {"anna@shop.example", "bert@shop.example"}, "5."});
    expect_read(
        "exim",
        daemon_mail(
            "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered "
            "to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  "
            "anna@shop.example\n    host mx.shop.example [192.0.2.9]\n    SMTP error from remote mail server after RCPT "
            "TO:<anna@shop.example>:\n    452 4.2.2 over quota: retry timeout exceeded\n  bert@shop.example\n    Unrouteable "
            "address\n\n------ This is a copy of the message, including all the headers. ------\n\n" +
                copy),
        {ReportKind::bounce, {"anna@shop.example", "bert@shop.example"}, ""});
    expect_read(
        "sendmail of old",
        daemon_mail(
            "Returned mail: User unknown",
            "   ----- The following addresses had permanent fatal errors -----\n<anna@shop.example>\n\n   ----- Transcript of "
            "session follows -----\n... while talking to mx.shop.example.:\n>>> RCPT To:<anna@shop.example>\n<<< 550 5.1.1 no "
            "such person\n550 5.1.1 <anna@shop.example>... User unknown\n\n   ----- Original message follows -----\n\n" +
                copy),
        {ReportKind::bounce, {"anna@shop.example"}, "5.1.1"});
    expect_read("two in one line",
                daemon_mail("Undeliverable: Offers",
                            "Your message could not be delivered to these recipients: anna@shop.example, "
                            "bert@shop.example\n\nReason: mailbox does not exist\n"),
                {ReportKind::bounce, {"anna@shop.example", "bert@shop.example"}, "5.1.1"});
    expect_read("bullets",
                daemon_mail("Delivery failure",
                            "We could not deliver your mail to:\n\n * anna@shop.example (mailbox full)\n * bert@shop.example "
                            "(account disabled)\n\nThe header of your message follows:\n\n" +
                                copy),
                {ReportKind::bounce, {"anna@shop.example", "bert@shop.example"}, "5.2"});
}

TEST(ReportText, reads_one_address_wherever_it_stands) {
    const auto one = [](std::string status) { return Want{ReportKind::bounce, {"anna@shop.example"}, std::move(status)}; };
    expect_read("label",
                daemon_mail("Undelivered mail",
                            "The message below was not delivered.\n\nRecipient: [SMTP:anna@shop.example]\nReason: Remote server "
                            "returned: 554 5.7.1 spam score too high\n\nMessage headers follow:\n\n" +
                                copy),
                one("5.7.1"));
    expect_read(
        "sentence",
        daemon_mail("Mail failure",
                    "Dear sender,\n\nyour message to anna@shop.example could not be delivered, because the mailbox is full.\n"),
        one("5.2.2"));
    expect_read("domino",
                daemon_mail("DELIVERY FAILURE: User anna not listed",
                            "Your message\n\n  Subject: Offers\n\nwas not delivered to:\n\n  anna@shop.example\n\nbecause:\n\n  "
                            "User anna (anna@shop.example) not listed in Domino Directory\n"),
                one("5.1.1"));
    expect_read(
        "exchange of old",
        daemon_mail(
            "Undeliverable: Offers",
            "Your message\n\n  To:      bert@shop.example\n  Subject: Offers\n  Sent:    Mon, 5 Jan 2026 10:00:00 +0000\n\ndid "
            "not reach the following recipient(s):\n\nanna@shop.example on Mon, 5 Jan 2026 10:00:05 +0000\n    The e-mail "
            "account does not exist at the organization this message\nwas sent to.\n    <mx.shop.example #5.1.1>\n",
            "System Administrator <postmaster@shop.example>"),
        one("5.1.1"));
    expect_read("groupwise",
                daemon_mail("Message status - undeliverable",
                            "The message that you sent was undeliverable to the following:\n\tanna@shop.example (user not "
                            "found)\n\nPossibly truncated original message follows:\n\n" +
                                copy,
                            "GroupWise <postmaster@shop.example>"),
                one("5.1.1"));
    expect_read("communigate",
                daemon_mail("Undeliverable mail: Offers",
                            "Failed to deliver to 'anna@shop.example'\nSMTP module(domain shop.example) reports:\n host "
                            "mx.shop.example says:\n 552 5.2.2 mailbox is over its quota\n"),
                one("5.2.2"));
    expect_read("mdaemon",
                daemon_mail("Warning: anna@shop.example - User unknown!",
                            "anna@shop.example - no such user here.\n\nThere is no user by that name at this server.\n",
                            "MDaemon@shop.example"),
                one("5.1.1"));
    expect_read("imail",
                daemon_mail("Undeliverable Mail",
                            "User mailbox exceeds allowed size: anna@shop.example\n\nOriginal message follows.\n\n" + copy,
                            "\"Postmaster\" <postmaster@shop.example>"),
                one("5.2.2"));
    expect_read("dma",
                daemon_mail("Mail delivery failed",
                            "This is the DragonFly Mail Agent v0.13 at host.example.\n\nThere was an error delivering your mail "
                            "to <anna@shop.example>.\n\nmx.shop.example [192.0.2.3] did not like our RCPT TO:\n451 4.7.1 come "
                            "back later\n\nMessage headers follow.\n\n" +
                                copy),
                one("4.7.1"));
    expect_read(
        "opensmtpd",
        daemon_mail("Delivery status notification: error",
                    "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred "
                    "while attempting to deliver a message for\n    the following list of recipients:\n\nanna@shop.example: 550 "
                    "Invalid recipient <anna@shop.example>\n\n    Below is a copy of the original message:\n\n" +
                        copy),
        one("5.1"));
    expect_read(
        "postfix of old",
        daemon_mail(
            "Undelivered Mail Returned to Sender",
            "This is the Postfix program at host mx.example.net.\n\nI'm sorry to have to inform you that the message "
            "returned\nbelow could not be delivered to one or more destinations.\n\nFor further assistance, please send mail to "
            "<postmaster>\n\nIf you do so, please include this problem report. You can\ndelete your own text from the message "
            "returned below.\n\n\t\t\tThe Postfix program\n\n<anna@shop.example>: host mx.shop.example[192.0.2.3] said: 550 "
            "5.1.1\n    <anna@shop.example>: no such address (in reply to RCPT TO command)\n"),
        one("5.1.1"));
    expect_read(
        "gmail text",
        daemon_mail("Delivery Status Notification (Failure)",
                    "Delivery to the following recipient failed permanently:\n\n     anna@shop.example\n\nTechnical details of "
                    "permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the "
                    "recipient domain shop.example by mx.shop.example. [192.0.2.3].\n\nThe error that the other server returned "
                    "was:\n550 5.4.1 Recipient address rejected: Access denied\n\n----- Original message -----\n\n" +
                        copy),
        one("5.4.1"));
    expect_read(
        "mimecast",
        daemon_mail(
            "[Postmaster] Email Delivery Failure",
            "This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- "
            "anna@shop.example\n\ncould not be delivered. The problem appears to be :\n-- Recipient email server rejected the "
            "message\n\nAdditional information follows :\n-- 5.7.1 Message rejected due to content restrictions\n",
            "Postmaster <postmaster@shop.example>"),
        one("5.7.1"));
    expect_read("mailmarshal",
                daemon_mail("Undeliverable Mail",
                            "Your message was not delivered. MailMarshal has detailed the reason below.\n\nMessage: "
                            "B000001.mml\nFrom: news@sender.example\nTo: anna@shop.example\nSubject: Offers\n\nRecipient: "
                            "anna@shop.example\nReason: 550 5.1.1 unknown\n"),
                one("5.1.1"));
    expect_read("kerio",
                daemon_mail("Failed mail: unknown user",
                            "Your message was rejected by mx.shop.example for the following reason:\n\n    550 5.1.1 Mailbox "
                            "anna@shop.example unknown\n\nThe following recipient did not receive it: <anna@shop.example>\n"),
                one("5.1.1"));
    expect_read(
        "the original's recipient when nobody is named",
        daemon_mail("Mail could not be delivered",
                    "****** Message from InterScan Messaging Security Suite ******\n\nThe following mail could not be "
                    "delivered.\n\nReason: Exceeded maximum delivery attempts.\n\n--- The original message follows ---\n" +
                        copy),
        one("5.4"));
}

TEST(ReportText, reads_notices_in_many_languages) {
    const auto one = [](std::string status) { return Want{ReportKind::bounce, {"anna@shop.example"}, std::move(status)}; };
    expect_read("de",
                daemon_mail("Unzustellbar: Angebote",
                            "Die Nachricht konnte nicht zugestellt werden an:\n\n   anna@shop.example\n\nGrund: 550 5.1.1 "
                            "Empfänger unbekannt\n\nUrsprüngliche Kopfzeilen folgen:\n\n" +
                                copy),
                one("5.1.1"));
    expect_read("fr",
                daemon_mail("Non remis : Offres",
                            "Votre message n'a pas pu être remis au destinataire suivant :\n\nanna@shop.example\n\n550 5.1.1 "
                            "utilisateur inconnu\n"),
                one("5.1.1"));
    expect_read("es",
                daemon_mail("No se puede entregar: Ofertas",
                            "Su mensaje no pudo ser entregado a:\n\n<anna@shop.example>:\nEsta casilla no existe (#5.1.1)\n\n--- "
                            "Mensaje original adjunto.\n"),
                one("5.1.1"));
    expect_read(
        "pt",
        daemon_mail(
            "Falha na entrega da mensagem",
            "A mensagem não pôde ser entregue ao destinatário abaixo:\n\nanna@shop.example\n   552 5.2.2 caixa postal cheia\n"),
        one("5.2.2"));
    expect_read("it",
                daemon_mail("Mancata consegna",
                            "Il messaggio non è stato recapitato a: anna@shop.example\nMotivo: 550 5.1.1 utente sconosciuto\n"),
                one("5.1.1"));
    expect_read("nl",
                daemon_mail("Onbestelbaar: Aanbod",
                            "Uw bericht kon niet worden bezorgd bij de volgende ontvanger:\n\n   anna@shop.example\n\n550 5.1.1 "
                            "onbekende gebruiker\n"),
                one("5.1.1"));
    expect_read("pl",
                daemon_mail("Niedoręczona wiadomość",
                            "Wiadomość nie mogła zostać dostarczona do następującego odbiorcy:\n<anna@shop.example>: 550 5.1.1 "
                            "nieznany odbiorca\n"),
                one("5.1.1"));
    expect_read("ru",
                daemon_mail("Недоставленное сообщение",
                            "К сожалению, ваше письмо не может быть доставлено следующему получателю:\n\n  anna@shop.example\n   "
                            " 550 5.1.1 нет такого пользователя\n"),
                one("5.1.1"));
    expect_read("sv",
                daemon_mail("Olevererbart: Erbjudanden",
                            "Det gick inte att leverera meddelandet till följande mottagare:\n\nanna@shop.example\n\n#550 5.1.1 "
                            "RESOLVER.ADR.RecipNotFound; not found ##\n"),
                one("5.1.1"));
    expect_read("ja",
                daemon_mail("配信不能", "以下のメールは配信できませんでした。\n\n<anna@shop.example>: 550 5.1.1 宛先不明\n"),
                one("5.1.1"));
    expect_read("zh", daemon_mail("退信通知", "您的邮件无法投递到以下地址：\n\nanna@shop.example\n\n550 5.1.1 用户不存在\n"),
                one("5.1.1"));
    expect_read(
        "ja in a charset without tables",
        "Return-Path: <>\nFrom: MAILER-DAEMON@shop.example\nTo: news@sender.example\nSubject: failure notice\nContent-Type: "
        "text/plain; charset=iso-2022-jp\n\n\x1B$B0J2<$N%a!<%k%\"%I%l%9\x1B(B\n\nanna@shop.example\n\n-------server message\n550 "
        "5.1.1 unknown\n-------original message\n" +
            copy,
        one("5.1.1"));
}

TEST(ReportText, tells_delays_from_bounces) {
    const Want late{ReportKind::delay, {"anna@shop.example"}, "4."};
    expect_read(
        "postfix",
        daemon_mail(
            "Delayed Mail (still being retried)",
            "This is the mail system at host mx.example.net.\n\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR "
            "MESSAGE. #\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) "
            "old.\n\n<anna@shop.example>: connect to mx.shop.example[192.0.2.4]:25: Connection timed out\n"),
        late);
    expect_read(
        "sendmail",
        daemon_mail("Warning: could not send message for past 4 hours",
                    "    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n\n  "
                    " ----- The following addresses had transient non-fatal errors -----\n<anna@shop.example>\n\n   ----- "
                    "Transcript of session follows -----\n451 <anna@shop.example>... shop.example: Name server timeout\nWarning: "
                    "message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n"),
        late);
    expect_read("text",
                daemon_mail("Mail Delivery Warning",
                            "Delivery of your mail to anna@shop.example has been delayed.\nWe will continue to try to deliver "
                            "your message over the next few days.\n"),
                late);
    expect_read("de",
                daemon_mail("Zustellung verzögert",
                            "Die Zustellung an folgende Adresse ist verzögert:\n\n  anna@shop.example\n\nWeitere Zustellversuche "
                            "folgen automatisch. 451 4.4.1 keine Antwort\n"),
                late);
    expect_read("given up after long",
                daemon_mail("Undelivered Mail Returned to Sender",
                            "<anna@shop.example>: delivery temporarily suspended: connect to mx.shop.example[192.0.2.4]:25:\n    "
                            "Connection timed out. Giving up after 5 days; it will not be retried.\n"),
                {ReportKind::bounce, {"anna@shop.example"}, "5."});
}

TEST(ReportText, keeps_what_is_returned_apart_from_what_is_said) {
    const Report report = read_report(daemon_mail("failure notice",
                                                  "<anna@shop.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- "
                                                  "Below this line is a copy of the message.\n\n" +
                                                      copy));
    ASSERT_EQ(report.recipients.size(), 1u);
    EXPECT_EQ(report.recipients[0].diagnostic, "Sorry, no mailbox here by that name. (#5.1.1)");
    EXPECT_EQ(report.original.message_id, "<42@sender.example>");
    EXPECT_EQ(report.original.return_path, "news@sender.example");
    EXPECT_EQ(report.original.from, "news@sender.example");
    EXPECT_EQ(report.original.subject, "Offers");
    EXPECT_EQ(report.original.to, std::vector<std::string>{"anna@shop.example"});
    // The sender's address in the words is nobody's failure.
    const Report sender = read_report(daemon_mail(
        "Undelivered Mail Returned to Sender",
        "<anna@shop.example>: host mx.shop.example said: 550 5.7.1 <news@sender.example>: sender not welcome\n\n" + copy));
    ASSERT_EQ(sender.recipients.size(), 1u);
    EXPECT_EQ(sender.recipients[0].address, "anna@shop.example");
    EXPECT_EQ(sender.recipients[0].code, 550);
}
