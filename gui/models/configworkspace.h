// The texts of the configuration while they are edited: what runs, what was changed here and not applied, what somebody else
// applied meanwhile. The one owner of these texts; editors and forms change them here and hear of each other's changes. Reads
// them by itself after every change, on another thread. Lives on the window's thread; local changes outlive the daemon.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QVector>
#include <memory>

#include "gui/client/rpcresult.h"
#include "gui/models/configanalysis.h"
#include "gui/models/problemmodel.h"

namespace mailrace::gui {

class ConfigChecker;
class Connection;
class Subscription;

class ConfigWorkspace : public QObject {
    Q_OBJECT
public:
    /// Texts have LF line ends here, whatever the file has.
    struct Document {
        QString id, path;
        QString baseText, baseRevision;  // what was running when editing began
        QString text;
        QString theirText, theirRevision;  // what somebody else applied since, while `text` was changed here
        QString theirUser;
        bool theirsOnDisk = false;  // edited by hand where the daemon is; it does not run yet
        bool sends = false;         // differs on the disk from what runs, so that an apply has to name it
        bool writable = false;
        bool crLf = false;   // the file ends its lines with CR LF
        quint64 change = 0;  // counts the changes of `text`
        bool dirty() const { return text != baseText; }
        bool conflict() const { return !theirRevision.isEmpty(); }
        QString name() const;  // the path without its folder
    };
    /// What runs.
    struct Running {
        qint64 version = 0;  // 0: the daemon has not said
        QString revision, user, note;
        qint64 time = 0;
        bool builtIn = false;  // no file: the daemon runs what was compiled in
    };

    explicit ConfigWorkspace(Connection* connection, QObject* parent = nullptr);
    ~ConfigWorkspace() override;

    /// [0] is the main file.
    const QVector<Document>& documents() const { return m_documents; }
    /// -1 when there is none of that path.
    int indexOf(const QString& path) const;
    int indexOf(const std::string& path) const;
    /// `origin` is whoever changes it; it comes back in edited(), so that nobody takes their own change for another's.
    void setText(int document, const QString& text, const void* origin);
    /// The same for a stretch: a keystroke in a long text.
    void replace(int document, qsizetype position, qsizetype removed, QStringView added, const void* origin);
    /// Back to what runs.
    void revert(int document);
    /// Settles a conflict: `merged` is the text now, based on what the other person applied. What was edited by hand and does not
    /// run yet becomes a change of one's own: the base stays what runs.
    void resolve(int document, const QString& merged);

    /// Settles a conflict whose changes concern different lines; false when they do not.
    bool mergeByItself(int document);

    /// Does the daemon read a request of that size?
    bool fitsRequest(const QJsonObject& params) const;

    bool isLoaded() const { return !m_documents.isEmpty(); }
    bool isDirty() const;
    bool hasConflict() const;
    /// May this person apply here and now?
    bool isWritable() const;
    const Running& running() const { return m_running; }
    /// Why the documents could not be asked for; empty when they could.
    const QString& problem() const { return m_problem; }

    /// Of the last check here; about texts that may have moved on by a few letters since.
    const std::vector<config::Diagnostic>& diagnostics() const;
    /// The same and what only the daemon could find out, in the order of documents and lines.
    const QVector<Problem>& problems() const { return m_problems; }
    /// Null until the first check is done.
    std::shared_ptr<const ConfigAnalysis> analysis() const { return m_analysis; }
    /// Are diagnostics() and analysis() about the texts as they are now?
    bool isChecked() const;

    /// Errors that only the daemon found in the texts as they are now.
    int refusals() const { return int(m_daemonSays.size()); }

    /// Asks for what runs (config.show) now and after every reconnect; keeps local edits, marks conflicts.
    void load();
    /// [{id, text}] of changed documents, with the line ends of their files; with `revisions` as config.apply wants them.
    QJsonArray changedDocuments(bool revisions = false) const;
    /// config.apply of all changed documents. Success makes the texts sent the base; a conflict is marked here before `handler`
    /// is called with the daemon's answer.
    void apply(const QString& note, QObject* context, RpcHandler handler);

signals:
    /// Other documents than before: take everything anew.
    void reset();
    void edited(int document, const void* origin);
    /// Dirty, conflict, writable, running or problem may have changed.
    void statusChanged();
    void checked();
    void changedElsewhere(const QString& user, qint64 time, const QString& note);
    void appliedVersion(int version);

private:
    void onReady();
    void onShown(const QJsonObject& result);
    bool takeShown(const QJsonArray& shown);
    void takeDocument(Document& document, const QJsonObject& shown);
    void onRunning(const QJsonObject& data);
    void onApplied(const QVector<Document>& sent, const QJsonObject& result);
    void markConflicts(const QJsonArray& documents);
    void touched(int document, const void* origin);
    void startCheck();
    void onChecked(const std::shared_ptr<const ConfigAnalysis>& analysis);
    void askDaemon();
    void onDaemonChecked(const QJsonObject& result);
    void gatherProblems();

    Connection* m_connection;
    ConfigChecker* m_checker;
    Subscription* m_subscription = nullptr;
    QTimer m_pause;
    QTimer m_ask;  // a longer pause: then the daemon is asked, too
    QVector<Document> m_documents;
    Running m_running;
    QString m_problem;
    std::shared_ptr<const ConfigAnalysis> m_analysis;
    QVector<Problem> m_daemonSays;  // errors that the check here did not find
    QVector<Problem> m_problems;
    quint64 m_showing = 0;  // answers to older config.show are dropped
    bool m_wanted = false;  // somebody looks at the configuration
    int m_applying = 0;     // while it is not 0, news about another version may be about our own
    QJsonObject m_heldNews;
};

}  // namespace mailrace::gui
