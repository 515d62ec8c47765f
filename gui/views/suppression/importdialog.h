// Imports a file into a suppression list: first tried if one likes, then for real, in pieces, with progress and what was refused.
// Can be stopped; what was imported until then stays. Window's thread.
#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace mailrace::gui {

class Connection;
class ExpiryBox;
class RecordModel;
class SuppressionImport;
class SuppressionLists;

class SuppressionImportDialog : public QDialog {
    Q_OBJECT
public:
    SuppressionImportDialog(Connection* connection, SuppressionLists* lists, const QString& list, const QString& path,
                            QWidget* parent);

    QPushButton* tryButton() const { return m_try; }
    QPushButton* importButton() const { return m_go; }
    QPushButton* closeButton() const { return m_close; }
    RecordModel* refusals() const { return m_refusals; }
    QString words() const;

signals:
    void imported(const QString& list, const QString& words);

protected:
    void done(int result) override;

private:
    void start(bool dryRun);
    void showProgress();
    void onFinished(const QString& problem);
    void showButtons();

    SuppressionImport* m_import;
    SuppressionLists* m_lists;
    QString m_path;
    QComboBox* m_list;
    QLineEdit* m_reason;
    ExpiryBox* m_expiry;
    QLabel *m_words, *m_refusedTitle;
    QProgressBar* m_bar;
    QTableView* m_table;
    RecordModel* m_refusals;
    QPushButton *m_try, *m_go, *m_close;
    bool m_dryRun = false;
    qint64 m_added = 0;  // for real
};

}  // namespace mailrace::gui
