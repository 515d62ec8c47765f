<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ConfigAnalysis</name>
    <message>
        <source>this file is not part of what runs; the daemon reads it when it checks the configuration</source>
        <translation>diese Datei gehört nicht zu dem, was läuft; der Daemon liest sie, wenn er die Konfiguration prüft</translation>
    </message>
</context>
<context>
    <name>DaemonInfo</name>
    <message>
        <source>no role</source>
        <translation>keine Rolle</translation>
    </message>
    <message>
        <source>monitor</source>
        <translation>Beobachter</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bediener</translation>
    </message>
    <message>
        <source>admin</source>
        <translation>Verwalter</translation>
    </message>
</context>
<context>
    <name>ProblemModel</name>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>; expected %1</source>
        <translation>; erwartet: %1</translation>
    </message>
    <message>
        <source>; did you mean %1?</source>
        <translation>; war %1 gemeint?</translation>
    </message>
    <message>
        <source>the daemon says: %1</source>
        <translation>der Daemon sagt: %1</translation>
    </message>
</context>
<context>
    <name>effect</name>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>Nothing that runs changes: comments, order or layout only.</source>
        <translation>An dem, was läuft, ändert sich nichts: nur Kommentare, Reihenfolge oder Gestalt.</translation>
    </message>
    <message>
        <source>1 setting changes.</source>
        <translation>1 Einstellung ändert sich.</translation>
    </message>
    <message>
        <source>%1 settings change.</source>
        <translation>%1 Einstellungen ändern sich.</translation>
    </message>
    <message>
        <source>%1 only after a restart.</source>
        <translation>%1 davon erst nach einem Neustart.</translation>
    </message>
    <message>
        <source>default (%1)</source>
        <translation>Vorgabe (%1)</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>neu: %1</translation>
    </message>
    <message>
        <source>gone: %1</source>
        <translation>fort: %1</translation>
    </message>
    <message>
        <source>1 queue changes</source>
        <translation>1 Warteschlange ändert</translation>
    </message>
    <message>
        <source>%1 queues change</source>
        <translation>%1 Warteschlangen ändern</translation>
    </message>
    <message>
        <source>follows %1</source>
        <translation>folgt %1</translation>
    </message>
