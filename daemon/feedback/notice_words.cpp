#include "daemon/feedback/notice_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "daemon/feedback/fold.h"

namespace mailrace::feedback {
namespace {

/// A table as fold() writes it; made once.
template <const auto& Table>
const std::vector<std::string>& folded() {
    static const std::vector<std::string> phrases = [] {
        std::vector<std::string> out;
        for (const std::string_view phrase : Table) out.push_back(fold(phrase));
        return out;
    }();
    return phrases;
}

template <const auto& Table>
bool any_in(std::string_view text) {
    const auto& phrases = folded<Table>();
    return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& p) { return text.find(p) != std::string_view::npos; });
}

template <const auto& Table>
bool begins_with_any(std::string_view text) {
    const auto& phrases = folded<Table>();
    return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& p) { return text.starts_with(p); });
}

// clang-format off
constexpr auto failed = std::to_array<std::string_view>({
    // English
    "not be delivered", "n't be delivered", "cannot be delivered", "not been delivered", "not delivered", "n't delivered", "not deliverable",
    "not been sent", "not be sent", "n't be sent", "not be completed", "not able to be delivered", "able to deliver", "unable to send",
    "cannot deliver", "can't deliver", "could not deliver", "couldn't deliver", "did not deliver", "not able to send", "not be transmitted", "not be processed",
    "delivery has failed", "delivery failed", "delivery failure", "failed delivery", "failed to deliver", "failed permanently", "failed address", "failed recipient",
    "addresses failed", "address failed", "address(es) failed", "deliver failed", "delivery error", "delivery problem", "delivery to the following",
    "undeliverable", "undelivered", "non-deliver", "nondeliver", "mail error", "mail system error",
    "did not reach", "not reach the following", "could not be reached", "not be reached", "could not reach", "unable to reach", "did not receive your",
    "returned to sender", "returned mail", "returning message", "returning to sender", "returned to you", "being returned", "been returned", "bounced",
    "permanent error", "permanent fatal error", "fatal error", "permanent failure", "delivery errors", "returned permanent errors", "gave up", "given up", "giving up",
    "failed because", "failed for the", "user unknown", "unknown user", "unknown recipient", "unknown address", "no such user", "no such recipient", "no such address", "no such mailbox", "not a valid",
    "invalid recipient", "invalid address", "invalid user", "invalid mailbox", "invalid final delivery", "unrecognized recipient", "recipient unknown", "not recognized",
    "does not exist", "doesn't exist", "not exist", "not found", "n't be found", "couldn't be found", "no longer valid", "no longer available", "no longer active", "no longer exist",
    "not listed in", "not unique", "no account", "n't have an account", "not our customer", "no mailbox here",
    "mailbox full", "mailbox is full", "over quota", "overquota", "quota exceeded", "exceeded the quota", "exceeds allowed size", "exceeding their quota", "exceeded maximum", "mailfolder is full", "exceeds the maximum",
    "mailbox unavailable", "account is disabled", "account has been disabled", "unavailable to take delivery", "inactive", "not accepting",
    "was rejected", "been rejected", "rejected by", "rejected recipient", "automatically rejected", "message rejected", "mail rejected", "refused to accept", "refused by", "was refused", "was blocked", "been blocked", "not accepted", "not relayed", "unable to relay",
    "error delivering", "error while attempting", "error occurred while", "error was detected", "encountered an error", "an error sending", "had trouble delivering", "problem delivering", "problem with delivery", "problem with its", "trouble delivering", "problem with the e-mail address",
    "host unknown", "unknown host", "host not found", "unrouteable", "unroutable", "no valid recipients", "too many hops", "routing loop", "loop alert", "duplicated message-id",
    "error processing your mail", "failed with the following", "failure reason", "undelivrable", "undeliver",
    // German
    "nicht zugestellt", "nicht zustellbar", "unzustellbar", "nicht ausgeliefert", "nicht übermittelt", "nicht erreicht", "zustellung fehlgeschlagen", "zustellung ist fehlgeschlagen",
    "übermittlung fehlgeschlagen", "übermittlungsfehler", "zustellfehler", "empfänger unbekannt", "unbekannter empfänger", "existiert nicht", "postfach ist voll", "konnte nicht gesendet", "nicht gefunden", "zurückgewiesen",
    // French
    "n'a pas pu", "n’a pas pu", "n'a pu être", "non remis", "non délivré", "non distribué", "pas été remis", "pas été délivré", "échec de la remise", "échec de remise", "échec de distribution", "échec de la livraison",
    "impossible de remettre", "impossible de distribuer", "impossible de délivrer", "n'existe pas", "utilisateur inconnu", "destinataire inconnu", "adresse inconnue", "boîte pleine", "boite pleine", "mail rejete", "pu etre delivre", "pu être délivré",
    // Spanish, Portuguese, Italian
    "no se pudo entregar", "no pudo ser entregad", "no ha podido ser entregad", "no se ha podido entregar", "no ha sido entregad", "no se ha entregado", "no fue entregad", "no entregad", "error en la entrega", "error al entregar", "fallo en la entrega", "no existe", "usuario desconocido", "destinatario desconocido", "buzón lleno", "casilla ha expirado", "imposible entregar",
    "não pôde ser", "não pode ser entregue", "nao pode ser", "não foi possível entregar", "não foi entregue", "falha na entrega", "não entregue", "não existe", "usuário desconhecido", "caixa postal cheia", "erro na entrega", "devolvid",
    "non è stato possibile", "non e' stato possibile", "impossibile recapitare", "impossibile consegnare", "mancato recapito", "mancata consegna", "non recapitat", "non è stato recapitato", "non consegnat", "consegna non riuscita", "recapito non riuscito", "utente sconosciuto", "destinatario sconosciuto", "casella piena", "non esiste",
    // Dutch and the North
    "niet worden bezorgd", "niet bezorgd", "niet afgeleverd", "worden afgeleverd", "onbestelbaar", "niet besteld", "bezorging mislukt", "bestaat niet", "onbekende gebruiker",
    "gick inte att leverera", "inte levereras", "olevererbar", "kunde inte nå", "okänd mottagare", "kunne ikke leveres", "kan ikke leveres", "ikke leveres", "uleverbar", "leveringsfejl", "leveringsfeil", "ikke levert", "ikke afleveret", "ukendt modtager",
    "ei voitu toimittaa", "toimitus epäonnistui", "ei voida toimittaa", "toimittamaton",
    // the East of Europe
    "nie mógł zostać", "nie została dostarczona", "nie można dostarczyć", "nie dostarczon", "niedostarcz", "niedoręcz", "nie istnieje", "nie powiodło się", "nieznany odbiorca",
    "nelze doručit", "nebylo možné doručit", "nedoručiteln", "nedoručen", "neexistuje", "nepodařilo se doručit", "nie je možné doručiť",
    "nem kézbesíthető", "kézbesítés sikertelen", "nem sikerült kézbesíteni", "nem létezik", "nu a putut fi livrat", "nu a putut fi", "livrare eșuată", "ni mogoče dostaviti", "isporuka nije uspjela",
    "не может быть доставлен", "не могло быть доставлен", "не доставлен", "не было доставлен", "не удалось доставить", "невозможно доставить", "недоставлен", "не найден", "не существует", "ошибка доставки", "не можем доставить", "доставка не удалась", "ящик переполнен", "не може бути доставлен", "не вдалося доставити", "не доставлено",
    "teslim edilemedi", "iletilemedi", "gönderilemedi", "ulaştırılamadı", "δεν ήταν δυνατή", "δεν παραδόθηκε", "αδυναμία παράδοσης", "לא ניתן", "تعذر", "لم يتم تسليم",
    // East Asia
    "送信できませんでした", "配信できませんでした", "配送できませんでした", "お届けできません", "届けることができません", "届きませんでした", "配信不能", "送信エラー", "送信に失敗", "配信に失敗", "見つかりませんでした", "エラーのため",
    "无法投递", "投递失败", "退信", "无法送达", "未能送达", "无法发送", "發送失敗", "无法传递", "傳送失敗", "無法傳送", "無法投遞", "遞送失敗", "不存在", "邮件被拒", "전송되지", "배달되지", "전송 실패", "전달할 수 없", "반송",
});

