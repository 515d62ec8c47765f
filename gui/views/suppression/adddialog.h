// Adds entries to a suppression list: one a line, tried at the daemon while they are typed, so that what is new, what is there
// already and what is refused is known before anything is done. Window's thread; never waits.
#pragma once

#include <QDialog>
#include <QTimer>

#include "gui/client/rpcresult.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace mailrace::gui {

class Connection;
class ExpiryBox;
class SuppressionLists;

class SuppressionAddDialog : public QDialog {
    Q_OBJECT
public:
    static constexpr int kMost = 10'000;

    /// `list`: chosen at first; `entries`: a line each.
    SuppressionAddDialog(Connection* connection, SuppressionLists* lists, const QString& list, const QString& entries,
                         QWidget* parent);

    QPlainTextEdit* entriesEdit() const { return m_entries; }
    QComboBox* listBox() const { return m_list; }
    QLineEdit* reasonEdit() const { return m_reason; }
    QPushButton* addButton() const { return m_add; }
    QString words() const;

signals:
    /// Words for the person.
    void added(const QString& list, const QString& words);

private:
    void fillLists();
    void tryThem();
    void add();
    void showAnswer(const RpcResult& result);
    void tell(const QString& words, bool bad);
    QJsonObject params(bool dryRun) const;
    QStringList lines() const;

    Connection* m_connection;
    SuppressionLists* m_lists;
    QString m_wanted;
    QComboBox* m_list;
    QPlainTextEdit* m_entries;
    QLineEdit* m_reason;
    ExpiryBox* m_expiry;
    QLabel *m_about, *m_words;
    QPushButton* m_add;
    QTimer m_pause;
    quint64 m_asked = 0;
};

}  // namespace mailrace::gui
