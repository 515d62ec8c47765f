// Import: the PowerMTA configuration as it was beside what comes of it, and the report, first what needs a person; a click on a
// line of the report goes there. What comes of it opens as an unsaved text. Window's thread; the files are read on another one.
#pragma once

#include <QDialog>

#include "gui/models/configimport.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace mailrace::gui {

class ConfigWorkspace;
class DiffView;
class ImportReportModel;
class Segmented;

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    ImportDialog(ConfigWorkspace* workspace, const QString& path, QWidget* parent);

    bool isReady() const { return m_ready; }
    const ConfigImport& import() const { return m_import; }
    DiffView* diff() const { return m_diff; }
    QTableView* table() const { return m_table; }

    void accept() override;

signals:
    void ready();
    /// The text is in the workspace.
    void opened(int document);

private:
    void read();
    void take(const ConfigImport& made);
    void showDocument(int index);
    void goTo(int row);

    ConfigWorkspace* m_workspace;
    QString m_path;
    ConfigImport m_import;
    bool m_ready = false;
    QLabel* m_title;
    QLabel* m_summary;
    QLabel* m_words;
    Segmented* m_which;
    QComboBox* m_document;
    QTableView* m_table;
    ImportReportModel* m_model;
    DiffView* m_diff;
    QPushButton* m_open;
};

}  // namespace mailrace::gui