constexpr auto delayed = std::to_array<std::string_view>({
    "still being retried", "will be retried", "will retry", "being retried", "warning message only", "warning only", "this is a warning", "advisory-only", "has been delayed", "is delayed", "been postponed", "was delayed", "message delayed",
    "(delay)", "delayed mail", "delivery delayed", "not yet been delivered", "has not been delivered yet", "continue to try", "continue trying", "keep trying", "delivery attempts will continue", "no action is required", "no need to resend",
    "do not need to resend", "don't need to resend", "please do not resend", "transient non-fatal", "temporarily delayed", "could not send message for past", "is still in the queue", "attempts to deliver the message will continue", "delivery is delayed", "delivery incomplete", "could not send mail for past",
    "verzögert", "weitere zustellversuche", "wird weiterhin versucht", "remise différée", "retardé", "retrasad", "se reintentará", "demorad", "atrasad", "adiad", "ritardo nella consegna", "in ritardo", "vertraagd", "vertraging", "fördröj", "forsinket", "viivästy", "opóźnion", "zpožděn", "отложен", "задержк", "будут продолжены", "配信が遅れて", "遅延", "延迟", "延遲", "지연",
});

constexpr auto delivered = std::to_array<std::string_view>({
    "had successful delivery", "were successful", "was delivered to the following", "has been successfully relayed", "successfully relayed", " successfully delivered", "were successfully delivered", "delivery to the following recipients was successful", "has been delivered to", "relayed to the following", "erfolgreich zugestellt",
});

