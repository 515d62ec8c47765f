// The configuration of the fake daemon: a main file and an include, their versions, and everything that somebody else may do to
// them meanwhile. It checks with the true parser; what it says of effects compares the settings of the fake queues.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QVector>
#include <map>
#include <memory>
#include <string>

#include "shared/config/load.h"

namespace fakedata {

class FakeConfig {
public:
    struct Failure {
        QString word, message;
        QJsonObject arguments;
    };
    struct Asked {
        QString method, user, role;
        QJsonObject params;
        bool mayChange() const { return role == QLatin1String("admin"); }
    };

    FakeConfig();
    static bool answers(const QString& method) {
        return method.startsWith(QLatin1String("config.")) || method == QLatin1String("dkim.create_key");
    }
    QJsonObject call(const Asked& asked, Failure& failure);
    QJsonObject reload(const QString& user, const QString& note);

    /// The data of topic `config`.
    QJsonObject current() const;
    /// Grows with every version.
    qint64 version() const { return m_versions.back().number; }

    /// Somebody else applies a text: what is based on the old revision is a conflict from now on.
    void editElsewhere(const QString& id, const QString& text, const QString& user, const QString& note);
    /// Somebody edits the file by hand: nothing runs with it yet, an apply is a conflict.
    void editOnDisk(const QString& id, const QString& text);
    QString text(const QString& id) const;
    QStringList ids() const;
    bool builtIn = false;  // no file: one document, the built-in one
    bool readOnly = false;

private:
    using Texts = std::map<std::string, std::string>;  // by id, which is the path
    struct Version {
        qint64 number;
        qint64 time;
        QString user, note, origin;
        Texts texts;
    };

    mailrace::config::LoadResult load(const Texts& texts) const;
    Texts given(const QJsonObject& params, Failure& failure) const;
    QJsonObject show(bool admin) const;
    QJsonObject check(const Asked& asked, bool effect, Failure& failure) const;
    QJsonObject apply(const Asked& asked, Failure& failure);
    QJsonObject rollback(const Asked& asked, Failure& failure);
    QJsonObject history(const QJsonObject& params) const;
    QJsonObject compare(const QJsonObject& params, bool admin, Failure& failure) const;
    QJsonObject row(const Version& version) const;
    QJsonObject createKey(const QJsonObject& params, Failure& failure) const;
    const Version* find(const QJsonValue& number) const;
    QJsonObject applied(const mailrace::config::LoadResult& loaded, bool done) const;
    void add(const Texts& texts, const QString& user, const QString& note, const QString& origin);
    QJsonObject conflict(const QStringList& documents, Failure& failure) const;

    Texts m_disk;
    std::vector<Version> m_versions;  // the last one runs
};

}  // namespace fakedata
