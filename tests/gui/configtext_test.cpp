// Between bytes and UTF-16, between line ends, and what the checker makes of a set of documents.
#include <QSignalSpy>
#include <QTest>

#include "gui/models/configanalysis.h"
#include "gui/models/configchecker.h"
#include "gui/models/configtext.h"

using namespace mailrace::gui;
namespace config = mailrace::config;

class ConfigTextTest : public QObject {
    Q_OBJECT

private slots:
    void columns_in_bytes_and_in_units_agree() {
        const QString line = QStringLiteral("a\u00e4\u20ac\U0001F600z");
        const QByteArray bytes = line.toUtf8();
        for (int units : {0, 1, 2, 3, 5, 6}) {
            const auto at = configtext::bytesOfUnits(line, units);
            QCOMPARE(at, std::uint32_t(line.left(units).toUtf8().size()));
            QCOMPARE(configtext::unitsOfBytes(line, at), units);
        }
        QCOMPARE(configtext::unitsOfBytes(line, std::uint32_t(bytes.size()) + 40), int(line.size()));
    }

    void line_ends_survive() {
        const QString file = QStringLiteral("one\r\ntwo\r\n\r\nlone\rhere\r\n");
        QVERIFY(configtext::usesCrLf(file));
        const QString edited = configtext::withLf(file);
        QVERIFY(!edited.contains(QStringLiteral("\r\n")));
        QVERIFY(edited.contains(QLatin1Char('\r')));
        QCOMPARE(configtext::withCrLf(edited), file);
        QVERIFY(!configtext::usesCrLf(edited));
    }

    void a_difference_is_one_stretch() {
        const auto d = configtext::difference(u"host-name a\nx 1\n", u"host-name a\nxx 1\n");
        QCOMPARE(d.newEnd - d.from, 1);
        QCOMPARE(d.oldEnd - d.from, 0);
        QVERIFY(configtext::difference(u"same", u"same").empty());
        const auto gone = configtext::difference(u"abab", u"ab");
        QCOMPARE(gone.oldEnd - gone.from, 2);
        QCOMPARE(gone.newEnd - gone.from, 0);
    }

    void includes_are_read_from_the_documents() {
        const auto found = analyse({{QStringLiteral("/etc/m/main.conf"), QStringLiteral("include parts/*.conf\n"), 1},
                                    {QStringLiteral("/etc/m/parts/a.conf"), QStringLiteral("no-such-thing 1\n"), 1}});
        QCOMPARE(found->trees.size(), size_t(2));
        QVERIFY(found->errors() > 0);
        QCOMPARE(found->diagnostics.front().file, std::string("/etc/m/parts/a.conf"));
        QVERIFY(!found->config);
    }

    void a_file_that_only_the_daemon_can_read_is_no_error() {
        const auto found =
            analyse({{QStringLiteral("/etc/m/main.conf"), QStringLiteral("host-name a.example\ninclude other.conf\n"), 1}});
        QCOMPARE(found->errors(), size_t(0));
        QCOMPARE(found->unknownFiles, std::vector<std::string>{"/etc/m/other.conf"});
        QCOMPARE(found->diagnostics.size(), size_t(1));
        QCOMPARE(found->diagnostics.front().line, 2u);
    }

    void the_checker_skips_what_was_overtaken() {
        ConfigChecker checker;
        QSignalSpy spy(&checker, &ConfigChecker::checked);
        for (quint64 change = 1; change <= 50; ++change)
            checker.check({{QStringLiteral("m"), QStringLiteral("host-name a%1.example\n").arg(change), change}});
        QTRY_VERIFY(!checker.isBusy());
        QCOMPARE(spy.size(), 2);
        const auto last = spy.last().at(0).value<std::shared_ptr<const ConfigAnalysis>>();
        QCOMPARE(last->changes.front(), quint64(50));
    }
};

QTEST_GUILESS_MAIN(ConfigTextTest)
#include "configtext_test.moc"