</context>
<context>
    <name>form</name>
    <message>
        <source>With a difference: %1</source>
        <translation>Mit einem Unterschied: %1</translation>
    </message>
    <message>
        <source>Obsolete, has no effect: %1</source>
        <translation>Überholt, ohne Wirkung: %1</translation>
    </message>
    <message>
        <source>Has no effect: %1</source>
        <translation>Ohne Wirkung: %1</translation>
    </message>
    <message>
        <source>Make the key first.</source>
        <translation>Zuerst den Schlüssel machen.</translation>
    </message>
    <message>
        <source>Choose the established virtual MTA.</source>
        <translation>Wählen Sie die eingeführte virtuelle MTA.</translation>
    </message>
    <message>
        <source>Name the virtual MTA with the new addresses.</source>
        <translation>Nennen Sie die virtuelle MTA mit den neuen Adressen.</translation>
    </message>
    <message>
        <source>The new addresses need a virtual MTA of their own.</source>
        <translation>Die neuen Adressen brauchen eine eigene virtuelle MTA.</translation>
    </message>
    <message>
        <source>“%1” is new: give it an address to send from.</source>
        <translation>„%1“ ist neu: geben Sie ihr eine Adresse, von der sie sendet.</translation>
    </message>
    <message>
        <source>The plan is a list such as 50/d,100/d,200/d.</source>
        <translation>Der Plan ist eine Liste wie 50/d,100/d,200/d.</translation>
    </message>
    <message>
        <source>“%1” is not a domain or a pattern of domains.</source>
        <translation>„%1“ ist keine Domain und kein Muster von Domains.</translation>
    </message>
    <message>
        <source>It needs a name.</source>
        <translation>Es fehlt ein Name.</translation>
    </message>
    <message>
        <source>A name cannot hold &lt; &gt; or #.</source>
        <translation>Ein Name kann weder &lt; &gt; noch # enthalten.</translation>
    </message>
    <message>
        <source>A name is one word.</source>
        <translation>Ein Name ist ein Wort.</translation>
    </message>
    <message>
        <source>“%1” is not an address and port such as 0.0.0.0:587.</source>
        <translation>„%1“ ist keine Adresse mit Port wie 0.0.0.0:587.</translation>
    </message>
    <message>
        <source>“%1” exists already, in line %2. Open that one to change it.</source>
        <translation>„%1“ gibt es schon, in Zeile %2. Öffnen Sie dieses, um es zu ändern.</translation>
    </message>
    <message>
        <source>Give it an address to send from, or a name of its own.</source>
        <translation>Geben Sie ihr eine Adresse, von der sie sendet, oder einen eigenen Namen.</translation>
    </message>
    <message>
        <source>A pool needs at least one member.</source>
        <translation>Ein Pool braucht wenigstens ein Mitglied.</translation>
    </message>
    <message>
        <source>Without a hash nobody can log in by password.</source>
        <translation>Ohne Hash kann sich niemand mit Passwort anmelden.</translation>
    </message>
    <message>
        <source>Name a domain or an address to which reports come.</source>
        <translation>Nennen Sie eine Domain oder eine Adresse, an die Berichte kommen.</translation>
    </message>
    <message>
        <source>source address</source>
        <translation>Quelladresse</translation>
    </message>
    <message>
        <source>name in EHLO</source>
        <translation>Name in EHLO</translation>
    </message>
    <message>
        <source>virtual MTA</source>
        <translation>virtuelle MTA</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Addresses to send from</source>
        <translation>Adressen, von denen gesendet wird</translation>
    </message>
    <message>
        <source>Name, where an address has none</source>
        <translation>Name, wo eine Adresse keinen hat</translation>
    </message>
    <message>
        <source>Connections, all queues together</source>
        <translation>Verbindungen, alle Warteschlangen zusammen</translation>
    </message>
    <message>
        <source>Recipients a time, all queues together</source>
        <translation>Empfänger je Zeit, alle Warteschlangen zusammen</translation>
    </message>
    <message>
        <source>Bytes a time, all queues together</source>
        <translation>Bytes je Zeit, alle Warteschlangen zusammen</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>Adressen</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Members, used in turn by weight</source>
        <translation>Mitglieder, reihum nach Gewicht</translation>
    </message>
    <message>
        <source>Connections of each member</source>
        <translation>Verbindungen jedes Mitglieds</translation>
    </message>
    <message>
        <source>Recipients a time of each member</source>
        <translation>Empfänger je Zeit jedes Mitglieds</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Connections of a queue</source>
        <translation>Verbindungen einer Warteschlange</translation>
    </message>
    <message>
        <source>Recipients a time</source>
        <translation>Empfänger je Zeit</translation>
    </message>
    <message>
        <source>New connections a time</source>
        <translation>Neue Verbindungen je Zeit</translation>
    </message>
    <message>
        <source>Messages a connection</source>
        <translation>Nachrichten je Verbindung</translation>
    </message>
    <message>
        <source>Recipients a transaction</source>
        <translation>Empfänger je Transaktion</translation>
    </message>
    <message>
        <source>Keep an idle connection for</source>
        <translation>Ruhende Verbindung behalten für</translation>
    </message>
    <message>
        <source>Pauses after failed attempts</source>
        <translation>Pausen nach Fehlversuchen</translation>
    </message>
    <message>
        <source>Pause for a deferred recipient</source>
        <translation>Pause für einen aufgeschobenen Empfänger</translation>
    </message>
    <message>
        <source>Give up after</source>
        <translation>Aufgeben nach</translation>
    </message>
    <message>
        <source>New mail ends a pause</source>
        <translation>Neue Post beendet eine Pause</translation>
    </message>
    <message>
        <source>Connections in back-off</source>
        <translation>Verbindungen im Back-off</translation>
    </message>
    <message>
        <source>Recipients a time in back-off</source>
        <translation>Empfänger je Zeit im Back-off</translation>
    </message>
    <message>
        <source>Pauses in back-off</source>
        <translation>Pausen im Back-off</translation>
    </message>
    <message>
        <source>Back to normal after</source>
        <translation>Zurück zum Normalen nach</translation>
    </message>
    <message>
        <source>Answers are read by</source>
        <translation>Antworten liest die Liste</translation>
    </message>
    <message>
        <source>Encrypt where it is offered</source>
        <translation>Verschlüsseln, wo es angeboten wird</translation>
    </message>
    <message>
        <source>Encrypt, or do not deliver</source>
        <translation>Verschlüsselt oder gar nicht zustellen</translation>
    </message>
    <message>
        <source>Check certificates by DANE</source>
        <translation>Zertifikate nach DANE prüfen</translation>
    </message>
    <message>
        <source>Sign with DKIM</source>
        <translation>Mit DKIM signieren</translation>
    </message>
    <message>
        <source>Deliver to these hosts</source>
        <translation>An diese Hosts zustellen</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Put into the queue of</source>
        <translation>In die Warteschlange von</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Back-off</source>
        <translation>Back-off</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Rules for its clients</source>
        <translation>Regeln für seine Clients</translation>
    </message>
    <message>
        <source>Let clients wait when full</source>
        <translation>Clients warten lassen, wenn voll</translation>
    </message>
    <message>
        <source>TLS from the first byte</source>
        <translation>TLS vom ersten Byte an</translation>
    </message>
    <message>
        <source>Certificate and key, a PEM file</source>
        <translation>Zertifikat und Schlüssel, eine PEM-Datei</translation>
    </message>
    <message>
        <source>Ciphers</source>
        <translation>Chiffren</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Hash of the password</source>
        <translation>Hash des Passworts</translation>
    </message>
    <message>
        <source>Proves who they are by</source>
        <translation>Weist sich aus durch</translation>
    </message>
    <message>
        <source>Rules for this user</source>
        <translation>Regeln für diesen Benutzer</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>All addresses of the domains</source>
        <translation>Alle Adressen der Domains</translation>
    </message>
    <message>
        <source>Single addresses</source>
        <translation>Einzelne Adressen</translation>
    </message>
    <message>
        <source>Deliver reports as well</source>
        <translation>Berichte auch zustellen</translation>
    </message>
    <message>
        <source>Deliver mail that is no report</source>
        <translation>Post zustellen, die kein Bericht ist</translation>
    </message>
    <message>
        <source>Forward mail that is no report to</source>
        <translation>Post, die kein Bericht ist, weiter an</translation>
    </message>
    <message>
        <source>Forward unreadable reports to</source>
        <translation>Unlesbare Berichte weiter an</translation>
    </message>
    <message>
        <source>What becomes of the mail</source>
        <translation>Was aus der Post wird</translation>
    </message>
    <message>
        <source>Virtual MTA</source>
        <translation>Virtuelle MTA</translation>
    </message>
    <message>
        <source>A sending identity: the addresses that mail leaves from, the name that each says in EHLO, and limits over all its queues.</source>
        <translation>Eine Absenderidentität: die Adressen, von denen Post hinausgeht, der Name, den jede in EHLO nennt, und Grenzen über alle ihre Warteschlangen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Pool of virtual MTAs</source>
        <translation>Pool virtueller MTAs</translation>
    </message>
    <message>
        <source>Several virtual MTAs used in turn. Mail may ask for the pool by its name wherever it may ask for a virtual MTA.</source>
        <translation>Mehrere virtuelle MTAs, die reihum benutzt werden. Post kann den Pool beim Namen verlangen, wo immer sie eine virtuelle MTA verlangen kann.</translation>
    </message>
    <message>
        <source>Domain rule</source>
        <translation>Domainregel</translation>
    </message>
    <message>
        <source>How mail for a domain, or for all domains of a pattern, is delivered. What is left empty is inherited from more general rules.</source>
        <translation>Wie Post für eine Domain, oder für alle Domains eines Musters, zugestellt wird. Was leer bleibt, wird von allgemeineren Regeln geerbt.</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Listener</translation>
    </message>
    <message>
        <source>An address and port where mail is handed in by SMTP. 0.0.0.0 stands for every address of this machine.</source>
        <translation>Eine Adresse mit Port, wo Post per SMTP eingeliefert wird. 0.0.0.0 steht für jede Adresse dieses Rechners.</translation>
    </message>
    <message>
        <source>Address and port</source>
        <translation>Adresse und Port</translation>
    </message>
    <message>
        <source>User who may log in</source>
        <translation>Benutzer, der sich anmelden darf</translation>
    </message>
    <message>
        <source>A name and the hash of a password for AUTH. Make the hash with “mailracectl password” in a terminal: it asks for the password, prints the hash, and keeps neither.</source>
        <translation>Ein Name und der Hash eines Passworts für AUTH. Den Hash macht „mailracectl password“ in einem Terminal: es fragt nach dem Passwort, gibt den Hash aus und behält keins von beiden.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Bounce address</source>
        <translation>Bounce-Adresse</translation>
    </message>
    <message>
        <source>Mail to these addresses is read as bounce reports: each one is matched to the message that it is about and recorded.</source>
        <translation>Post an diese Adressen wird als Bounce-Bericht gelesen: jeder wird der Nachricht zugeordnet, von der er handelt, und festgehalten.</translation>
    </message>
    <message>
        <source>Feedback loop address</source>
        <translation>Feedback-Loop-Adresse</translation>
    </message>
    <message>
        <source>Mail to these addresses is read as complaints from mailbox providers: each one is recorded with the message and the recipient.</source>
        <translation>Post an diese Adressen wird als Beschwerde von Anbietern gelesen: jede wird mit Nachricht und Empfänger festgehalten.</translation>
    </message>
    <message>
        <source>DKIM key</source>
        <translation>DKIM-Schlüssel</translation>
    </message>
    <message>
        <source>The daemon makes the key in its own directory, readable by nobody else. You publish the record in DNS; the configuration names selector, domain and file.</source>
        <translation>Der Dienst macht den Schlüssel in seinem eigenen Verzeichnis, für niemand sonst lesbar. Sie veröffentlichen den Eintrag im DNS; die Konfiguration nennt Selektor, Domain und Datei.</translation>
    </message>
    <message>
        <source>Warm-up plan</source>
        <translation>Aufwärmplan</translation>
    </message>
    <message>
        <source>New addresses take a small, growing part of the mail of a virtual MTA that is established, so that providers get to know them. What is over a day&apos;s limit goes out the usual way.</source>
        <translation>Neue Adressen übernehmen einen kleinen, wachsenden Teil der Post einer eingeführten virtuellen MTA, damit Anbieter sie kennenlernen. Was über der Grenze eines Tages liegt, geht den gewohnten Weg.</translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>helpbook</name>
    <message>
        <source>honoured</source>
        <translation>wird befolgt</translation>
    </message>
    <message>
        <source>with a difference</source>
        <translation>mit einem Unterschied</translation>
    </message>
    <message>
        <source>obsolete</source>
        <translation>überholt</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>top level</source>
        <translation>oberste Ebene</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>The configuration, name by name</source>
        <translation>Die Konfiguration, Name für Name</translation>
    </message>
    <message>
        <source>Every section and every directive: where it stands, what it takes, its default, and what Mailrace does with it.</source>
        <translation>Jeder Abschnitt und jede Anweisung: wo sie steht, was sie nimmt, ihr Vorgabewert, und was Mailrace damit tut.</translation>
    </message>
    <message>
        <source>patterns only</source>
        <translation>nur Muster</translation>
    </message>
    <message>
        <source>1 name</source>
        <translation>1 Name</translation>
    </message>
    <message>
        <source>%1 names</source>
        <translation>%1 Namen</translation>
    </message>
    <message>
        <source>Choose the section that a directive stands in, or type a part of its name above. [Configuration](help:configuration) explains the language itself.</source>
        <translation>Wählen Sie den Abschnitt, in dem eine Anweisung steht, oder tippen Sie oben einen Teil ihres Namens. [Konfiguration](help:configuration) erklärt die Sprache selbst.</translation>
    </message>
    <message>
        <source>What holds for the whole server, outside of any section.</source>
        <translation>Was für den ganzen Server gilt, außerhalb aller Abschnitte.</translation>
    </message>
    <message>
        <source>default `%1`</source>
        <translation>Vorgabe `%1`</translation>
    </message>
    <message>
        <source>More of the same section: %1</source>
        <translation>Mehr aus demselben Abschnitt: %1</translation>
    </message>
    <message>
        <source>Found for “%1”</source>
        <translation>Gefunden zu „%1“</translation>
    </message>
    <message>
        <source>Directives by name</source>
        <translation>Anweisungen nach ihrem Namen</translation>
    </message>
    <message>
        <source>In the help</source>
        <translation>In der Hilfe</translation>
    </message>
    <message>
        <source>Directives by what they do</source>
        <translation>Anweisungen nach ihrer Wirkung</translation>
    </message>
    <message>
        <source>Nothing holds all of these words. [What there is](help:)</source>
        <translation>Nichts enthält alle diese Wörter. [Was es gibt](help:)</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::AttentionPanel</name>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Nothing. No queue is in back-off, no limit is reached, the disk has room.</source>
        <translation>Nichts. Keine Warteschlange ist gedrosselt, keine Grenze erreicht, die Platte hat Platz.</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>, until %1</source>
        <translation>, bis %1</translation>
    </message>
    <message>
        <source>Response that caused it</source>
        <translation>Antwort, die es auslöste</translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Show queue</source>
        <translation>Warteschlange zeigen</translation>
    </message>
    <message>
        <source>Asks before it changes anything</source>
        <translation>Fragt, bevor etwas geändert wird</translation>
    </message>
    <message>
        <source>: %1 with %2. Go on?</source>
        <translation>: %1 mit %2. Fortfahren?</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <translation>Noch keine Daten.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::CheckCard</name>
    <message>
        <source>Is it suppressed?</source>
        <translation>Ist sie gesperrt?</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>an address</source>
        <translation>eine Adresse</translation>
    </message>
    <message>
        <source>Address to check</source>
        <translation>Zu prüfende Adresse</translation>
    </message>
    <message>
        <source>Asks every list, as the daemon does before it takes mail</source>
        <translation>Fragt jede Liste, wie es der Dienst tut, bevor er Post annimmt</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Type an address to learn which entry keeps mail from it, who added that and why.</source>
        <translation>Geben Sie eine Adresse ein, um zu erfahren, welcher Eintrag Post von ihr fernhält, wer ihn hinzugefügt hat und warum.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; in list %2</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; in der Liste %2</translation>
    </message>
    <message>
        <source>reason: %1</source>
        <translation>Grund: %1</translation>
    </message>
    <message>
        <source>from: %1</source>
        <translation>von: %1</translation>
    </message>
    <message>
        <source>added %1</source>
        <translation>hinzugefügt %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>no source uses this list: mail is still taken</source>
        <translation>keine Quelle verwendet diese Liste: Post wird weiter angenommen</translation>
    </message>
    <message>
        <source>holds for mail of: %1</source>
        <translation>gilt für Post von: %1</translation>
    </message>
    <message>
        <source>&lt;b&gt;No.&lt;/b&gt; No list holds %1.</source>
        <translation>&lt;b&gt;Nein.&lt;/b&gt; Keine Liste enthält %1.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Yes.&lt;/b&gt; %1 is kept back by:</source>
        <translation>&lt;b&gt;Ja.&lt;/b&gt; %1 ist gesperrt durch:</translation>
    </message>
    <message>
        <source>%1 is in a list, but no source uses it:</source>
        <translation>%1 steht in einer Liste, aber keine Quelle verwendet sie:</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::CommandPalette</name>
    <message>
        <source>Type an action or the name of a queue</source>
        <translation>Aktion oder Name einer Warteschlange eingeben</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Actions and queues</source>
        <translation>Aktionen und Warteschlangen</translation>
    </message>
    <message>
        <source>queue  %1</source>
        <translation>Warteschlange  %1</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::CompletionPopup</name>
    <message>
        <source>Completions</source>
        <translation>Ergänzungen</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConfigEditor</name>
    <message>
        <source>Text of %1</source>
        <translation>Text von %1</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConfigSearch</name>
    <message>
        <source>Hits of “%1”</source>
        <translation>Treffer von „%1“</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConfigWorkspace</name>
    <message>
        <source>The daemon reads no request that is as long as these texts.</source>
        <translation>Der Daemon liest keine Anfrage, die so lang ist wie diese Texte.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConfigurationTools</name>
    <message>
        <source>Edit this section in a &amp;form…</source>
        <translation>Diesen Abschnitt in einem &amp;Formular bearbeiten …</translation>
    </message>
    <message>
        <source>Opens the section under the cursor in its guided form</source>
        <translation>Öffnet den Abschnitt unter dem Cursor in seinem Formular</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>New: %1…</source>
        <translation>Neu: %1 …</translation>
    </message>
    <message>
        <source>The configuration has not arrived from the daemon yet.</source>
        <translation>Die Konfiguration ist vom Dienst noch nicht gekommen.</translation>
    </message>
    <message>
        <source>No form knows the section under the cursor. Forms know: virtual MTA, pool, domain, listener, user, bounce and feedback addresses.</source>
        <translation>Kein Formular kennt den Abschnitt unter dem Cursor. Formulare kennen: virtuelle MTA, Pool, Domain, Listener, Benutzer, Bounce- und Feedback-Adressen.</translation>
    </message>
    <message>
        <source>Written into the text. Review and apply it when you are done.</source>
        <translation>In den Text geschrieben. Durchsehen und anwenden, wenn Sie fertig sind.</translation>
    </message>
    <message>
        <source>help:configuration#review-apply-go-back</source>
        <translation>help:configuration#durchsehen-anwenden-zurückgehen</translation>
    </message>
    <message>
        <source>Import a PowerMTA configuration</source>
        <translation>Eine PowerMTA-Konfiguration importieren</translation>
    </message>
    <message>
        <source>Configurations (*.conf config *.cfg *.txt)</source>
        <translation>Konfigurationen (*.conf config *.cfg *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Imported as an unsaved text. Review and apply it when you are done.</source>
        <translation>Als ungesicherter Text importiert. Durchsehen und anwenden, wenn Sie fertig sind.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConfigurationView</name>
    <message>
        <source>&amp;Review and apply…</source>
        <translation>&amp;Prüfen und anwenden …</translation>
    </message>
    <message>
        <source>What differs from what runs, what it would change, and the way to apply it</source>
        <translation>Was sich von dem unterscheidet, was läuft, was es ändern würde, und der Weg, es anzuwenden</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Ctrl+S</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Verlauf …</translation>
    </message>
    <message>
        <source>Every version that ran: who, when, why; compare and go back</source>
        <translation>Jede Fassung, die lief: wer, wann, warum; vergleichen und zurückkehren</translation>
    </message>
    <message>
        <source>Ctrl+Shift+H</source>
        <translation>Ctrl+Shift+H</translation>
    </message>
    <message>
        <source>&amp;Import a PowerMTA configuration…</source>
        <translation>PowerMTA-Konfiguration &amp;importieren …</translation>
    </message>
    <message>
        <source>Reads a PowerMTA configuration and says line by line what becomes of it</source>
        <translation>Liest eine PowerMTA-Konfiguration und sagt Zeile für Zeile, was daraus wird</translation>
    </message>
    <message>
        <source>&amp;Help on this directive</source>
        <translation>&amp;Hilfe zu dieser Anweisung</translation>
    </message>
    <message>
        <source>The reference, at the directive in this line</source>
        <translation>Das Nachschlagewerk, bei der Anweisung in dieser Zeile</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu …</translation>
    </message>
    <message>
        <source>Guided forms that write into this text</source>
        <translation>Geführte Formulare, die in diesen Text schreiben</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Takes the last change back</source>
        <translation>Nimmt die letzte Änderung zurück</translation>
    </message>
    <message>
        <source>R&amp;edo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Does again what was taken back</source>
        <translation>Tut wieder, was zurückgenommen wurde</translation>
    </message>
    <message>
        <source>&amp;Comment or uncomment</source>
        <translation>Aus- oder ein&amp;kommentieren</translation>
    </message>
    <message>
        <source>Turns the selected lines into comments, or back</source>
        <translation>Macht die gewählten Zeilen zu Kommentaren, oder umgekehrt</translation>
    </message>
    <message>
        <source>Ctrl+/</source>
        <translation>Ctrl+#</translation>
    </message>
    <message>
        <source>I&amp;ndent</source>
        <translation>Ein&amp;rücken</translation>
    </message>
    <message>
        <source>Moves the selected lines to the right</source>
        <translation>Schiebt die gewählten Zeilen nach rechts</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>Un&amp;indent</source>
        <translation>A&amp;usrücken</translation>
    </message>
    <message>
        <source>Moves the selected lines to the left</source>
        <translation>Schiebt die gewählten Zeilen nach links</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>Move lines u&amp;p</source>
        <translation>Zeilen nach &amp;oben</translation>
    </message>
    <message>
        <source>Moves the selected lines above the line before</source>
        <translation>Schiebt die gewählten Zeilen über die Zeile davor</translation>
    </message>
    <message>
        <source>Alt+Up</source>
        <translation>Alt+Up</translation>
    </message>
    <message>
        <source>Move lines &amp;down</source>
        <translation>Zeilen nach &amp;unten</translation>
    </message>
    <message>
        <source>Moves the selected lines below the line after</source>
        <translation>Schiebt die gewählten Zeilen unter die Zeile danach</translation>
    </message>
    <message>
        <source>Alt+Down</source>
        <translation>Alt+Down</translation>
    </message>
    <message>
        <source>Du&amp;plicate lines</source>
        <translation>Zeilen ver&amp;doppeln</translation>
    </message>
    <message>
        <source>Writes the selected lines a second time</source>
        <translation>Schreibt die gewählten Zeilen ein zweites Mal</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>De&amp;lete lines</source>
        <translation>Zeilen &amp;löschen</translation>
    </message>
    <message>
        <source>Takes the selected lines away</source>
        <translation>Nimmt die gewählten Zeilen weg</translation>
    </message>
    <message>
        <source>Ctrl+Shift+K</source>
        <translation>Ctrl+Shift+K</translation>
    </message>
    <message>
        <source>&amp;Format the document</source>
        <translation>Text &amp;formatieren</translation>
    </message>
    <message>
        <source>Indents by sections and tidies blanks; comments stay, the meaning stays</source>
        <translation>Rückt nach Abschnitten ein und räumt Leerzeichen auf; Kommentare und Bedeutung bleiben</translation>
    </message>
    <message>
        <source>Shift+Alt+F</source>
        <translation>Shift+Alt+F</translation>
    </message>
    <message>
        <source>Re&amp;vert this file</source>
        <translation>Diese Datei &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Back to what runs; can be undone</source>
        <translation>Zurück zu dem, was läuft; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Find and re&amp;place…</source>
        <translation>Suchen und &amp;ersetzen …</translation>
    </message>
    <message>
        <source>Finds words and puts others in their place</source>
        <translation>Sucht Wörter und setzt andere an ihre Stelle</translation>
    </message>
    <message>
        <source>Ctrl+H</source>
        <translation>Ctrl+H</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>The next hit</source>
        <translation>Der nächste Treffer</translation>
    </message>
    <message>
        <source>F3</source>
        <translation>F3</translation>
    </message>
    <message>
        <source>Find previous</source>
        <translation>Rückwärts weitersuchen</translation>
    </message>
    <message>
        <source>The hit before</source>
        <translation>Der Treffer davor</translation>
    </message>
    <message>
        <source>Shift+F3</source>
        <translation>Shift+F3</translation>
    </message>
    <message>
        <source>Find in &amp;all files…</source>
        <translation>In &amp;allen Dateien suchen …</translation>
    </message>
    <message>
        <source>All hits in all files, in a list</source>
        <translation>Alle Treffer in allen Dateien, als Liste</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>&amp;Go to line…</source>
        <translation>&amp;Gehe zu Zeile …</translation>
    </message>
    <message>
        <source>Shows a line by its number</source>
        <translation>Zeigt eine Zeile nach ihrer Nummer</translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation>Ctrl+G</translation>
    </message>
    <message>
        <source>Go to a &amp;section…</source>
        <translation>Gehe zu einem Ab&amp;schnitt …</translation>
    </message>
    <message>
        <source>Types a part of a section&apos;s name to go there</source>
        <translation>Einen Teil des Namens eines Abschnitts tippen, um dorthin zu gehen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Go to &amp;definition</source>
        <translation>Gehe zur &amp;Definition</translation>
    </message>
    <message>
        <source>Where the name under the cursor is defined; Ctrl+click does the same</source>
        <translation>Wo der Name unter der Schreibmarke definiert ist; Strg+Klick tut dasselbe</translation>
    </message>
    <message>
        <source>F12</source>
        <translation>F12</translation>
    </message>
    <message>
        <source>Find &amp;uses</source>
        <translation>Ver&amp;wendungen suchen</translation>
    </message>
    <message>
        <source>Every place that uses the name under the cursor, in a list</source>
        <translation>Jede Stelle, die den Namen unter der Schreibmarke verwendet, als Liste</translation>
    </message>
    <message>
        <source>Shift+F12</source>
        <translation>Shift+F12</translation>
    </message>
    <message>
        <source>E&amp;xplain</source>
        <translation>Er&amp;klären</translation>
    </message>
    <message>
        <source>What stands under the cursor, in words; as hovering does</source>
        <translation>Was unter der Schreibmarke steht, in Worten; wie beim Darüberfahren mit der Maus</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>Co&amp;mplete</source>
        <translation>Er&amp;gänzen</translation>
    </message>
    <message>
        <source>What can be typed at the cursor</source>
        <translation>Was an der Schreibmarke stehen kann</translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation>Ctrl+Space</translation>
    </message>
    <message>
        <source>Next pro&amp;blem</source>
        <translation>Nächstes Pro&amp;blem</translation>
    </message>
    <message>
        <source>Shows the next thing that is wrong</source>
        <translation>Zeigt das nächste, was nicht stimmt</translation>
    </message>
    <message>
        <source>F8</source>
        <translation>F8</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>Voriges Problem</translation>
    </message>
    <message>
        <source>Shows the thing before that is wrong</source>
        <translation>Zeigt das vorige, was nicht stimmt</translation>
    </message>
    <message>
        <source>Shift+F8</source>
        <translation>Shift+F8</translation>
    </message>
    <message>
        <source>F&amp;old section</source>
        <translation>Abschnitt &amp;einklappen</translation>
    </message>
    <message>
        <source>Hides the lines of the section at the cursor</source>
        <translation>Verbirgt die Zeilen des Abschnitts an der Schreibmarke</translation>
    </message>
    <message>
        <source>F9</source>
        <translation>F9</translation>
    </message>
    <message>
        <source>Unfold section</source>
        <translation>Abschnitt ausklappen</translation>
    </message>
    <message>
        <source>Shows the hidden lines of the section at the cursor</source>
        <translation>Zeigt die verborgenen Zeilen des Abschnitts an der Schreibmarke</translation>
    </message>
    <message>
        <source>Shift+F9</source>
        <translation>Shift+F9</translation>
    </message>
    <message>
        <source>Fold all sections</source>
        <translation>Alle Abschnitte einklappen</translation>
    </message>
    <message>
        <source>Only the tags of the sections stay in sight</source>
        <translation>Nur die Marken der Abschnitte bleiben zu sehen</translation>
    </message>
    <message>
        <source>Ctrl+F9</source>
        <translation>Ctrl+F9</translation>
    </message>
    <message>
        <source>Unfold all sections</source>
        <translation>Alle Abschnitte ausklappen</translation>
    </message>
    <message>
        <source>Shows every line</source>
        <translation>Zeigt jede Zeile</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F9</source>
        <translation>Ctrl+Shift+F9</translation>
    </message>
    <message>
        <source>Next file</source>
        <translation>Nächste Datei</translation>
    </message>
    <message>
        <source>Shows the next file</source>
        <translation>Zeigt die nächste Datei</translation>
    </message>
    <message>
        <source>Ctrl+PgDown</source>
        <translation>Ctrl+PgDown</translation>
    </message>
    <message>
        <source>Previous file</source>
        <translation>Vorige Datei</translation>
    </message>
    <message>
        <source>Shows the file before</source>
        <translation>Zeigt die Datei davor</translation>
    </message>
    <message>
        <source>Ctrl+PgUp</source>
        <translation>Ctrl+PgUp</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>From the sections to the text, to the problems, and around</source>
        <translation>Von den Abschnitten zum Text, zu den Problemen und wieder von vorn</translation>
    </message>
    <message>
        <source>F6</source>
        <translation>F6</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Larger letters in the text; Ctrl and the wheel do the same</source>
        <translation>Größere Schrift im Text; Strg und das Mausrad tun dasselbe</translation>
    </message>
    <message>
        <source>Ctrl++</source>
        <translation>Ctrl++</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Smaller letters in the text</source>
        <translation>Kleinere Schrift im Text</translation>
    </message>
    <message>
        <source>Ctrl+-</source>
        <translation>Ctrl+-</translation>
    </message>
    <message>
        <source>Letters as usual</source>
        <translation>Übliche Schrift</translation>
    </message>
    <message>
        <source>The size that all views have</source>
        <translation>Die Größe, die alle Ansichten haben</translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation>Ctrl+0</translation>
    </message>
    <message>
        <source>Go to line</source>
        <translation>Gehe zu Zeile</translation>
    </message>
    <message>
        <source>Line, 1 to %1:</source>
        <translation>Zeile, 1 bis %1:</translation>
    </message>
    <message>
        <source>already tidy</source>
        <translation>schon aufgeräumt</translation>
    </message>
    <message>
        <source>formatted</source>
        <translation>formatiert</translation>
    </message>
    <message>
        <source>definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>use</source>
        <translation>Verwendung</translation>
    </message>
    <message>
        <source>no problem</source>
        <translation>kein Problem</translation>
    </message>
    <message>
        <source>no name stands here</source>
        <translation>hier steht kein Name</translation>
    </message>
    <message>
        <source>“%1” is defined nowhere</source>
        <translation>„%1“ ist nirgends definiert</translation>
    </message>
    <message>
        <source>Definitions of “%1”</source>
        <translation>Definitionen von „%1“</translation>
    </message>
    <message>
        <source>“%1” is not part of what runs</source>
        <translation>„%1“ gehört nicht zu dem, was läuft</translation>
    </message>
    <message>
        <source>“%2”: 1 place</source>
        <translation>„%2“: 1 Stelle</translation>
    </message>
    <message>
        <source>“%2”: %1 places</source>
        <translation>„%2“: %1 Stellen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>nothing to replace</source>
        <translation>nichts zu ersetzen</translation>
    </message>
    <message>
        <source>replaced %1</source>
        <translation>%1 ersetzt</translation>
    </message>
    <message>
        <source>replaced %1 in %2 files</source>
        <translation>%1 in %2 Dateien ersetzt</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen …</translation>
    </message>
    <message>
        <source>Bring both changes together, line by line</source>
        <translation>Beide Änderungen zusammenbringen, Zeile für Zeile</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Die andere nehmen</translation>
    </message>
    <message>
        <source>Drop your changes of these files; can be undone</source>
        <translation>Ihre Änderungen an diesen Dateien verwerfen; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>The line above the text goes on saying it</source>
        <translation>Die Zeile über dem Text sagt es weiter</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Stellen</translation>
    </message>
    <message>
        <source>Shown below the text</source>
        <translation>Unter dem Text gezeigt</translation>
    </message>
    <message>
        <source>What is wrong, in all files</source>
        <translation>Was nicht stimmt, in allen Dateien</translation>
    </message>
    <message>
        <source>Hits of a search, uses of a name</source>
        <translation>Treffer einer Suche, Verwendungen eines Namens</translation>
    </message>
    <message>
        <source>Show notes too: lines that work, but not quite as in PowerMTA</source>
        <translation>Auch Hinweise zeigen: Zeilen, die wirken, aber nicht ganz wie in PowerMTA</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>notes (%1)</source>
        <translation>Hinweise (%1)</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>Waiting for the daemon.</source>
        <translation>Warten auf den Daemon.</translation>
    </message>
    <message>
        <source>what is built in: the first apply makes a file of it</source>
        <translation>was eingebaut ist: das erste Anwenden macht eine Datei daraus</translation>
    </message>
    <message>
        <source>read only: the daemon runs what is built in, without a file</source>
        <translation>nur lesbar: der Daemon läuft mit dem, was eingebaut ist, ohne Datei</translation>
    </message>
    <message>
        <source>read only: you are %1 here, not admin</source>
        <translation>nur lesbar: Sie sind hier %1, nicht Verwalter</translation>
    </message>
    <message>
        <source>read only: the daemon may not write its file</source>
        <translation>nur lesbar: der Daemon darf seine Datei nicht schreiben</translation>
    </message>
    <message>
        <source>1 change not applied</source>
        <translation>1 Änderung nicht angewendet</translation>
    </message>
    <message>
        <source>%1 changes not applied</source>
        <translation>%1 Änderungen nicht angewendet</translation>
    </message>
    <message>
        <source>as it runs</source>
        <translation>so, wie es läuft</translation>
    </message>
    <message>
        <source>somebody else changed it too</source>
        <translation>jemand anders hat es auch geändert</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>the daemon refuses: 1 error</source>
        <translation>der Daemon lehnt ab: 1 Fehler</translation>
    </message>
    <message>
        <source>the daemon refuses: %1 errors</source>
        <translation>der Daemon lehnt ab: %1 Fehler</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
    <message>
        <source> by %1</source>
        <translation> von %1</translation>
    </message>
    <message>
        <source>, %1</source>
        <translation>, %1</translation>
    </message>
    <message>
        <source>running: version %1%2%3</source>
        <translation>es läuft: Fassung %1%2%3</translation>
    </message>
    <message>
        <source>Note of the running version: %1</source>
        <translation>Notiz der laufenden Fassung: %1</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>%1 applied version %2 at %3.</source>
        <translation>%1 hat um %3 Fassung %2 angewendet.</translation>
    </message>
    <message>
        <source> “%1”</source>
        <translation> „%1“</translation>
    </message>
    <message>
        <source>Your changes are based on the version before.</source>
        <translation>Ihre Änderungen beruhen auf der Fassung davor.</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>zusammengeführt</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>übernommen</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConflictCard</name>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>Ihres</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Deren nehmen</translation>
    </message>
    <message>
        <source>Take mine</source>
        <translation>Meines nehmen</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Lines of your own</source>
        <translation>Eigene Zeilen</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Connection</name>
    <message>
        <source>There is no connection to the daemon.</source>
        <translation>Es besteht keine Verbindung zum Dienst.</translation>
    </message>
    <message>
        <source>The daemon closed the connection.</source>
        <translation>Der Dienst hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>The connection to the daemon is gone.</source>
        <translation>Die Verbindung zum Dienst ist verloren.</translation>
    </message>
    <message>
        <source>nobody listens on it</source>
        <translation>niemand lauscht darauf</translation>
    </message>
    <message>
        <source>there is no such socket</source>
        <translation>es gibt diesen Socket nicht</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConnectionBar</name>
    <message>
        <source>Start the daemon</source>
        <translation>Dienst starten</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>State of the connection to the daemon</source>
        <translation>Zustand der Verbindung zum Dienst</translation>
    </message>
    <message>
        <source>Starts mailraced on this machine with the options that this application was given</source>
        <translation>Startet mailraced auf diesem Rechner mit den Optionen dieser Anwendung</translation>
    </message>
    <message>
        <source>Tries to connect at once instead of at the end of the pause</source>
        <translation>Verbindet sofort statt am Ende der Pause</translation>
    </message>
    <message>
        <source>What the daemon said</source>
        <translation>Was der Dienst sagte</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>daemon is starting</source>
        <translation>Dienst startet</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>daemon is not running</source>
        <translation>Dienst läuft nicht</translation>
    </message>
    <message>
        <source>access refused</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>versions do not fit</source>
        <translation>Versionen passen nicht</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>The daemon is not running.</source>
        <translation>Der Dienst läuft nicht.</translation>
    </message>
    <message>
        <source>The daemon is starting.</source>
        <translation>Der Dienst startet.</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>It reads the spool and will be ready soon.</source>
        <translation>Er liest den Spool und ist bald bereit.</translation>
    </message>
    <message>
        <source>You may not speak to this daemon.</source>
        <translation>Sie dürfen mit diesem Dienst nicht sprechen.</translation>
    </message>
    <message>
        <source>%1 Ask for membership in the group “mailrace” (usermod -aG mailrace NAME), then log in again. The socket is %2.</source>
        <translation>%1 Bitten Sie um Aufnahme in die Gruppe „mailrace“ (usermod -aG mailrace NAME) und melden Sie sich neu an. Der Socket ist %2.</translation>
    </message>
    <message>
        <source>This application and the daemon do not understand each other.</source>
        <translation>Diese Anwendung und der Dienst verstehen einander nicht.</translation>
    </message>
    <message>
        <source>%1 Install the same version of both.</source>
        <translation>%1 Installieren Sie beide in derselben Version.</translation>
    </message>
    <message>
        <source>The connection to the daemon is gone.</source>
        <translation>Die Verbindung zum Dienst ist verloren.</translation>
    </message>
    <message>
        <source>%1 What you see is the last that was known. The socket is %2.</source>
        <translation>%1 Sie sehen, was zuletzt bekannt war. Der Socket ist %2.</translation>
    </message>
    <message>
        <source>Connecting to the daemon…</source>
        <translation>Verbinde mit dem Dienst…</translation>
    </message>
    <message>
        <source>Waiting for an answer on %1.</source>
        <translation>Warte auf Antwort auf %1.</translation>
    </message>
    <message>
        <source>next attempt in %1 s</source>
        <translation>nächster Versuch in %1 s</translation>
    </message>
    <message>
        <source>trying…</source>
        <translation>versuche…</translation>
    </message>
    <message>
        <source>Nobody answers on %1: %2. Start it here, or as a service with “systemctl start mailraced”.</source>
        <translation>Auf %1 antwortet niemand: %2. Starten Sie ihn hier oder als Dienst mit „systemctl start mailraced“.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DaemonLauncher</name>
    <message>
        <source>mailraced was not found beside this application, nor in the search path.</source>
        <translation>mailraced wurde weder neben dieser Anwendung noch im Suchpfad gefunden.</translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation>%1 konnte nicht gestartet werden: %2</translation>
    </message>
    <message>
        <source>mailraced started and ended at once.</source>
        <translation>mailraced startete und endete sofort.</translation>
    </message>
    <message>
        <source>mailraced was started and does not answer on the socket yet.</source>
        <translation>mailraced wurde gestartet und antwortet noch nicht auf dem Socket.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DiffPane</name>
    <message>
        <source>⋯ %1 equal lines</source>
        <translation>⋯ %1 gleiche Zeilen</translation>
    </message>
    <message>
        <source>Click to show these lines</source>
        <translation>Klicken, um diese Zeilen zu zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DiffView</name>
    <message>
        <source>Text before</source>
        <translation>Text vorher</translation>
    </message>
    <message>
        <source>Text after</source>
        <translation>Text nachher</translation>
    </message>
    <message>
        <source>Changes of the text</source>
        <translation>Änderungen des Textes</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Previous change  (Alt+Up)</source>
        <translation>Vorige Änderung  (Alt+Auf)</translation>
    </message>
    <message>
        <source>Next change  (Alt+Down)</source>
        <translation>Nächste Änderung  (Alt+Ab)</translation>
    </message>
    <message>
        <source>Show all lines, the equal ones too</source>
        <translation>Alle Zeilen zeigen, auch die gleichen</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Unified</source>
        <translation>Untereinander</translation>
    </message>
    <message>
        <source>Form of the comparison</source>
        <translation>Form des Vergleichs</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>comparing…</source>
        <translation>wird verglichen …</translation>
    </message>
    <message>
        <source>%1 lines added, %2 removed</source>
        <translation>%1 Zeilen hinzugefügt, %2 entfernt</translation>
    </message>
    <message>
        <source>1 change</source>
        <translation>1 Änderung</translation>
    </message>
    <message>
        <source>%1 changes</source>
        <translation>%1 Änderungen</translation>
    </message>
    <message>
        <source>The texts are equal</source>
        <translation>Die Texte sind gleich</translation>
    </message>
    <message>
        <source>No line differs</source>
        <translation>Keine Zeile unterscheidet sich</translation>
    </message>
    <message>
        <source>change %1 of %2</source>
        <translation>Änderung %1 von %2</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DirectiveEdit</name>
    <message>
        <source>default %1</source>
        <translation>Vorgabe %1</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>not set (default %1)</source>
        <translation>nicht gesetzt (Vorgabe %1)</translation>
    </message>
    <message>
        <source>one a line</source>
        <translation>je Zeile eine</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Add a row: %1</source>
        <translation>Zeile hinzufügen: %1</translation>
    </message>
    <message>
        <source>%1, row %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>Take this row away</source>
        <translation>Diese Zeile wegnehmen</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DkimPanel</name>
    <message>
        <source>Make the key</source>
        <translation>Schlüssel machen</translation>
    </message>
    <message>
        <source>Value of the record</source>
        <translation>Wert des Eintrags</translation>
    </message>
    <message>
        <source>Sign all outgoing mail (dkim-sign yes)</source>
        <translation>Alle ausgehende Post signieren (dkim-sign yes)</translation>
    </message>
    <message>
        <source>A name for this key; another one for each key of a domain, so that keys can be replaced one after the other</source>
        <translation>Ein Name für diesen Schlüssel; ein anderer für jeden Schlüssel einer Domain, damit sich Schlüssel nacheinander ersetzen lassen</translation>
    </message>
    <message>
        <source>RSA, 2048 bits: every receiver checks it</source>
        <translation>RSA, 2048 Bit: jeder Empfänger prüft ihn</translation>
    </message>
    <message>
        <source>Ed25519: short, not yet checked everywhere</source>
        <translation>Ed25519: kurz, noch nicht überall geprüft</translation>
    </message>
    <message>
        <source>Name of the record</source>
        <translation>Name des Eintrags</translation>
    </message>
    <message>
        <source>Sending domain</source>
        <translation>Absenderdomain</translation>
    </message>
    <message>
        <source>Selector</source>
        <translation>Selektor</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Publish this TXT record</source>
        <translation>Diesen TXT-Eintrag veröffentlichen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Den Namen kopieren</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Copy the value</source>
        <translation>Den Wert kopieren</translation>
    </message>
    <message>
        <source>Copy as a line of a zone file</source>
        <translation>Als Zeile einer Zonendatei kopieren</translation>
    </message>
    <message>
        <source>The daemon makes the key, and only for an admin</source>
        <translation>Der Dienst macht den Schlüssel, und nur für einen Verwalter</translation>
    </message>
    <message>
        <source>The daemon makes the key…</source>
        <translation>Der Dienst macht den Schlüssel …</translation>
    </message>
    <message>
        <source>The private key is in %1, readable by the daemon only.</source>
        <translation>Der private Schlüssel liegt in %1, nur für den Dienst lesbar.</translation>
    </message>
    <message>
        <source>Made. Publish the record first, then apply the configuration.</source>
        <translation>Gemacht. Zuerst den Eintrag veröffentlichen, dann die Konfiguration anwenden.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DryRun</name>
    <message>
        <source>1 queue</source>
        <translation>1 Warteschlange</translation>
    </message>
    <message>
        <source>%1 queues</source>
        <translation>%1 Warteschlangen</translation>
    </message>
    <message>
        <source>1 recipient</source>
        <translation>1 Empfänger</translation>
    </message>
    <message>
        <source>%1 recipients</source>
        <translation>%1 Empfängern</translation>
    </message>
    <message>
        <source>%1: %2 queues, %3 recipients.</source>
        <translation>%1: %2 Warteschlangen, %3 Empfänger.</translation>
    </message>
    <message>
        <source>More mail has come meanwhile. </source>
        <translation>Inzwischen kam weitere Post. </translation>
    </message>
    <message>
        <source>The daemon refused</source>
        <translation>Der Dienst lehnte ab</translation>
    </message>
    <message>
        <source>Trying again may help.</source>
        <translation>Ein neuer Versuch kann helfen.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EditorTabs</name>
    <message>
        <source>Files of the configuration</source>
        <translation>Dateien der Konfiguration</translation>
    </message>
    <message>
        <source>changed, not applied</source>
        <translation>geändert, nicht angewendet</translation>
    </message>
    <message>
        <source>somebody else changed it too</source>
        <translation>jemand anders hat es auch geändert</translation>
    </message>
    <message>
        <source>can only be read</source>
        <translation>kann nur gelesen werden</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EffectPanel</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>1 error to mend first</source>
        <translation>1 Fehler, der zuerst zu beheben ist</translation>
    </message>
    <message>
        <source>%1 errors to mend first</source>
        <translation>%1 Fehler, die zuerst zu beheben sind</translation>
    </message>
    <message>
        <source>new warnings; it can be applied</source>
        <translation>neue Warnungen; es kann angewandt werden</translation>
    </message>
    <message>
        <source>Not known while there are errors.</source>
        <translation>Nicht bekannt, solange es Fehler gibt.</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Show the line</source>
        <translation>Die Zeile zeigen</translation>
    </message>
    <message>
        <source>Show line %1</source>
        <translation>Zeile %1 zeigen</translation>
    </message>
    <message>
        <source>Holds after a restart of the daemon.</source>
        <translation>Gilt nach einem Neustart des Dienstes.</translation>
    </message>
    <message>
        <source>Holds after a restart of the daemon. %1</source>
        <translation>Gilt nach einem Neustart des Dienstes. %1</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EventDetail</name>
    <message>
        <source>Exact response</source>
        <translation>Genaue Antwort</translation>
    </message>
    <message>
        <source>Only alike</source>
        <translation>Nur gleiche</translation>
    </message>
    <message>
        <source>This recipient</source>
        <translation>Dieser Empfänger</translation>
    </message>
    <message>
        <source>Every event of this recipient</source>
        <translation>Alle Ereignisse dieses Empfängers</translation>
    </message>
    <message>
        <source>This message</source>
        <translation>Diese Nachricht</translation>
    </message>
    <message>
        <source>Every event of this message</source>
        <translation>Alle Ereignisse dieser Nachricht</translation>
    </message>
    <message>
        <source>Show queue</source>
        <translation>Warteschlange zeigen</translation>
    </message>
    <message>
        <source>The queue of this recipient</source>
        <translation>Die Warteschlange dieses Empfängers</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>The event as text</source>
        <translation>Das Ereignis als Text</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Dialogue with the other side</source>
        <translation>Dialog mit der Gegenseite</translation>
    </message>
    <message>
        <source>Other events of this message</source>
        <translation>Weitere Ereignisse dieser Nachricht</translation>
    </message>
    <message>
        <source>Of this recipient</source>
        <translation>Dieses Empfängers</translation>
    </message>
    <message>
        <source>Other events</source>
        <translation>Weitere Ereignisse</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Double click to go to an event</source>
        <translation>Doppelklick führt zum Ereignis</translation>
    </message>
    <message>
        <source>Choose an event</source>
        <translation>Wählen Sie ein Ereignis</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>No dialogue was kept for this event.</source>
        <translation>Zu diesem Ereignis wurde kein Dialog aufbewahrt.</translation>
    </message>
    <message>
        <source>%1 took the message for %2</source>
        <translation>%1 nahm die Nachricht für %2 an</translation>
    </message>
    <message>
        <source>%1 answered %2</source>
        <translation>%1 antwortete %2</translation>
    </message>
    <message>
        <source>Accepted from %1</source>
        <translation>Angenommen von %1</translation>
    </message>
    <message>
        <source>Refused to %1</source>
        <translation>Abgelehnt gegenüber %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Category %1.</source>
        <translation>Kategorie %1.</translation>
    </message>
    <message>
        <source>The response is not UTF-8; its exact bytes are kept and exported.</source>
        <translation>Die Antwort ist kein UTF-8; ihre genauen Bytes sind aufbewahrt.</translation>
    </message>
    <message>
        <source>sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>extensions</source>
        <translation>Erweiterungen</translation>
    </message>
    <message>
        <source>lookup</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>connect</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>%1 %2 ms</source>
        <translation>%1 %2 ms</translation>
    </message>
    <message>
        <source>took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Make a rule…</source>
        <translation>Regel machen…</translation>
    </message>
    <message>
        <source>A pattern and a category for responses like this one, tried on those that came</source>
        <translation>Ein Muster und eine Kategorie für Antworten wie diese, an den eingegangenen erprobt</translation>
    </message>
    <message>
        <source>Reclassify…</source>
        <translation>Umordnen…</translation>
    </message>
    <message>
        <source>Put exactly this response into another category</source>
        <translation>Genau diese Antwort in eine andere Kategorie ordnen</translation>
    </message>
    <message>
        <source>Events whose response means the same</source>
        <translation>Ereignisse, deren Antwort dasselbe besagt</translation>
    </message>
    <message>
        <source>Suppress…</source>
        <translation>Sperren…</translation>
    </message>
    <message>
        <source>Add this recipient to a suppression list</source>
        <translation>Diesen Empfänger in eine Sperrliste aufnehmen</translation>
    </message>
    <message>
        <source>Suppressed?</source>
        <translation>Gesperrt?</translation>
    </message>
    <message>
        <source>Is this recipient suppressed, and why?</source>
        <translation>Ist dieser Empfänger gesperrt, und warum?</translation>
    </message>
    <message>
        <source>%1, more exactly %2</source>
        <translation>%1, genauer %2</translation>
    </message>
    <message>
        <source>Category %1. %2.</source>
        <translation>Kategorie %1. %2.</translation>
    </message>
    <message>
        <source>So says rule &lt;code&gt;%1&lt;/code&gt;%2.</source>
        <translation>So sagt es die Regel &lt;code&gt;%1&lt;/code&gt;%2.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EventModel</name>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>via</source>
        <translation>über</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>remote host</source>
        <translation>Gegenstelle</translation>
    </message>
    <message>
        <source>source address</source>
        <translation>Quelladresse</translation>
    </message>
    <message>
        <source>phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>sub-category</source>
        <translation>Unterkategorie</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EventsView</name>
    <message>
        <source>&amp;Save this filter…</source>
        <translation>Diesen Filter &amp;speichern…</translation>
    </message>
    <message>
        <source>Keep the filter under a name</source>
        <translation>Den Filter unter einem Namen behalten</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Ctrl+S</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Go to the &amp;newest</source>
        <translation>Zum &amp;Neuesten</translation>
    </message>
    <message>
        <source>Follow the newest events again</source>
        <translation>Wieder den neuesten Ereignissen folgen</translation>
    </message>
    <message>
        <source>Ctrl+Home</source>
        <translation>Ctrl+Home</translation>
    </message>
    <message>
        <source>Group by &amp;response</source>
        <translation>Nach &amp;Antwort gruppieren</translation>
    </message>
    <message>
        <source>Fold responses that mean the same into one row</source>
        <translation>Antworten gleicher Bedeutung in eine Zeile falten</translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation>Ctrl+G</translation>
    </message>
    <message>
        <source>&amp;Copy event</source>
        <translation>Ereignis &amp;kopieren</translation>
    </message>
    <message>
        <source>The chosen event as text</source>
        <translation>Das gewählte Ereignis als Text</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Ctrl+Shift+C</translation>
    </message>
    <message>
        <source>Filters that were kept, and keeping this one</source>
        <translation>Gespeicherte Filter, und diesen speichern</translation>
    </message>
    <message>
        <source>Export stopped.</source>
        <translation>Export abgebrochen.</translation>
    </message>
    <message>
        <source>Exporting: %1 rows</source>
        <translation>Exportiere: %1 Zeilen</translation>
    </message>
    <message>
        <source>Exported %1 rows.</source>
        <translation>%1 Zeilen exportiert.</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation>%1 = %2</translation>
    </message>
    <message>
        <source>%1 ≠ %2</source>
        <translation>%1 ≠ %2</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy event</source>
        <translation>Ereignis kopieren</translation>
    </message>
    <message>
        <source>No filter is kept yet</source>
        <translation>Noch kein Filter gespeichert</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Diesen Filter speichern…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <source>Name for “%1”</source>
        <translation>Name für „%1“</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>Ereignisse exportieren</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exportiere…</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>filter, for example  type:bounce provider:gmail code:5* since:2h &quot;blocked&quot;</source>
        <translation>Filter, zum Beispiel  type:bounce provider:gmail code:5* since:2h &quot;blocked&quot;</translation>
    </message>
    <message>
        <source>Filter of events</source>
        <translation>Filter der Ereignisse</translation>
    </message>
    <message>
        <source>Each</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>By response</source>
        <translation>Nach Antwort</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>response, alike ones together</source>
        <translation>Antwort, gleiche zusammen</translation>
    </message>
    <message>
        <source>category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>first</source>
        <translation>zuerst</translation>
    </message>
    <message>
        <source>last</source>
        <translation>zuletzt</translation>
    </message>
    <message>
        <source>Responses, alike ones together</source>
        <translation>Antworten, gleiche zusammen</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source> · newest first</source>
        <translation> · neueste zuerst</translation>
    </message>
    <message>
        <source> · counting…</source>
        <translation> · zählt…</translation>
    </message>
    <message>
        <source> · following</source>
        <translation> · folgt</translation>
    </message>
    <message>
        <source>%1 new ↑</source>
        <translation>%1 neue ↑</translation>
    </message>
    <message>
        <source>newest ↑</source>
        <translation>neueste ↑</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt…</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 different responses in %2 events</source>
        <translation>%1 verschiedene Antworten in %2 Ereignissen</translation>
    </message>
    <message>
        <source> · trend from %1 to %2</source>
        <translation> · Verlauf von %1 bis %2</translation>
    </message>
    <message>
        <source> · counted in part: narrow the time for all</source>
        <translation> · nur zum Teil gezählt: für alle die Zeit einengen</translation>
    </message>
    <message>
        <source>Show its events</source>
        <translation>Ihre Ereignisse zeigen</translation>
    </message>
    <message>
        <source>&amp;Make a rule from this response…</source>
        <translation>&amp;Regel aus dieser Antwort machen…</translation>
    </message>
    <message>
        <source>A pattern and a category for responses like this one, tried on those that came</source>
        <translation>Ein Muster und eine Kategorie für Antworten wie diese, an den eingegangenen erprobt</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>&amp;Reclassify…</source>
        <translation>&amp;Umordnen…</translation>
    </message>
    <message>
        <source>Put exactly this response into another category</source>
        <translation>Genau diese Antwort in eine andere Kategorie ordnen</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>All events of this re&amp;cipient</source>
        <translation>Alle Ereignisse dieses E&amp;mpfängers</translation>
    </message>
    <message>
        <source>Every event of the recipient of the chosen event</source>
        <translation>Jedes Ereignis des Empfängers des gewählten Ereignisses</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>All events of this m&amp;essage</source>
        <translation>Alle Ereignisse dieser &amp;Nachricht</translation>
    </message>
    <message>
        <source>Every event of the message of the chosen event</source>
        <translation>Jedes Ereignis der Nachricht des gewählten Ereignisses</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>Su&amp;ppress the recipient…</source>
        <translation>Em&amp;pfänger sperren…</translation>
    </message>
    <message>
        <source>Add the recipient of the chosen event to a suppression list</source>
        <translation>Den Empfänger des gewählten Ereignisses in eine Sperrliste aufnehmen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>&amp;Is this recipient suppressed?</source>
        <translation>&amp;Ist dieser Empfänger gesperrt?</translation>
    </message>
    <message>
        <source>Which entry keeps mail from the recipient, and why</source>
        <translation>Welcher Eintrag Post vom Empfänger fernhält, und warum</translation>
    </message>
    <message>
        <source>Ctrl+Shift+I</source>
        <translation>Ctrl+Shift+I</translation>
    </message>
    <message>
        <source>Write all events that match into an accounting file, CSV or JSON lines</source>
        <translation>Alle passenden Ereignisse in eine Abrechnungsdatei, CSV oder JSON-Zeilen schreiben</translation>
    </message>
    <message>
        <source>Accounting file (*.csv)</source>
        <translation>Abrechnungsdatei (*.csv)</translation>
    </message>
    <message>
        <source>CSV, columns as here (*.csv)</source>
        <translation>CSV, Spalten wie hier (*.csv)</translation>
    </message>
    <message>
        <source>trend</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Double click to see the events of a response</source>
        <translation>Doppelklick zeigt die Ereignisse einer Antwort</translation>
    </message>
    <message>
        <source> · refusals; type: in the filter shows others</source>
        <translation> · Abweisungen; type: im Filter zeigt anderes</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ExpiryBox</name>
    <message>
        <source>Holds</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>for good</source>
        <translation>für immer</translation>
    </message>
    <message>
        <source>for 7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>for 30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>for 90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>for 180 days</source>
        <translation>180 Tage</translation>
    </message>
    <message>
        <source>for a year</source>
        <translation>ein Jahr</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Exporter</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::FacetModel</name>
    <message>
        <source>%1: %2 events. Click to see only these, Ctrl+click to leave them out.</source>
        <translation>%1: %2 Ereignisse. Klick zeigt nur diese, Strg+Klick lässt sie weg.</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Source address</source>
        <translation>Quelladresse</translation>
    </message>
    <message>
        <source>Virtual MTA</source>
        <translation>Virtueller MTA</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Response code</source>
        <translation>Antwortcode</translation>
    </message>
    <message>
        <source>Sub-category</source>
        <translation>Unterkategorie</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::FacetPanel</name>
    <message>
        <source>Most frequent values</source>
        <translation>Häufigste Werte</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::FindBar</name>
    <message>
        <source>Find and replace</source>
        <translation>Suchen und ersetzen</translation>
    </message>
    <message>
        <source>find</source>
        <translation>suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>replace with</source>
        <translation>ersetzen durch</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Capital and small letters differ</source>
        <translation>Groß- und Kleinschreibung unterscheiden</translation>
    </message>
    <message>
        <source>word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Nur ganze Wörter</translation>
    </message>
    <message>
        <source>A regular expression; \1 stands for its first group in the replacement</source>
        <translation>Ein regulärer Ausdruck; \1 steht im Ersatz für seine erste Gruppe</translation>
    </message>
    <message>
        <source>all files</source>
        <translation>alle Dateien</translation>
    </message>
    <message>
        <source>In all files of the configuration</source>
        <translation>In allen Dateien der Konfiguration</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The hit before (Shift+F3, Shift+Enter)</source>
        <translation>Der Treffer davor (Umschalt+F3, Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The next hit (F3, Enter)</source>
        <translation>Der nächste Treffer (F3, Eingabe)</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>All hits in a list below (Ctrl+Shift+F)</source>
        <translation>Alle Treffer in einer Liste darunter (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace this hit and go to the next</source>
        <translation>Diesen Treffer ersetzen und zum nächsten gehen</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Replace every hit, as one step to undo in each file</source>
        <translation>Jeden Treffer ersetzen; in jeder Datei in einem Schritt rückgängig zu machen</translation>
    </message>
    <message>
        <source>not an expression</source>
        <translation>kein Ausdruck</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>mehr als %1</translation>
    </message>
    <message>
        <source>no hit</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 hits</source>
        <translation>%1 Treffer</translation>
    </message>
    <message>
        <source> in %1 files</source>
        <translation> in %1 Dateien</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::FormDialog</name>
    <message>
        <source>New: %1</source>
        <translation>Neu: %1</translation>
    </message>
    <message>
        <source>Edit: %1</source>
        <translation>Bearbeiten: %1</translation>
    </message>
    <message>
        <source>Edit: %1 %2</source>
        <translation>Bearbeiten: %1 %2</translation>
    </message>
    <message>
        <source>Write into the text</source>
        <translation>In den Text schreiben</translation>
    </message>
    <message>
        <source>Change the text</source>
        <translation>Den Text ändern</translation>
    </message>
    <message>
        <source>The text is changed and not yet applied; it can be undone</source>
        <translation>Der Text wird geändert und noch nicht angewandt; das lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Take in mail for these domains (relay-domain)</source>
        <translation>Post für diese Domains annehmen (relay-domain)</translation>
    </message>
    <message>
        <source>Reports come from strangers: without this their mail is refused</source>
        <translation>Berichte kommen von Fremden: ohne dies wird ihre Post abgelehnt</translation>
    </message>
    <message>
        <source>example.net: this domain only · *.example.net: all below it · [*.]example.net: both · *: all</source>
        <translation>example.net: nur diese Domain · *.example.net: alle darunter · [*.]example.net: beides · *: alle</translation>
    </message>
    <message>
        <source>Holds for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>all mail</source>
        <translation>alle Post</translation>
    </message>
    <message>
        <source>mail of virtual MTA %1</source>
        <translation>Post der virtuellen MTA %1</translation>
    </message>
    <message>
        <source>mail of pool %1</source>
        <translation>Post des Pools %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>text with the form</source>
        <translation>Text mit dem Formular</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Nothing is changed.</source>
        <translation>Nichts ist geändert.</translation>
    </message>
    <message>
        <source>Each field says here what it is for. F1 opens its entry in the help.</source>
        <translation>Jedes Feld sagt hier, wozu es da ist. F1 öffnet seinen Eintrag in der Hilfe.</translation>
    </message>
    <message>
        <source>default %1</source>
        <translation>Vorgabe %1</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::HelpPanel</name>
    <message>
        <source>Help page</source>
        <translation>Hilfeseite</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>What there is</source>
        <translation>Was es gibt</translation>
    </message>
    <message>
        <source>Search pages and directives</source>
        <translation>Seiten und Anweisungen durchsuchen</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Hilfe durchsuchen</translation>
    </message>
    <message>
        <source>%1 — Mailrace help</source>
        <translation>%1 — Hilfe zu Mailrace</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Histogram</name>
    <message>
        <source>Events over time</source>
        <translation>Ereignisse über die Zeit</translation>
    </message>
    <message>
        <source>Nothing in this time</source>
        <translation>Nichts in dieser Zeit</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::HistoryDialog</name>
    <message>
        <source>History of the configuration</source>
        <translation>Verlauf der Konfiguration</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Den Text kopieren</translation>
    </message>
    <message>
        <source>Go back to this version…</source>
        <translation>Zu dieser Fassung zurück …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The whole text of the chosen version, of the file that is shown</source>
        <translation>Der ganze Text der gewählten Fassung, von der Datei, die gezeigt wird</translation>
    </message>
    <message>
        <source>Asking the daemon…</source>
        <translation>Der Dienst wird gefragt …</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Fassungen</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>The daemon has kept no version yet.</source>
        <translation>Der Dienst hat noch keine Fassung aufbewahrt.</translation>
    </message>
    <message>
        <source>The texts of this version run again, as a new version</source>
        <translation>Die Texte dieser Fassung laufen wieder, als neue Fassung</translation>
    </message>
    <message>
        <source>Only an admin may go back</source>
        <translation>Nur ein Verwalter darf zurückgehen</translation>
    </message>
    <message>
        <source>the version before (%1)</source>
        <translation>die Fassung davor (%1)</translation>
    </message>
    <message>
        <source>the running version (%1)</source>
        <translation>die laufende Fassung (%1)</translation>
    </message>
    <message>
        <source>version %1, %2</source>
        <translation>Fassung %1, %2</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Fassung %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>version %1, runs</source>
        <translation>Fassung %1, läuft</translation>
    </message>
    <message>
        <source>The first version that was kept.</source>
        <translation>Die erste Fassung, die aufbewahrt wurde.</translation>
    </message>
    <message>
        <source>%1 (differs)</source>
        <translation>%1 (unterscheidet sich)</translation>
    </message>
    <message>
        <source>The daemon could not tell the effect: %1</source>
        <translation>Der Dienst konnte die Wirkung nicht sagen: %1</translation>
    </message>
    <message>
        <source>The text of version %1 is in the clipboard.</source>
        <translation>Der Text von Fassung %1 ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückgehen</translation>
    </message>
    <message>
        <source>Let version %1 of %2 run again? Its texts are written to the files as a new version; the versions since stay in the history.</source>
        <translation>Fassung %1 von %2 wieder laufen lassen? Ihre Texte werden als neue Fassung in die Dateien geschrieben; die Fassungen seither bleiben im Verlauf.</translation>
    </message>
    <message>
        <source>What you have typed and not applied stays in the editor and will have to be merged.</source>
        <translation>Was Sie getippt und nicht angewandt haben, bleibt im Editor und muss zusammengeführt werden.</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>back to version %1</source>
        <translation>zurück zu Fassung %1</translation>
    </message>
    <message>
        <source>Going back…</source>
        <translation>Es geht zurück …</translation>
    </message>
    <message>
        <source>The daemon did not take it; what ran before runs on.</source>
        <translation>Der Dienst hat es nicht übernommen; was vorher lief, läuft weiter.</translation>
    </message>
    <message>
        <source>Version %1 runs.</source>
        <translation>Fassung %1 läuft.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::HistoryModel</name>
    <message>
        <source>applied</source>
        <translation>angewandt</translation>
    </message>
    <message>
        <source>files read again</source>
        <translation>Dateien neu gelesen</translation>
    </message>
    <message>
        <source>gone back to</source>
        <translation>zurückgeholt</translation>
    </message>
    <message>
        <source>start of the daemon</source>
        <translation>Start des Dienstes</translation>
    </message>
    <message>
        <source>%1 · runs</source>
        <translation>%1 · läuft</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>by</source>
        <translation>durch</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>how</source>
        <translation>wie</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Zeilen</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::HitModel</name>
    <message>
        <source>line %1 of %2: %3</source>
        <translation>Zeile %1 von %2: %3</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wo</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ImportDialog</name>
    <message>
        <source>Import a PowerMTA configuration</source>
        <translation>Eine PowerMTA-Konfiguration importieren</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>Braucht Sie</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Lines of the report</source>
        <translation>Zeilen des Berichts</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>As an unsaved text; nothing is applied before you review it</source>
        <translation>Als ungesicherter Text; nichts wird angewandt, bevor Sie es durchgesehen haben</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 could not be read.</source>
        <translation>%1 konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>%1 need you</source>
        <translation>%1 brauchen Sie</translation>
    </message>
    <message>
        <source>%1 rewritten</source>
        <translation>%1 umgeschrieben</translation>
    </message>
    <message>
        <source>%1 commented out</source>
        <translation>%1 auskommentiert</translation>
    </message>
    <message>
        <source>%1 kept with a difference</source>
        <translation>%1 behalten, mit einem Unterschied</translation>
    </message>
    <message>
        <source>Of the lines of %1: %2.</source>
        <translation>Von den Zeilen von %1: %2.</translation>
    </message>
    <message>
        <source>The %1 files open as one text.</source>
        <translation>Die %1 Dateien öffnen sich als ein Text.</translation>
    </message>
    <message>
        <source>It takes the place of what the editor shows; that can be undone.</source>
        <translation>Er tritt an die Stelle dessen, was der Editor zeigt; das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>The daemon may not write its configuration, or you may not: the text can be looked at only.</source>
        <translation>Der Dienst darf seine Konfiguration nicht schreiben, oder Sie dürfen es nicht: der Text kann nur angesehen werden.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ImportReportModel</name>
    <message>
        <source>needs you</source>
        <translation>braucht Sie</translation>
    </message>
    <message>
        <source>commented out</source>
        <translation>auskommentiert</translation>
    </message>
    <message>
        <source>kept, differs</source>
        <translation>behalten, anders</translation>
    </message>
    <message>
        <source>rewritten</source>
        <translation>umgeschrieben</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>what to know or do</source>
        <translation>was zu wissen oder zu tun ist</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ListsPanel</name>
    <message>
        <source>Suppression lists</source>
        <translation>Sperrlisten</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::MainWindow</name>
    <message>
        <source>Is mail flowing, and what needs attention</source>
        <translation>Fließt Post, und was braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>What waits, and what for</source>
        <translation>Was wartet, und worauf</translation>
    </message>
    <message>
        <source>What happened, in the receiver&apos;s own words</source>
        <translation>Was geschah, in den Worten des Empfängers</translation>
    </message>
    <message>
        <source>&amp;Start the daemon</source>
        <translation>Dienst &amp;starten</translation>
    </message>
    <message>
        <source>Start mailraced on this machine</source>
        <translation>mailraced auf diesem Rechner starten</translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation>Konfiguration neu &amp;laden</translation>
    </message>
    <message>
        <source>The daemon reads its configuration again</source>
        <translation>Der Dienst liest seine Konfiguration neu</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>The configuration was read again.</source>
        <translation>Die Konfiguration wurde neu gelesen.</translation>
    </message>
    <message>
        <source>S&amp;top the daemon…</source>
        <translation>Dienst an&amp;halten…</translation>
    </message>
    <message>
        <source>An orderly stop; queued mail stays on disk</source>
        <translation>Geordneter Halt; wartende Post bleibt auf der Platte</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close this window; the daemon goes on</source>
        <translation>Dieses Fenster schließen; der Dienst läuft weiter</translation>
    </message>
    <message>
        <source>&amp;Go to anything…</source>
        <translation>&amp;Gehe zu…</translation>
    </message>
    <message>
        <source>Every action and every queue, by name</source>
        <translation>Jede Aktion und jede Warteschlange beim Namen</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>&amp;About Mailrace</source>
        <translation>&amp;Über Mailrace</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Colours of the &amp;desktop</source>
        <translation>Farben des &amp;Desktops</translation>
    </message>
    <message>
        <source>Light or dark as the desktop says</source>
        <translation>Hell oder dunkel wie der Desktop</translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>Dark words on light ground</source>
        <translation>Dunkle Schrift auf hellem Grund</translation>
    </message>
    <message>
        <source>Dar&amp;k colours</source>
        <translation>&amp;Dunkle Farben</translation>
    </message>
    <message>
        <source>Light words on dark ground</source>
        <translation>Helle Schrift auf dunklem Grund</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>&amp;Warteschlange</translation>
    </message>
    <message>
        <source>E&amp;vents</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Ctrl+K — go to anything</source>
        <translation>Strg+K — gehe zu</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Mailrace</source>
        <translation>Mailrace</translation>
    </message>
    <message>
        <source>Mailrace — %1</source>
        <translation>Mailrace — %1</translation>
    </message>
    <message>
        <source>Stop the daemon</source>
        <translation>Dienst anhalten</translation>
    </message>
    <message>
        <source>Stop the daemon on %1? Mail is neither accepted nor delivered until it is started again. What is queued stays on disk.</source>
        <translation>Den Dienst auf %1 anhalten? Bis zum nächsten Start wird Post weder angenommen noch zugestellt. Was wartet, bleibt auf der Platte.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>About Mailrace</source>
        <translation>Über Mailrace</translation>
    </message>
    <message>
        <source>Mailrace %1, a high-volume outbound mail transfer agent with a desktop suite.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Mailrace %1, ein Mail-Transfer-Agent für große Mengen ausgehender Post mit Desktop-Anwendung.
Freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>The help for what you see</source>
        <translation>Die Hilfe zu dem, was Sie sehen</translation>
    </message>
    <message>
        <source>&amp;Search the help…</source>
        <translation>Hilfe &amp;durchsuchen …</translation>
    </message>
    <message>
        <source>Find a page or a directive of the configuration by words</source>
        <translation>Eine Seite oder eine Anweisung der Konfiguration nach Wörtern finden</translation>
    </message>
    <message>
        <source>Shift+F1</source>
        <translation>Shift+F1</translation>
    </message>
    <message>
        <source>How the daemon is told to send, as text</source>
        <translation>Was dem Daemon über das Senden gesagt wird, als Text</translation>
    </message>
    <message>
        <source>&amp;Find or filter</source>
        <translation>&amp;Suchen oder filtern</translation>
    </message>
    <message>
        <source>Find in the text, or type a filter for what this view shows</source>
        <translation>Im Text suchen, oder einen Filter für diese Ansicht tippen</translation>
    </message>
    <message>
        <source>&amp;Configuration</source>
        <translation>&amp;Konfiguration</translation>
    </message>
    <message>
        <source>Changes not applied</source>
        <translation>Änderungen nicht angewendet</translation>
    </message>
    <message>
        <source>The configuration was changed here and not applied. Close and drop these changes?</source>
        <translation>Die Konfiguration wurde hier geändert und nicht angewendet. Schließen und diese Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>Drop and close</source>
        <translation>Verwerfen und schließen</translation>
    </message>
    <message>
        <source>Whom mail is kept from, and why</source>
        <translation>Von wem Post ferngehalten wird, und warum</translation>
    </message>
    <message>
        <source>&amp;Suppression</source>
        <translation>&amp;Sperrlisten</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::MergeDialog</name>
    <message>
        <source>Take the merged text</source>
        <translation>Den zusammengeführten Text nehmen</translation>
    </message>
    <message>
        <source>It becomes your text, based on theirs; it is not applied yet</source>
        <translation>Er wird Ihr Text, auf der Grundlage des anderen; er ist noch nicht angewandt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>theirs</source>
        <translation>deren</translation>
    </message>
    <message>
        <source>Merge %1</source>
        <translation>%1 zusammenführen</translation>
    </message>
    <message>
        <source>%1 changed this file while you were editing (%2).</source>
        <translation>%1 hat diese Datei geändert, während Sie sie bearbeiteten (%2).</translation>
    </message>
    <message>
        <source>This file was changed while you were editing: by %1.</source>
        <translation>Diese Datei wurde geändert, während Sie sie bearbeiteten: durch %1.</translation>
    </message>
    <message>
        <source>Their note: “%1”.</source>
        <translation>Die Notiz dazu: „%1“.</translation>
    </message>
    <message>
        <source>All changes are in different places and went together by themselves.</source>
        <translation>Alle Änderungen sind an verschiedenen Stellen und kamen von selbst zusammen.</translation>
    </message>
    <message>
        <source>In one place both of you changed the same lines: choose there.</source>
        <translation>An einer Stelle haben Sie beide dieselben Zeilen geändert: wählen Sie dort.</translation>
    </message>
    <message>
        <source>In %1 places both of you changed the same lines: choose there.</source>
        <translation>An %1 Stellen haben Sie beide dieselben Zeilen geändert: wählen Sie dort.</translation>
    </message>
    <message>
        <source>Conflict %1 of %2 · line %3</source>
        <translation>Konflikt %1 von %2 · Zeile %3</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>zusammengeführt</translation>
    </message>
    <message>
        <source>The merged text has an error in line %1: %2</source>
        <translation>Der zusammengeführte Text hat einen Fehler in Zeile %1: %2</translation>
    </message>
    <message>
        <source>One choice is left.</source>
        <translation>Eine Wahl ist noch offen.</translation>
    </message>
    <message>
        <source>%1 choices are left.</source>
        <translation>%1 Wahlen sind noch offen.</translation>
    </message>
    <message>
        <source>The file has changed once more. Close this and merge again.</source>
        <translation>Die Datei hat sich noch einmal geändert. Schließen Sie dies und führen Sie neu zusammen.</translation>
    </message>
    <message>
        <source>on disk</source>
        <translation>auf der Platte</translation>
    </message>
    <message>
        <source>This file was edited by hand where the daemon runs; what stands there does not run yet.</source>
        <translation>Diese Datei wurde dort, wo der Dienst läuft, von Hand bearbeitet; was dort steht, läuft noch nicht.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::NavigationRail</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::OutlineModel</name>
    <message>
        <source>lines %1 to %2</source>
        <translation>Zeilen %1 bis %2</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::OutlinePanel</name>
    <message>
        <source>filter sections</source>
        <translation>Abschnitte filtern</translation>
    </message>
    <message>
        <source>Filter of sections</source>
        <translation>Filter der Abschnitte</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::OverviewView</name>
    <message>
        <source>provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>deferred</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>bounced</source>
        <translation>unzustellbar</translation>
    </message>
    <message>
        <source>last response</source>
        <translation>letzte Antwort</translation>
    </message>
    <message>
        <source>Outcome by provider</source>
        <translation>Ergebnis nach Anbieter</translation>
    </message>
    <message>
        <source>Double click to see the events of a provider</source>
        <translation>Doppelklick zeigt die Ereignisse eines Anbieters</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Most frequent responses</source>
        <translation>Häufigste Antworten</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 d</source>
        <translation>7 T</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>&amp;5 minutes</source>
        <translation>&amp;5 Minuten</translation>
    </message>
    <message>
        <source>&amp;1 hour</source>
        <translation>&amp;1 Stunde</translation>
    </message>
    <message>
        <source>24 &amp;hours</source>
        <translation>24 S&amp;tunden</translation>
    </message>
    <message>
        <source>7 da&amp;ys</source>
        <translation>7 Ta&amp;ge</translation>
    </message>
    <message>
        <source>Overview: %1</source>
        <translation>Überblick: %1</translation>
    </message>
    <message>
        <source>Time that the charts show</source>
        <translation>Zeit, die die Diagramme zeigen</translation>
    </message>
    <message>
        <source>Click to see these events</source>
        <translation>Klick zeigt diese Ereignisse</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation>Verschoben</translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>Rejected at intake</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>Beschwerden</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Spool</source>
        <translation>Spool</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>Traffic, recipients a second</source>
        <translation>Verkehr, Empfänger je Sekunde</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>Queue depth, recipients</source>
        <translation>Wartende Empfänger</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Time to delivery, seconds</source>
        <translation>Zeit bis zur Zustellung, Sekunden</translation>
    </message>
    <message>
        <source>Nothing was delivered in this time</source>
        <translation>In dieser Zeit wurde nichts zugestellt</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>recipients a second</source>
        <translation>Empfänger je Sekunde</translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation>Wartende</translation>
    </message>
    <message>
        <source>recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Time to delivery</source>
        <translation>Zeit bis zur Zustellung</translation>
    </message>
    <message>
        <source>seconds from acceptance to delivery</source>
        <translation>Sekunden von Annahme bis Zustellung</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>letzte %1</translation>
    </message>
    <message>
        <source>%1, alike ones together</source>
        <translation>%1, gleiche zusammen</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>älteste %1</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>nichts wartet</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation>%1 ein</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>pace now</source>
        <translation>Tempo jetzt</translation>
    </message>
    <message>
        <source>Complaints so far, and their share of what was delivered</source>
        <translation>Beschwerden bisher und ihr Anteil am Zugestellten</translation>
    </message>
    <message>
        <source>Nothing in this time</source>
        <translation>Nichts in dieser Zeit</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>alle übrigen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Refused, by category</source>
        <translation>Abgewiesen, nach Kategorie</translation>
    </message>
    <message>
        <source>What the chart shows</source>
        <translation>Was das Diagramm zeigt</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Only what this provider refused</source>
        <translation>Nur was dieser Anbieter abwies</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>Alle Anbieter</translation>
    </message>
    <message>
        <source>Refusals a minute, by category</source>
        <translation>Abweisungen je Minute, nach Kategorie</translation>
    </message>
    <message>
        <source> /min</source>
        <translation> /min</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Refusals</source>
        <translation>Abweisungen</translation>
    </message>
    <message>
        <source>refusals a minute; click an area for its events</source>
        <translation>je Minute; ein Klick auf eine Fläche zeigt ihre Ereignisse</translation>
    </message>
    <message>
        <source>Nothing was refused in this time</source>
        <translation>In dieser Zeit wurde nichts abgewiesen</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keiner)</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ProblemModel</name>
    <message>
        <source>%1 in line %2 of %3: %4</source>
        <translation>%1 in Zeile %2 von %3: %4</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wo</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::QueueDetail</name>
    <message>
        <source>No traffic in the last hour</source>
        <translation>Kein Verkehr in der letzten Stunde</translation>
    </message>
    <message>
        <source>Traffic over time is kept by queue and by provider</source>
        <translation>Verkehr über die Zeit gibt es je Warteschlange und Anbieter</translation>
    </message>
    <message>
        <source>%1 recipients · %2 delivered, %3 deferred, %4 bounced</source>
        <translation>%1 Empfänger · %2 zugestellt, %3 verschoben, %4 unzustellbar</translation>
    </message>
    <message>
        <source>binds now</source>
        <translation>bindet jetzt</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>Waiting for an attempt…</source>
        <translation>Warte auf einen Versuch…</translation>
    </message>
    <message>
        <source>end: %1</source>
        <translation>Ende: %1</translation>
    </message>
    <message>
        <source>No queue chosen</source>
        <translation>Keine Warteschlange gewählt</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>deferred</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>bounced</source>
        <translation>unzustellbar</translation>
    </message>
    <message>
        <source>Traffic of this queue, recipients a second</source>
        <translation>Verkehr dieser Warteschlange, Empfänger je Sekunde</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>set by</source>
        <translation>gesetzt von</translation>
    </message>
    <message>
        <source>next slot</source>
        <translation>nächster Platz</translation>
    </message>
    <message>
        <source>Limits that hold this queue back</source>
        <translation>Grenzen, die diese Warteschlange zurückhalten</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Mitschnitt</translation>
    </message>
    <message>
        <source>About this queue</source>
        <translation>Über diese Warteschlange</translation>
    </message>
    <message>
        <source>Show in Events</source>
        <translation>In Ereignissen zeigen</translation>
    </message>
    <message>
        <source>Every event of this queue, in the view Events</source>
        <translation>Alle Ereignisse dieser Warteschlange in der Ansicht Ereignisse</translation>
    </message>
    <message>
        <source>More messages</source>
        <translation>Weitere Nachrichten</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>recipient</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nächster</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>instead of</source>
        <translation>statt</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>History of this queue</source>
        <translation>Verlauf dieser Warteschlange</translation>
    </message>
    <message>
        <source>Messages of this queue</source>
        <translation>Nachrichten dieser Warteschlange</translation>
    </message>
    <message>
        <source>Effective settings</source>
        <translation>Geltende Einstellungen</translation>
    </message>
    <message>
        <source>Connections of this queue</source>
        <translation>Verbindungen dieser Warteschlange</translation>
    </message>
    <message>
        <source>Last events of this queue</source>
        <translation>Letzte Ereignisse dieser Warteschlange</translation>
    </message>
    <message>
        <source>Trace one attempt</source>
        <translation>Einen Versuch mitschneiden</translation>
    </message>
    <message>
        <source>Delivers one message of this queue now and shows the dialogue as it happens</source>
        <translation>Stellt jetzt eine Nachricht dieser Warteschlange zu und zeigt den Dialog dabei</translation>
    </message>
    <message>
        <source>Dialogue with the receiver</source>
        <translation>Dialog mit dem Empfänger</translation>
    </message>
    <message>
        <source>Double click or Enter: to the line that set it</source>
        <translation>Doppelklick oder Eingabe: zu der Zeile, die es gesetzt hat</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::QueueModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 recipients, %2; %3 wait for a retry, %4 are being delivered</source>
        <translation>%1 Empfänger, %2; %3 warten auf einen neuen Versuch, %4 werden zugestellt</translation>
    </message>
    <message>
        <source>Recipients that waited, minute by minute</source>
        <translation>Wartende Empfänger, Minute für Minute</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>virtual MTA</source>
        <translation>virtueller MTA</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>letzte Stunde</translation>
    </message>
    <message>
        <source>conn</source>
        <translation>Verb.</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>waiting for</source>
        <translation>wartet auf</translation>
    </message>
    <message>
        <source>next</source>
        <translation>nächster</translation>
    </message>
    <message>
        <source>oldest</source>
        <translation>älteste</translation>
    </message>
    <message>
        <source>last response</source>
        <translation>letzte Antwort</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::QueuesView</name>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Pause %1 with %2? Mail goes on being accepted and waits.</source>
        <translation>%1 mit %2 pausieren? Post wird weiter angenommen und wartet.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on delivering %1 with %2?</source>
        <translation>Zustellung von %1 mit %2 fortsetzen?</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Try %1 with %2 now, without waiting for their time?</source>
        <translation>%1 mit %2 jetzt versuchen, ohne auf ihre Zeit zu warten?</translation>
    </message>
    <message>
        <source>Set back-off mode</source>
        <translation>Drosseln</translation>
    </message>
    <message>
        <source>Set normal mode</source>
        <translation>Drosselung aufheben</translation>
    </message>
    <message>
        <source>Deliver %1 with %2 slowly, in back-off mode?</source>
        <translation>%1 mit %2 gedrosselt zustellen?</translation>
    </message>
    <message>
        <source>Deliver %1 with %2 in normal mode again?</source>
        <translation>%1 mit %2 wieder normal zustellen?</translation>
    </message>
    <message>
        <source>Set back-off</source>
        <translation>Drosseln</translation>
    </message>
    <message>
        <source>Set normal</source>
        <translation>Aufheben</translation>
    </message>
    <message>
        <source>Delete mail</source>
        <translation>Post löschen</translation>
    </message>
    <message>
        <source>Delete the mail of %1: %2?</source>
        <translation>Die Post von %1 löschen: %2?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Tell the senders with a bounce</source>
        <translation>Den Absendern eine Unzustellbarkeit melden</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Schlangen</translation>
    </message>
    <message>
        <source>filter, for example  mode:backoff depth:&gt;1000</source>
        <translation>Filter, zum Beispiel  mode:backoff depth:&gt;1000</translation>
    </message>
    <message>
        <source>Filter of queues</source>
        <translation>Filter der Warteschlangen</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>Virtual MTAs</source>
        <translation>Virtuelle MTAs</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>Gruppiert nach</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>Jetzt ve&amp;rsuchen</translation>
    </message>
    <message>
        <source>Try the selected queues now; says first how many recipients it concerns</source>
        <translation>Die gewählten Warteschlangen jetzt versuchen; sagt zuerst, wie viele Empfänger es betrifft</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>&amp;Pause…</source>
        <translation>&amp;Pausieren…</translation>
    </message>
    <message>
        <source>Stop delivery of the selected queues</source>
        <translation>Zustellung der gewählten Warteschlangen anhalten</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation>Ctrl+P</translation>
    </message>
    <message>
        <source>R&amp;esume…</source>
        <translation>&amp;Fortsetzen…</translation>
    </message>
    <message>
        <source>Go on with delivery of the selected queues</source>
        <translation>Zustellung der gewählten Warteschlangen fortsetzen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation>Ctrl+Shift+P</translation>
    </message>
    <message>
        <source>Set &amp;back-off mode…</source>
        <translation>&amp;Drosseln…</translation>
    </message>
    <message>
        <source>Deliver the selected queues slowly</source>
        <translation>Die gewählten Warteschlangen langsam zustellen</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Set &amp;normal mode…</source>
        <translation>Drosselung &amp;aufheben…</translation>
    </message>
    <message>
        <source>End back-off of the selected queues</source>
        <translation>Drosselung der gewählten Warteschlangen beenden</translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation>Ctrl+Shift+B</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen…</translation>
    </message>
    <message>
        <source>Delete the mail of the selected queues, with or without a bounce to the senders</source>
        <translation>Post der gewählten Warteschlangen löschen, mit oder ohne Meldung an die Absender</translation>
    </message>
    <message>
        <source>Ctrl+Del</source>
        <translation>Ctrl+Del</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 selected · %2 recipients · %3</source>
        <translation>%1 gewählt · %2 Empfänger · %3</translation>
    </message>
    <message>
        <source>Show events</source>
        <translation>Ereignisse zeigen</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::RecordModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 delivered, %2 deferred, %3 bounced</source>
        <translation>%1 zugestellt, %2 verschoben, %3 unzustellbar</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ReviewDialog</name>
    <message>
        <source>Review and apply</source>
        <translation>Durchsehen und anwenden</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen …</translation>
    </message>
    <message>
        <source>Changed files</source>
        <translation>Geänderte Dateien</translation>
    </message>
    <message>
        <source>Why? These words are kept in the history with the change</source>
        <translation>Warum? Diese Worte bleiben mit der Änderung im Verlauf</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Put your changes and the other ones together</source>
        <translation>Ihre Änderungen und die anderen zusammenbringen</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>runs now</source>
        <translation>läuft jetzt</translation>
    </message>
    <message>
        <source>your text</source>
        <translation>Ihr Text</translation>
    </message>
    <message>
        <source>%1 · runs now</source>
        <translation>%1 · läuft jetzt</translation>
    </message>
    <message>
        <source>Nothing differs from what runs.</source>
        <translation>Nichts unterscheidet sich von dem, was läuft.</translation>
    </message>
    <message>
        <source>The daemon cannot be asked now. Its answer comes when it is there again.</source>
        <translation>Der Dienst kann gerade nicht gefragt werden. Seine Antwort kommt, wenn er wieder da ist.</translation>
    </message>
    <message>
        <source>Asking the daemon…</source>
        <translation>Der Dienst wird gefragt …</translation>
    </message>
    <message>
        <source>The daemon could not tell the effect: %1</source>
        <translation>Der Dienst konnte die Wirkung nicht sagen: %1</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>Wird angewandt …</translation>
    </message>
    <message>
        <source>%1 was changed by somebody else since you began. Merge both changes first.</source>
        <translation>%1 wurde von jemand anderem geändert, seit Sie begonnen haben. Führen Sie zuerst beide Änderungen zusammen.</translation>
    </message>
    <message>
        <source>%1 was changed by %2 since you began. Merge both changes first.</source>
        <translation>%1 wurde von %2 geändert, seit Sie begonnen haben. Führen Sie zuerst beide Änderungen zusammen.</translation>
    </message>
    <message>
        <source>There is nothing to apply.</source>
        <translation>Es gibt nichts anzuwenden.</translation>
    </message>
    <message>
        <source>The daemon is away; nothing can be applied now.</source>
        <translation>Der Dienst ist fort; jetzt kann nichts angewandt werden.</translation>
    </message>
    <message>
        <source>You are %1 here; only an admin may apply.</source>
        <translation>Sie sind hier %1; nur ein Verwalter darf anwenden.</translation>
    </message>
    <message>
        <source>The daemon may not write these files.</source>
        <translation>Der Dienst darf diese Dateien nicht schreiben.</translation>
    </message>
    <message>
        <source>The daemon did not take it; what ran before runs on.</source>
        <translation>Der Dienst hat es nicht übernommen; was vorher lief, läuft weiter.</translation>
    </message>
    <message>
        <source>Version %1 runs.</source>
        <translation>Fassung %1 läuft.</translation>
    </message>
    <message>
        <source>Only after a restart: %1.</source>
        <translation>Erst nach einem Neustart: %1.</translation>
    </message>
    <message>
        <source>These texts are longer than the daemon reads in one request. Put parts of them into files of their own and include them.</source>
        <translation>Diese Texte sind länger, als der Dienst in einer Anfrage liest. Legen Sie Teile davon in eigene Dateien und binden Sie sie ein.</translation>
    </message>
    <message>
        <source>%1 was edited by hand where the daemon runs, and does not run yet. Merge both changes first.</source>
        <translation>%1 wurde dort, wo der Dienst läuft, von Hand bearbeitet und läuft noch nicht. Führen Sie zuerst beide Änderungen zusammen.</translation>
    </message>
    <message>
        <source>The daemon checks the texts again, writes the files and takes them in one step  (Ctrl+Enter)</source>
        <translation>Der Dienst prüft die Texte noch einmal, schreibt die Dateien und übernimmt sie in einem Schritt  (Strg+Enter)</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::RpcClient</name>
    <message>
        <source>The daemon did not answer in time.</source>
        <translation>Der Dienst hat nicht rechtzeitig geantwortet.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::RuleDialog</name>
    <message>
        <source>Start over</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Write and review…</source>
        <translation>Schreiben und prüfen…</translation>
    </message>
    <message>
        <source>What it finds</source>
        <translation>Was es findet</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>category now</source>
        <translation>Kategorie jetzt</translation>
    </message>
    <message>
        <source>response, alike ones together</source>
        <translation>Antwort, gleiche zusammen</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Make a rule from this response</source>
        <translation>Regel aus dieser Antwort machen</translation>
    </message>
    <message>
        <source>Put this response into another category</source>
        <translation>Diese Antwort in eine andere Kategorie ordnen</translation>
    </message>
    <message>
        <source>Click the parts of the response: words are kept or left out, what varies stands for others of its kind, is kept, or is left out. The pattern below follows.</source>
        <translation>Klicken Sie auf die Teile der Antwort: Wörter werden behalten oder weggelassen; was wechselt, steht für andere seiner Art, wird behalten oder weggelassen. Das Muster darunter folgt.</translation>
    </message>
    <message>
        <source>Writes an entry of &lt;bounce-category-patterns&gt; that finds exactly this response, whatever its addresses, numbers and ids are. Such an entry decides before every other rule, is part of the configuration&apos;s history and can be taken back there; the table of rules that comes with Mailrace stays as it is.</source>
        <translation>Schreibt einen Eintrag in &lt;bounce-category-patterns&gt;, der genau diese Antwort findet, welche Adressen, Zahlen und Kennungen auch immer darin stehen. Ein solcher Eintrag entscheidet vor jeder anderen Regel, gehört zum Verlauf der Konfiguration und lässt sich dort zurücknehmen; die mitgelieferte Regeltabelle bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Asking the daemon…</source>
        <translation>Der Dienst wird gefragt …</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>A regular expression (RE2); capital letters do not matter. It is tried on the response in one line.</source>
        <translation>Ein regulärer Ausdruck (RE2); Groß- und Kleinschreibung sind gleich. Er wird an der Antwort in einer Zeile erprobt.</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Takes the pattern from the parts again</source>
        <translation>Nimmt das Muster wieder aus den Teilen</translation>
    </message>
    <message>
        <source>The line for &lt;bounce-category-patterns&gt;, for the clipboard</source>
        <translation>Die Zeile für &lt;bounce-category-patterns&gt;, für die Zwischenablage</translation>
    </message>
    <message>
        <source>Writes the entry into the text of the configuration and shows the review; nothing holds before you apply it</source>
        <translation>Schreibt den Eintrag in den Text der Konfiguration und zeigt die Prüfung; vor dem Anwenden gilt nichts</translation>
    </message>
    <message>
        <source>&amp;Pattern</source>
        <translation>&amp;Muster</translation>
    </message>
    <message>
        <source>&amp;Category</source>
        <translation>&amp;Kategorie</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Parts of the response</source>
        <translation>Teile der Antwort</translation>
    </message>
    <message>
        <source>Responses that the pattern finds</source>
        <translation>Antworten, die das Muster findet</translation>
    </message>
    <message>
        <source>Double click to see the events</source>
        <translation>Doppelklick zeigt die Ereignisse</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>stands for others of its kind</source>
        <translation>steht für andere seiner Art</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>weggelassen</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>Jetzt: %1.</translation>
    </message>
    <message>
        <source>Addresses refused as %1 go into suppression list %2 after %3 times.</source>
        <translation>Als %1 abgewiesene Adressen kommen nach %3-mal in die Sperrliste %2.</translation>
    </message>
    <message>
        <source>With another category a reply is retried or given up as its code says (4xx, 5xx).</source>
        <translation>Mit einer anderen Kategorie wird eine Antwort so wiederholt oder aufgegeben, wie ihr Code sagt (4xx, 5xx).</translation>
    </message>
    <message>
        <source>Choose a category.</source>
        <translation>Wählen Sie eine Kategorie.</translation>
    </message>
    <message>
        <source>Choose another category than now.</source>
        <translation>Wählen Sie eine andere Kategorie als jetzt.</translation>
    </message>
    <message>
        <source>The configuration has not arrived from the daemon yet.</source>
        <translation>Die Konfiguration ist vom Dienst noch nicht gekommen.</translation>
    </message>
    <message>
        <source>You may not change the configuration here: copy the line for somebody who may.</source>
        <translation>Sie dürfen die Konfiguration hier nicht ändern: kopieren Sie die Zeile für jemanden, der es darf.</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird gesucht…</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::RulePreview</name>
    <message>
        <source>There are no refusals in the history yet to try it on.</source>
        <translation>Im Verlauf gibt es noch keine Abweisungen, an denen es zu erproben wäre.</translation>
    </message>
    <message>
        <source>Finds %1 of the last %2 refusals (since %3)</source>
        <translation>Findet %1 der letzten %2 Abweisungen (seit %3)</translation>
    </message>
    <message>
        <source>, all of which are %1 already.</source>
        <translation>, die alle schon %1 sind.</translation>
    </message>
    <message>
        <source>; all of them would become %1.</source>
        <translation>; alle davon würden %1.</translation>
    </message>
    <message>
        <source>; %1 of them would become %2.</source>
        <translation>; %1 davon würden %2.</translation>
    </message>
    <message>
        <source>Time ran out before all were tried.</source>
        <translation>Die Zeit reichte nicht für alle.</translation>
    </message>
    <message>
        <source>It does not find the response that it was made from.</source>
        <translation>Es findet die Antwort nicht, aus der es gemacht wurde.</translation>
    </message>
    <message>
        <source>It finds %1 of %2 responses that mean the same as this one.</source>
        <translation>Es findet %1 von %2 Antworten, die dasselbe besagen wie diese.</translation>
    </message>
    <message>
        <source>Too wide: it also finds %1 of %2 successes.</source>
        <translation>Zu weit: es findet auch %1 von %2 Erfolgen.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>It finds responses of several categories: %1. Keep more words if they mean different things.</source>
        <translation>Es findet Antworten mehrerer Kategorien: %1. Behalten Sie mehr Wörter, wenn sie Verschiedenes besagen.</translation>
    </message>
    <message>
        <source>Too wide: it finds %1 of all refusals.</source>
        <translation>Zu weit: es findet %1 aller Abweisungen.</translation>
    </message>
    <message>
        <source>It finds none of the refusals that came lately.</source>
        <translation>Es findet keine der letzten Abweisungen.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Version of this application</source>
        <translation>Version dieser Anwendung</translation>
    </message>
    <message>
        <source>%1 · local socket · %2</source>
        <translation>%1 · lokaler Socket · %2</translation>
    </message>
    <message>
        <source>Daemon %1, application %2</source>
        <translation>Dienst %1, Anwendung %2</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>ein %1</translation>
    </message>
    <message>
        <source>Recipients accepted a second</source>
        <translation>Angenommene Empfänger je Sekunde</translation>
    </message>
    <message>
        <source>out %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>Recipients delivered a second</source>
        <translation>Zugestellte Empfänger je Sekunde</translation>
    </message>
    <message>
        <source>queued %1</source>
        <translation>wartend %1</translation>
    </message>
    <message>
        <source>Recipients that wait for delivery</source>
        <translation>Empfänger, die auf Zustellung warten</translation>
    </message>
    <message>
        <source>connections %1</source>
        <translation>Verbindungen %1</translation>
    </message>
    <message>
        <source>Connections to receivers; %1 from feeders</source>
        <translation>Verbindungen zu Empfängern; %1 von Einlieferern</translation>
    </message>
    <message>
        <source>spool %1 free</source>
        <translation>Spool %1 frei</translation>
    </message>
    <message>
        <source>spool refuses mail: %1</source>
        <translation>Spool nimmt keine Post an: %1</translation>
    </message>
    <message>
        <source>%1 in use by %2 messages</source>
        <translation>%1 belegt von %2 Nachrichten</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::SuppressionAddDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add to a suppression list</source>
        <translation>In eine Sperrliste aufnehmen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Entries, one a line</source>
        <translation>Einträge, einer je Zeile</translation>
    </message>
    <message>
        <source>maria@example.com
@example.com
abuse
/^test-.*@example\.com$/</source>
        <translation>maria@example.com
@example.com
abuse
/^test-.*@example\.com$/</translation>
    </message>
    <message>
        <source>why, for those who ask later</source>
        <translation>warum, für alle, die später fragen</translation>
    </message>
    <message>
        <source>One entry a line: an address; @ and a domain for everybody there; a name without @ for that name at every domain; /…/ for a pattern. Capital letters do not matter.</source>
        <translation>Ein Eintrag je Zeile: eine Adresse; @ und eine Domain für alle dort; ein Name ohne @ für diesen Namen in jeder Domain; /…/ für ein Muster. Groß- und Kleinschreibung sind gleich.</translation>
    </message>
    <message>
        <source>&amp;List</source>
        <translation>&amp;Liste</translation>
    </message>
    <message>
        <source>&amp;Entries</source>
        <translation>&amp;Einträge</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>&amp;Holds</source>
        <translation>G&amp;ilt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>There is no list yet. Lists are made in the configuration: &lt;address-list NAME&gt;.</source>
        <translation>Es gibt noch keine Liste. Listen entstehen in der Konfiguration: &lt;address-list NAME&gt;.</translation>
    </message>
    <message>
        <source>At most %1 lines at once: import a file for more.</source>
        <translation>Höchstens %1 Zeilen auf einmal: für mehr eine Datei einlesen.</translation>
    </message>
    <message>
        <source>1 new entry</source>
        <translation>1 neuer Eintrag</translation>
    </message>
    <message>
        <source>%1 new entries</source>
        <translation>%1 neue Einträge</translation>
    </message>
    <message>
        <source>%1 there already</source>
        <translation>%1 schon da</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Added 1 entry to %1.</source>
        <translation>1 Eintrag in %1 aufgenommen.</translation>
    </message>
    <message>
        <source>Added %2 entries to %1.</source>
        <translation>%2 Einträge in %1 aufgenommen.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::SuppressionExport</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::SuppressionImport</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::SuppressionImportDialog</name>
    <message>
        <source>Refused lines</source>
        <translation>Abgelehnte Zeilen</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>Try only</source>
        <translation>Nur erproben</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Import into a suppression list</source>
        <translation>In eine Sperrliste einlesen</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>why, for those who ask later</source>
        <translation>warum, für alle, die später fragen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>&amp;List</source>
        <translation>&amp;Liste</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>&amp;Holds</source>
        <translation>G&amp;ilt</translation>
    </message>
    <message>
        <source>One entry a line, or CSV as an export writes it. The file is sent in pieces and may have millions of lines.</source>
        <translation>Ein Eintrag je Zeile, oder CSV, wie es ein Export schreibt. Die Datei geht in Stücken zum Dienst und darf Millionen Zeilen haben.</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Fortschritt des Einlesens</translation>
    </message>
    <message>
        <source>Reads the whole file and says what would come of it; nothing is changed</source>
        <translation>Liest die ganze Datei und sagt, was daraus würde; nichts wird geändert</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1 lines: %2 new, %3 there already, %4 refused</source>
        <translation>%1 Zeilen: %2 neu, %3 schon da, %4 abgelehnt</translation>
    </message>
    <message>
        <source>Until then: %1. It stays.</source>
        <translation>Bis dahin: %1. Das bleibt.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>Tried, nothing was changed. %1.</source>
        <translation>Erprobt, nichts wurde geändert. %1.</translation>
    </message>
    <message>
        <source>Imported. %1.</source>
        <translation>Eingelesen. %1.</translation>
    </message>
    <message>
        <source>Imported %1 entries into %2.</source>
        <translation>%1 Einträge in %2 eingelesen.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::SuppressionLists</name>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>at the first %1</source>
        <translation>beim ersten %1</translation>
    </message>
    <message>
        <source>after %1 × %2</source>
        <translation>nach %1 × %2</translation>
    </message>
    <message>
        <source> within %1</source>
        <translation> innerhalb von %1</translation>
    </message>
    <message>
        <source>, for %1</source>
        <translation>, für %1</translation>
    </message>
    <message>
        <source>, for good</source>
        <translation>, für immer</translation>
    </message>
    <message>
        <source>hashed</source>
        <translation>als Hash</translation>
    </message>
    <message>
        <source>fills itself</source>
        <translation>füllt sich selbst</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>verwendet von %1</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>Alle Listen</translation>
    </message>
    <message>
        <source>1 list</source>
        <translation>1 Liste</translation>
    </message>
    <message>
        <source>%1 lists</source>
        <translation>%1 Listen</translation>
    </message>
    <message>
        <source>Takes an address %1</source>
        <translation>Nimmt eine Adresse auf: %1</translation>
    </message>
    <message>
        <source>%1, %2 entries, %3</source>
        <translation>%1, %2 Einträge, %3</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::SuppressionModel</name>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>local part</source>
        <translation>lokaler Teil</translation>
    </message>
    <message>
        <source>domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>by itself: %1</source>
        <translation>von selbst: %1</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>eingelesen</translation>
    </message>
    <message>
        <source>imported by %1</source>
        <translation>eingelesen von %1</translation>
    </message>
    <message>
        <source>configuration, %1</source>
        <translation>Konfiguration, %1</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>expires</source>
        <translation>läuft ab</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::SuppressionView</name>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>Add addresses, domains, local parts or patterns to a list</source>
        <translation>Adressen, Domains, lokale Teile oder Muster in eine Liste aufnehmen</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Ctrl+N</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Remove the chosen entries; mail to them is taken again</source>
        <translation>Die gewählten Einträge entfernen; Post an sie wird wieder angenommen</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>&amp;Undo the removal</source>
        <translation>Entfernen &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Adds what was removed last again</source>
        <translation>Nimmt zuletzt Entferntes wieder auf</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>E&amp;inlesen…</translation>
    </message>
    <message>
        <source>Import a file with one entry a line, or CSV</source>
        <translation>Eine Datei mit einem Eintrag je Zeile oder CSV einlesen</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Write the chosen list into a file</source>
        <translation>Die gewählte Liste in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>&amp;Check an address</source>
        <translation>Adresse &amp;prüfen</translation>
    </message>
    <message>
        <source>Which entry keeps mail from an address, and why</source>
        <translation>Welcher Eintrag Post von einer Adresse fernhält, und warum</translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation>Ctrl+G</translation>
    </message>
    <message>
        <source>These entries stand in the configuration: change them there.</source>
        <translation>Diese Einträge stehen in der Konfiguration: ändern Sie sie dort.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>Remove from suppression lists</source>
        <translation>Aus Sperrlisten entfernen</translation>
    </message>
    <message>
        <source>Remove %1? Mail to them is taken again.</source>
        <translation>%1 entfernen? Post dorthin wird wieder angenommen.</translation>
    </message>
    <message>
        <source>From: %1.</source>
        <translation>Aus: %1.</translation>
    </message>
    <message>
        <source>Some came by themselves and will come again when mail to them fails again.</source>
        <translation>Einige kamen von selbst und kommen wieder, wenn Post dorthin wieder scheitert.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Removed 1 entry.</source>
        <translation>1 Eintrag entfernt.</translation>
    </message>
    <message>
        <source>Removed %1 entries.</source>
        <translation>%1 Einträge entfernt.</translation>
    </message>
    <message>
        <source>%1 were gone already.</source>
        <translation>%1 waren schon fort.</translation>
    </message>
    <message>
        <source>Put 1 entry back.</source>
        <translation>1 Eintrag wieder aufgenommen.</translation>
    </message>
    <message>
        <source>Put %1 entries back.</source>
        <translation>%1 Einträge wieder aufgenommen.</translation>
    </message>
    <message>
        <source>Import into a suppression list</source>
        <translation>In eine Sperrliste einlesen</translation>
    </message>
    <message>
        <source>Lists (*.txt *.csv *.lst)</source>
        <translation>Listen (*.txt *.csv *.lst)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exportiere…</translation>
    </message>
    <message>
        <source>Copy entry</source>
        <translation>Eintrag kopieren</translation>
    </message>
    <message>
        <source>Why is it suppressed?</source>
        <translation>Warum ist sie gesperrt?</translation>
    </message>
    <message>
        <source>Events of this recipient</source>
        <translation>Ereignisse dieses Empfängers</translation>
    </message>
    <message>
        <source>Show in the configuration</source>
        <translation>In der Konfiguration zeigen</translation>
    </message>
    <message>
        <source>Suppression</source>
        <translation>Sperrlisten</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Open the configuration</source>
        <translation>Konfiguration öffnen</translation>
    </message>
    <message>
        <source>search: a part of an address, domain or pattern</source>
        <translation>Suche: ein Teil einer Adresse, einer Domain oder eines Musters</translation>
    </message>
    <message>
        <source>Search in the lists</source>
        <translation>In den Listen suchen</translation>
    </message>
    <message>
        <source>Kind of entries</source>
        <translation>Art der Einträge</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Exporting: %1 entries</source>
        <translation>Exportiere: %1 Einträge</translation>
    </message>
    <message>
        <source>Exported %1 entries.</source>
        <translation>%1 Einträge exportiert.</translation>
    </message>
    <message>
        <source>Export stopped; no file was written.</source>
        <translation>Export angehalten; es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>How the list is used</source>
        <translation>Wie die Liste verwendet wird</translation>
    </message>
    <message>
        <source>Adds the removed entries again, with their reasons and ends; their origin is you then</source>
        <translation>Nimmt die entfernten Einträge wieder auf, mit Grund und Ablauf; ihre Herkunft sind dann Sie</translation>
    </message>
    <message>
        <source>Entries of suppression lists</source>
        <translation>Einträge von Sperrlisten</translation>
    </message>
    <message>
        <source>Holds keyed hashes (%1), not addresses: search by a whole address.</source>
        <translation>Enthält Hashwerte mit Schlüssel (%1), keine Adressen: suchen Sie nach einer ganzen Adresse.</translation>
    </message>
    <message>
        <source>No source uses this list: name it in suppression-lists of a source.</source>
        <translation>Keine Quelle verwendet diese Liste: nennen Sie sie in suppression-lists einer Quelle.</translation>
    </message>
    <message>
        <source>Mail that comes in by %1 is kept from these recipients.</source>
        <translation>Post, die über %1 hereinkommt, wird von diesen Empfängern ferngehalten.</translation>
    </message>
    <message>
        <source>Takes an address by itself %1.</source>
        <translation>Nimmt eine Adresse von selbst auf: %1.</translation>
    </message>
    <message>
        <source>So says &lt;a href=&quot;%1&quot;&gt;%2&lt;/a&gt;.</source>
        <translation>So sagt es &lt;a href=&quot;%1&quot;&gt;%2&lt;/a&gt;.</translation>
    </message>
    <message>
        <source>The configuration no longer names this list.</source>
        <translation>Die Konfiguration nennt diese Liste nicht mehr.</translation>
    </message>
    <message>
        <source>All lists</source>
        <translation>Alle Listen</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <translation>Noch keine Daten.</translation>
    </message>
    <message>
        <source>&lt;b&gt;There is no suppression list yet.&lt;/b&gt;&lt;p&gt;A list names recipients that get no mail: those who asked, those whose mailbox is gone, those who complained. It is made in the configuration and used by a source:&lt;table align=&quot;center&quot;&gt;&lt;tr&gt;&lt;td align=&quot;left&quot;&gt;&lt;pre&gt;&amp;lt;address-list gone&amp;gt;
&amp;lt;/address-list&amp;gt;
&amp;lt;source 10/8&amp;gt;
    suppression-lists gone
&amp;lt;/source&amp;gt;&lt;/pre&gt;&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;Then entries are added, imported and searched here.</source>
        <translation>&lt;b&gt;Es gibt noch keine Sperrliste.&lt;/b&gt;&lt;p&gt;Eine Liste nennt Empfänger, die keine Post bekommen: die darum baten, deren Postfach es nicht mehr gibt, die sich beschwerten. Sie entsteht in der Konfiguration und wird von einer Quelle verwendet:&lt;table align=&quot;center&quot;&gt;&lt;tr&gt;&lt;td align=&quot;left&quot;&gt;&lt;pre&gt;&amp;lt;address-list gone&amp;gt;
&amp;lt;/address-list&amp;gt;
&amp;lt;source 10/8&amp;gt;
    suppression-lists gone
&amp;lt;/source&amp;gt;&lt;/pre&gt;&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;Dann werden Einträge hier aufgenommen, eingelesen und gesucht.</translation>
    </message>
    <message>
        <source>This list holds hashes, not addresses. Type a whole address to find it.</source>
        <translation>Diese Liste enthält Hashwerte, keine Adressen. Geben Sie eine ganze Adresse ein, um sie zu finden.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht…</translation>
    </message>
    <message>
        <source>Nothing in %1 matches.</source>
        <translation>In %1 passt nichts.</translation>
    </message>
    <message>
        <source>any list</source>
        <translation>den Listen</translation>
    </message>
    <message>
        <source>&lt;b&gt;Nothing in this list yet.&lt;/b&gt;&lt;p&gt;Add entries by hand, import a file with one address a line, or suppress a recipient from an event.</source>
        <translation>&lt;b&gt;In dieser Liste steht noch nichts.&lt;/b&gt;&lt;p&gt;Nehmen Sie Einträge von Hand auf, lesen Sie eine Datei mit einer Adresse je Zeile ein, oder sperren Sie einen Empfänger von einem Ereignis aus.</translation>
    </message>
    <message>
        <source>&lt;p&gt;It also fills by itself, see above.</source>
        <translation>&lt;p&gt;Sie füllt sich auch von selbst, siehe oben.</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>%1 found so far</source>
        <translation>%1 bisher gefunden</translation>
    </message>
    <message>
        <source> · searching…</source>
        <translation> · wird gesucht…</translation>
    </message>
    <message>
        <source>help:events#the-suppression-view</source>
        <translation>help:events#die-ansicht-der-sperrlisten</translation>
    </message>
    <message>
        <source>%1 stand in the configuration and stay.</source>
        <translation>%1 stehen in der Konfiguration und bleiben.</translation>
    </message>
    <message>
        <source>%1 others that were chosen are too many or too far away to be removed at once.</source>
        <translation>%1 weitere gewählte sind zu viele oder zu weit weg, um auf einmal entfernt zu werden.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::TimeChart</name>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Transport</name>
    <message>
        <source>The daemon sent a line that is too long.</source>
        <translation>Der Dienst sandte eine zu lange Zeile.</translation>
    </message>
    <message>
        <source>What answers on this socket does not speak Mailrace&apos;s protocol.</source>
        <translation>Was auf diesem Socket antwortet, spricht nicht das Protokoll von Mailrace.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::View</name>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation>noch keine Daten</translation>
    </message>
    <message>
        <source>The daemon has not answered since. Last update: %1</source>
        <translation>Der Dienst antwortet seither nicht. Letzter Stand: %1</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::WarmUpPanel</name>
    <message>
        <source>day %1: %2 messages</source>
        <translation>Tag %1: %2 Nachrichten</translation>
    </message>
    <message>
        <source>Its addresses</source>
        <translation>Ihre Adressen</translation>
    </message>
    <message>
        <source>name of a new one, or an existing one</source>
        <translation>Name einer neuen, oder eine vorhandene</translation>
    </message>
    <message>
        <source>The limits count for each domain of the pattern; name a provider to give it a plan of its own</source>
        <translation>Die Grenzen zählen für jede Domain des Musters; nennen Sie einen Anbieter, um ihm einen eigenen Plan zu geben</translation>
    </message>
    <message>
        <source>Established virtual MTA</source>
        <translation>Eingeführte virtuelle MTA</translation>
    </message>
    <message>
        <source>New virtual MTA</source>
        <translation>Neue virtuelle MTA</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>begin with</source>
        <translation>beginnen mit</translation>
    </message>
    <message>
        <source>each day times</source>
        <translation>jeden Tag mal</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Messages a day</source>
        <translation>Nachrichten am Tag</translation>
    </message>
    <message>
        <source>Daily limits</source>
        <translation>Tagesgrenzen</translation>
    </message>
    <message>
        <source>there is none yet</source>
        <translation>es gibt noch keine</translation>
    </message>
    <message>
        <source>%1 messages a day from day %2 on.</source>
        <translation>%1 Nachrichten am Tag ab Tag %2.</translation>
    </message>
</context>
<context>
    <name>mailrace::gui::helptext</name>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>stands in</source>
        <translation>steht in</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>Defined nowhere.</source>
        <translation>Nirgends definiert.</translation>
    </message>
    <message>
        <source>Defined in line %1 of %2.</source>
        <translation>Definiert in Zeile %1 von %2.</translation>
    </message>
    <message>
        <source>Not used.</source>
        <translation>Nicht verwendet.</translation>
    </message>
    <message>
        <source>Used once.</source>
        <translation>Einmal verwendet.</translation>
    </message>
    <message>
        <source>Used %1 times.</source>
        <translation>%1-mal verwendet.</translation>
    </message>
</context>
<context>
    <name>options</name>
    <message>
        <source>Watch and steer a Mailrace daemon.</source>
        <translation>Einen Mailrace-Dienst beobachten und steuern.</translation>
    </message>
    <message>
        <source>Socket of the daemon.</source>
        <translation>Socket des Dienstes.</translation>
    </message>
    <message>
        <source>Configuration for a daemon that is started from here.</source>
        <translation>Konfiguration für einen von hier gestarteten Dienst.</translation>
    </message>
    <message>
        <source>One more argument for a daemon that is started from here; may be repeated.</source>
        <translation>Ein weiteres Argument für einen von hier gestarteten Dienst; wiederholbar.</translation>
    </message>
    <message>
        <source>light, dark or auto (as the desktop).</source>
        <translation>light, dark oder auto (wie der Desktop).</translation>
    </message>
    <message>
        <source>Filter of the view that is shown first.</source>
        <translation>Filter der zuerst gezeigten Ansicht.</translation>
    </message>
    <message>
        <source>Remember settings in this file.</source>
        <translation>Einstellungen in dieser Datei merken.</translation>
    </message>
    <message>
        <source>Size of the window, for example 1440x900.</source>
        <translation>Größe des Fensters, zum Beispiel 1440x900.</translation>
    </message>
    <message>
        <source>Save a picture of the view (of every view when none is named) there, and exit.</source>
        <translation>Ein Bild der Ansicht (jeder, wenn keine genannt ist) dort ablegen und enden.</translation>
    </message>
    <message>
        <source>Milliseconds between the first data and the picture.</source>
        <translation>Millisekunden zwischen den ersten Daten und dem Bild.</translation>
    </message>
    <message>
        <source>Connect, wait for the first data, print one line, exit.</source>
        <translation>Verbinden, auf die ersten Daten warten, eine Zeile ausgeben, enden.</translation>
    </message>
    <message>
        <source>overview, queues, events, configuration or suppression.</source>
        <translation>overview, queues, events, configuration oder suppression.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>receipt</source>
        <translation>Annahme</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>bounce</source>
        <translation>Unzustellbar</translation>
    </message>
    <message>
        <source>deferral</source>
        <translation>Aufschub</translation>
    </message>
    <message>
        <source>queue deferral</source>
        <translation>Aufschub (Schlange)</translation>
    </message>
    <message>
        <source>rejection</source>
        <translation>Ablehnung</translation>
    </message>
    <message>
        <source>complaint</source>
        <translation>Beschwerde</translation>
    </message>
    <message>
        <source>remote bounce</source>
        <translation>Rückläufer</translation>
    </message>
    <message>
        <source>remote status</source>
        <translation>Fernstatus</translation>
    </message>
    <message>
        <source>admin</source>
        <translation>Verwalter</translation>
    </message>
    <message>
        <source>queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>daemon</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>while looking up the domain</source>
        <translation>beim Auflösen der Domain</translation>
    </message>
    <message>
        <source>while connecting</source>
        <translation>beim Verbinden</translation>
    </message>
    <message>
        <source>as greeting</source>
        <translation>als Begrüßung</translation>
    </message>
    <message>
        <source>to EHLO</source>
        <translation>auf EHLO</translation>
    </message>
    <message>
        <source>to STARTTLS</source>
        <translation>auf STARTTLS</translation>
    </message>
    <message>
        <source>during the TLS handshake</source>
        <translation>beim TLS-Handschlag</translation>
    </message>
    <message>
        <source>to AUTH</source>
        <translation>auf AUTH</translation>
    </message>
    <message>
        <source>to MAIL FROM</source>
        <translation>auf MAIL FROM</translation>
    </message>
    <message>
        <source>to RCPT TO</source>
        <translation>auf RCPT TO</translation>
    </message>
    <message>
        <source>to DATA</source>
        <translation>auf DATA</translation>
    </message>
    <message>
        <source>while the message was sent</source>
        <translation>während der Übertragung</translation>
    </message>
    <message>
        <source>to the message</source>
        <translation>auf die Nachricht</translation>
    </message>
    <message>
        <source>to QUIT</source>
        <translation>auf QUIT</translation>
    </message>
    <message>
        <source>by this daemon</source>
        <translation>durch diesen Dienst</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>back-off</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>ruht</translation>
    </message>
    <message>
        <source>hard: the address will not work</source>
        <translation>hart: die Adresse geht nicht</translation>
    </message>
    <message>
        <source>soft: may work later</source>
        <translation>weich: geht vielleicht später</translation>
    </message>
    <message>
        <source>our fault: something here is to be mended</source>
        <translation>bei uns: hier ist etwas zu richten</translation>
    </message>
    <message>
        <source>worth a look: reputation, policy or content</source>
        <translation>ansehen: Ruf, Regeln oder Inhalt</translation>
    </message>
</context>
</TS>
