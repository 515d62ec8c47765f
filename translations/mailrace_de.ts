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
        <source>Events with this code and category at this provider</source>
        <translation>Ereignisse mit diesem Code bei diesem Anbieter</translation>
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
        <source>Category %1, by rule &lt;code&gt;%2&lt;/code&gt;.</source>
        <translation>Kategorie %1, nach Regel &lt;code&gt;%2&lt;/code&gt;.</translation>
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
        <source>Write all events that match into a CSV or JSON lines file</source>
        <translation>Alle passenden Ereignisse in eine CSV- oder JSON-Lines-Datei schreiben</translation>
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
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
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
        <source>status</source>
        <translation>Status</translation>
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
    <name>mailrace::gui::RpcClient</name>
    <message>
        <source>The daemon did not answer in time.</source>
        <translation>Der Dienst hat nicht rechtzeitig geantwortet.</translation>
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
        <source>overview, queues, events or configuration.</source>
        <translation>overview, queues, events oder configuration.</translation>
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
</context>
</TS>