constexpr auto subjects = std::to_array<std::string_view>({
    "undeliver", "non-deliver", "nondeliver", "not delivered", "delivery fail", "delivery failure", "failed delivery", "failure delivery", "delivery status", "delivery notification", "delivery report", "delivery error", "delivery problem", "delivery notice", "delivery delayed", "delivery has failed", "delivery warning", "delivery incomplete",
    "returned mail", "returned to sender", "returned email", "returning to sender", "returning message", "failure notice", "mail failure", "mail failed", "failed mail", "mail delivery", "mail error", "mail system error", "mail returned", "message status - undeliverable", "message delayed", "delayed mail", "message delivery", "message undeliverable", "message not delivered", "message could not", "message you sent",
    "could not be delivered", "could not send", "couldn't be delivered", "cannot be delivered", "was not delivered", "wasn't delivered", "unable to deliver", "error sending", "error delivering", "user unknown", "unknown user", "undelivrable", "processing error", "rejected mail", "rejected:", "blocked by", "mta-blocked", "loop alert", "mail bounce", "bounced mail", "auto-bounce",
    "unzustellbar", "nicht zugestellt", "nicht zustellbar", "zustellung fehlgeschlagen", "unzustellbare", "zustellungsproblem", "übermittlung", "non remis", "non délivré", "échec de", "non distribu", "utilisateur non", "no se puede entregar", "no entregado", "no se pudo", "notificación de entrega", "não entregue", "falha na entrega", "não é possível", "não foi possível", "mancato recapito", "mancata consegna", "non recapitabile", "impossibile recapitare", "onbestelbaar", "niet bezorgd", "olevererbar", "kan ikke leveres", "uleverbar", "ei voitu toimittaa", "niedoręcz", "nie dostarcz", "niedostarcz", "nedoručiteln", "nekézbesíthető", "kézbesíthetetlen", "не доставлен", "недоставлен", "не удалось", "ошибка доставки", "не може бути", "teslim edilemedi", "iletilemedi",
    "送信できません", "配信不能", "配信できません", "エラーメール", "退信", "投递失败", "傳送失敗", "無法傳送", "无法投递", "传输失败", "반송", "전송 실패",
});

constexpr auto away = std::to_array<std::string_view>({
    "out of office", "out of the office", "out-of-office", "out_of_office", "automatic reply", "auto reply", "auto-reply", "autoreply", "automated reply", "automated response", "automatic response", "auto response", "auto-response", "autoresponder", "auto responder", "auto:", "vacation", "on holiday", "away from", "i am away", "currently away", "i'm away", "on leave", "maternity leave", "will be back", "back in the office", "has left the company", "no longer work", "thank you for your email", "thank you for contacting", "we have received your", "your message was received", "your request has been received", "ticket has been",
    "abwesenheit", "abwesend", "nicht im büro", "nicht im haus", "automatische antwort", "im urlaub", "bin ich wieder", "réponse automatique", "absence du bureau", "absent du bureau", "je suis absent", "actuellement absent", "message d'absence", "fuera de la oficina", "respuesta automática", "respuesta automatica", "ausente", "gracias por contactar", "resposta automática", "fora do escritório", "ausência", "risposta automatica", "fuori sede", "fuori ufficio", "assente", "afwezig", "automatisch antwoord", "automatische reactie", "autosvar", "frånvar", "fraværende", "automaattinen vastaus", "poissa", "automatyczna odpowiedź", "autoodpowiedź", "nieobecn", "automatická odpověď", "mimo kancelář", "automatikus válasz", "автоответ", "автоматический ответ", "в отпуске", "автовідповідь", "otomatik yanıt", "ofis dışında", "自動返信", "自動応答", "不在", "自动回复", "自动答复", "自動回覆", "外出", "자동 회신", "부재중",
});

constexpr auto challenges = std::to_array<std::string_view>({
    "guest list", "not pre-approved", "pre-approved senders", "approved senders list", "approved sender list", "confirm that you", "confirm you are", "confirm your email", "confirm your message", "verify that you", "verify your message", "verify your email", "prove that you", "prove you are", "whitelist request", "added to the recipient's allowed", "added to my allowed", "to have your address added", "sender verification", "challenge-response", "challenge/response", "spamarrest", "spam arrest", "boxbe", "is protected by", "one-time verification", "one-time automated", "to ensure delivery of your email", "awaiting your confirmation", "needs to be confirmed", "confirm subscription", "confirm your subscription", "subscription confirmation", "confirmation request", "please confirm", "captcha", "bitte bestätigen sie", "confirmer votre", "confirme su", "confirma tu",
});

