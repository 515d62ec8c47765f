<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>DaemonInfo</name>
    <message>
        <source>no role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>admin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>format</name>
    <message>
        <source>%1 /s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::AttentionPanel</name>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing. No queue is in back-off, no limit is reached, the disk has room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>critical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, until %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response that caused it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks before it changes anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>: %1 with %2. Go on?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::CommandPalette</name>
    <message>
        <source>Type an action or the name of a queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions and queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue  %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Connection</name>
    <message>
        <source>There is no connection to the daemon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon closed the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the daemon is gone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::ConnectionBar</name>
    <message>
        <source>Start the daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the connection to the daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts mailraced on this machine with the options that this application was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries to connect at once instead of at the end of the pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the daemon said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>daemon is starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>daemon is not running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>access refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>versions do not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon is not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody answers on %1 (%2). Start it here, or as a service with “systemctl start mailraced”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon is starting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reads the spool and will be ready soon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not speak to this daemon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Ask for membership in the group “mailrace” (usermod -aG mailrace NAME), then log in again. The socket is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This application and the daemon do not understand each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Install the same version of both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the daemon is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 What you see is the last that was known. The socket is %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to the daemon…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for an answer on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next attempt in %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trying…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DaemonLauncher</name>
    <message>
        <source>mailraced was not found beside this application, nor in the search path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be started: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mailraced started and ended at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mailraced was started and does not answer on the socket yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::DryRun</name>
    <message>
        <source>1 queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 recipients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 queues, %3 recipients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More mail has come meanwhile. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again may help.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EventDetail</name>
    <message>
        <source>Exact response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events with this code and category at this provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every event of this recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every event of this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue of this recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The event as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dialogue with the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other events of this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of this recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click to go to an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No dialogue was kept for this event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 took the message for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answered %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category %1, by rule &lt;code&gt;%2&lt;/code&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The response is not UTF-8; its exact bytes are kept and exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>extensions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lookup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EventModel</name>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>via</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remote host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>source address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>user</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::EventsView</name>
    <message>
        <source>&amp;Save this filter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the filter under a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all events that match into a CSV or JSON lines file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the &amp;newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the newest events again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group by &amp;response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold responses that mean the same into one row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chosen event as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters that were kept, and keeping this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting: %1 rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported %1 rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ≠ %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No filter is kept yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name for “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filter, for example  type:bounce provider:gmail code:5* since:2h &quot;blocked&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response, alike ones together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sources</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Responses, alike ones together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · following</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 new ↑</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>newest ↑</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Exporter</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::FacetModel</name>
    <message>
        <source>%1: %2 events. Click to see only these, Ctrl+click to leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Virtual MTA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response code</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::FacetPanel</name>
    <message>
        <source>Most frequent values</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Histogram</name>
    <message>
        <source>Events over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing in this time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::MainWindow</name>
    <message>
        <source>Is mail flowing, and what needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What waits, and what for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened, in the receiver&apos;s own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start the daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start mailraced on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon reads its configuration again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The configuration was read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top the daemon…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An orderly stop; queued mail stays on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this window; the daemon goes on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to anything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every action and every queue, by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a filter for this view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Mailrace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours of the &amp;desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark as the desktop says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark words on light ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dar&amp;k colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light words on dark ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;vents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K — go to anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailrace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailrace — %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the daemon on %1? Mail is neither accepted nor delivered until it is started again. What is queued stays on disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Mailrace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailrace %1, a high-volume outbound mail transfer agent with a desktop suite.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::NavigationRail</name>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::OverviewView</name>
    <message>
        <source>provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bounced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome by provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double click to see the events of a provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most frequent responses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>7 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;1 hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 &amp;hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>7 da&amp;ys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time that the charts show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see these events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bounced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected at intake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic, recipients a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue depth, recipients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to delivery, seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was delivered in this time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recipients a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recipients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>seconds from acceptance to delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, alike ones together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::QueueDetail</name>
    <message>
        <source>No traffic in the last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic over time is kept by queue and by provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 recipients · %2 delivered, %3 deferred, %4 bounced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binds now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for an attempt…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>end: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No queue chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bounced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic of this queue, recipients a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>meaning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits that hold this queue back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every event of this queue, in the view Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recipient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>instead of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History of this queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages of this queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Effective settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections of this queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last events of this queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trace one attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivers one message of this queue now and shows the dialogue as it happens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dialogue with the receiver</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::QueueModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 recipients, %2; %3 wait for a retry, %4 are being delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipients that waited, minute by minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>virtual MTA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recipients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>oldest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last response</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::QueuesView</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause %1 with %2? Mail goes on being accepted and waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on delivering %1 with %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try %1 with %2 now, without waiting for their time?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set back-off mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set normal mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deliver %1 with %2 slowly, in back-off mode?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deliver %1 with %2 in normal mode again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set back-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the mail of %1: %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the senders with a bounce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filter, for example  mode:backoff depth:&gt;1000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Domains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Virtual MTAs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the selected queues now; says first how many recipients it concerns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop delivery of the selected queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R&amp;esume…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with delivery of the selected queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set &amp;back-off mode…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deliver the selected queues slowly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set &amp;normal mode…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End back-off of the selected queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the mail of the selected queues, with or without a bounce to the senders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 selected · %2 recipients · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::RecordModel</name>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 delivered, %2 deferred, %3 bounced</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::RpcClient</name>
    <message>
        <source>The daemon did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::StatusLine</name>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version of this application</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · local socket · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daemon %1, application %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipients accepted a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>out %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipients delivered a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipients that wait for delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connections %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections to receivers; %1 from feeders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spool %1 free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spool refuses mail: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in use by %2 messages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::TimeChart</name>
    <message>
        <source>Nothing in this time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::Transport</name>
    <message>
        <source>The daemon sent a line that is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers on this socket does not speak Mailrace&apos;s protocol.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailrace::gui::View</name>
    <message>
        <source>as of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon has not answered since. Last update: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bounce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deferral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue deferral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>complaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remote bounce</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remote status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>admin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while looking up the domain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as greeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to EHLO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to STARTTLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>during the TLS handshake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to AUTH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to MAIL FROM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to RCPT TO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to DATA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>while the message was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to QUIT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by this daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back-off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>idle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
