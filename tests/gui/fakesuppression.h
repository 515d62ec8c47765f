// The suppression lists of the fake daemon: one of ten million generated addresses, one filled by itself, one that holds digests,
// one of the configuration. Entries added by a test come first; a search looks at a bounded part and says where it stopped.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

namespace fakedata {

class FakeSuppression {
public:
    struct Entry {
        QString kind, value, reason, origin;
        qint64 added = 0, expires = 0;  // 0: never
    };
    struct List {
        QString name, algorithm, place;
        qint64 generated = 0;
        QJsonArray automatic, sources;
        bool configured = false;  // entries of the configuration only
        QList<Entry> entries;     // newest first
        QSet<QString> removed;    // of the generated ones
        qint64 count() const { return generated - removed.size() + entries.size(); }
    };

    FakeSuppression();
    static bool answers(const QString& method) { return method.startsWith(QLatin1String("suppression.")); }
    /// `error`: "word sentence" when it is refused.
    QJsonObject call(const QString& method, const QJsonObject& params, const QString& role, QString& error);
    List* find(const QString& name);
    /// Without lists, as a new daemon.
    void clear() { m_lists.clear(); }

private:
    QJsonObject lists() const;
    QJsonObject search(const QJsonObject& params) const;
    QJsonObject check(const QString& address) const;
    QJsonObject add(List& list, const QJsonObject& params);
    QJsonObject import(List& list, const QJsonObject& params);
    QJsonObject remove(List& list, const QJsonObject& params);
    QJsonObject exportLines(const List& list, const QJsonObject& params) const;
    static Entry generatedAt(const List& list, qint64 index);
    static bool has(const List& list, const QString& value);
    static QString problemOf(const QString& value);
    static QString kindOf(const QString& value);

    QList<List> m_lists;
};

}  // namespace fakedata