constexpr auto automatic = std::to_array<std::string_view>({
    "non-delivery report", "nondelivery report", "created automatically", "automatically generated", "automatically created", "generated automatically", "automated message", "automated alert", "automatic message", "machine generated", "mail delivery software", "mail delivery system", "mail system", "delivery status notification", "delivery failure notification", "mail server", "mailserver",
    "do not reply", "do not respond", "automatisch erstellt", "automatisch erzeugt", "automatisch generiert", "automatiquement", "automáticamente", "automaticamente", "автоматически", "automatycznie", "自動的に", "自动",
});

constexpr auto original_words = std::to_array<std::string_view>({
    "original message", "original mail", "original email", "copy of the message", "copy of your message", "copy of the original", "copy of the header", "copy of your mail", "copy of the mail", "message header", "message text follows", "message follows", "unsent message", "returned message", "returned mail follows", "returned content", "headers follow", "header of the", "headers of the", "body of your", "lines of your", "lines of the message", "original header", "undelivered message", "undeliverable message", "failed message", "attachment is a copy", "your message follows", "returned message follows", "rejected message", "message body",
    "mensaje original", "mensagem original", "messaggio originale", "message d'origine", "message original", "en-têtes", "ursprüngliche", "originalnachricht", "original-nachricht", "kopie der nachricht", "kopie ihrer nachricht", "kopfzeilen", "oorspronkelijk", "oryginaln", "originální", "původní", "исходно", "оригинал", "копия", "ursprungshuvuden", "ursprungligt", "oprindelig", "opprinnelig", "alkuperäi", "orijinal", "eredeti", "元のメッセージ", "オリジナル", "原始邮件", "原邮件", "原始郵件", "원본",
});

/// How a line without any rule around it begins when it introduces the original.
constexpr auto original_starts = std::to_array<std::string_view>({
    "original message", "original mail", "the original message follows", "the original message is", "original headers", "original message headers", "message header", "message body", "headers of", "header of", "the header", "below is a copy", "below this line", "included is a copy", "attached is a copy", "enclosed is a copy", "here is a copy", "this is a copy", "a copy of", "copy of", "the following is a copy", "here is your returned", "start of returned", "the first ", "message follows", "your message follows", "the body of", "text of", "returned message", "unsent message", "undelivered message", "a summary of the undelivered message", "ursprungshuvuden", "ursprüngliche", "kopfzeilen", "en-têtes", "mensaje original", "encabezados", "cabeçalhos", "intestazioni", "messaggio originale", "mensagem original", "oorspronkelijke", "oryginalne nagłówki", "исходные заголовки", "元のメッセージ", "オリジナル", "原始邮件",
});
// clang-format on

constexpr std::string_view rule = "-=*_#|>+~ \t";

}  // namespace

bool says_failed(std::string_view text) { return any_in<failed>(text); }
bool says_delayed(std::string_view text) { return any_in<delayed>(text); }
bool says_delivered(std::string_view text) { return any_in<delivered>(text); }
bool says_away(std::string_view text) { return any_in<away>(text); }
bool says_automatic(std::string_view text) { return any_in<automatic>(text); }
bool says_challenge(std::string_view text) { return any_in<challenges>(text); }

bool subject_says_bounce(std::string_view subject, bool at_start) { return at_start ? begins_with_any<subjects>(subject) : any_in<subjects>(subject); }

bool introduces_original(std::string_view line) {
    if (line.size() > 140) return false;
    const std::size_t begin = line.find_first_not_of(rule);
    if (begin == std::string_view::npos) return false;
    const std::string_view drawn = line.substr(0, begin);
    const std::string_view words = line.substr(begin, line.find_last_not_of(rule) - begin + 1);
    const bool ruled = std::count_if(drawn.begin(), drawn.end(), [](char c) { return c != ' ' && c != '\t' && c != '>'; }) >= 2;
    if (words.find("was received") != std::string_view::npos) return false;
    if (ruled) return any_in<original_words>(words) || words.starts_with("below");
    if (words.size() > 90 || !begins_with_any<original_starts>(words)) return false;
    const bool follows = words.back() == ':' || words.find("follow") != std::string_view::npos || words.find("below") != std::string_view::npos;
    return follows && any_in<original_words>(words);
}

}  // namespace mailrace::feedback
