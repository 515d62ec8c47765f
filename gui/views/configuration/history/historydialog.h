// History: every version that ran, who, when and why; any two compared, by text and by effect; back to any of them, with a note
// and a question. Window's thread; never waits.
#pragma once

#include <QDialog>
#include <QHash>

#include "gui/client/rpcresult.h"
#include "gui/models/historymodel.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace mailrace::gui {

class ConfigWorkspace;
class Connection;
class DiffView;
class EffectPanel;

class HistoryDialog : public QDialog {
    Q_OBJECT
public:
    HistoryDialog(ConfigWorkspace* workspace, Connection* connection, QWidget* parent);

    HistoryModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    DiffView* diff() const { return m_diff; }
    EffectPanel* effect() const { return m_effect; }
    /// Compares with this version; 0: with the one before.
    void compareWith(qint64 version);
    QString words() const;

signals:
    void applied(const QString& words);

private:
    struct Document {
        QString id, text;
    };
    using Documents = QVector<Document>;

    QWidget* makeList();
    QWidget* makeComparison();
    void onLoaded();
    void onChosen();
    void fillAgainst();
    qint64 chosen() const;
    qint64 against() const;
    void fetch(qint64 version, std::function<void(const Documents&)> then);
    void compare();
    void showDocuments(const Documents& before, const Documents& after);
    void showDocument(int index);
    void askEffect(qint64 before, qint64 after);
    void copyText();
    void rollBack();
    void confirmRollBack(qint64 version, const QString& note);
    void onRolledBack(const RpcResult& result);
    void tell(const QString& words, bool bad);

    ConfigWorkspace* m_workspace;
    Connection* m_connection;
    HistoryModel* m_model;
    QTableView* m_table;
    DiffView* m_diff;
    EffectPanel* m_effect;
    QComboBox* m_against;
    QComboBox* m_document;
    QLabel* m_title;
    QLabel* m_words;
    QPushButton* m_copy;
    QPushButton* m_back;
    QHash<qint64, Documents> m_texts;  // of versions that were looked at; versions never change
    Documents m_before, m_after;
    quint64 m_run = 0;
};

}  // namespace mailrace::gui
