// What reads and writes the configuration's text beside the editor: review and apply, merge, history, import, guided forms. Opens
// them for the configuration view and brings what they find back to it. Lives as long as the view; window's thread.
#pragma once

#include <QObject>
#include <QPointer>

#include "gui/models/formmodel.h"

class QDialog;

namespace mailrace::gui {

class ActionRegistry;
class ConfigurationView;
class Connection;
class ReviewDialog;

class ConfigurationTools : public QObject {
    Q_OBJECT
public:
    ConfigurationTools(ConfigurationView* view, Connection* connection, ActionRegistry* actions, QObject* parent);

    void review();
    void history();
    void merge(int document);
    /// Asks for the file of a PowerMTA configuration.
    void chooseImport();
    void import(const QString& path);
    /// An empty form of that kind.
    void make(FormKind kind);
    /// The section under the cursor in its form.
    void editHere();

signals:
    /// F1 in one of the dialogs.
    void helpWanted(const QString& address);
    /// Words for the status bar.
    void said(const QString& words);

private:
    void makeActions(ActionRegistry* actions);
    void open(const FormModel& form, int document);
    void show(QDialog* dialog);
    int document() const;
    int line() const;

    ConfigurationView* m_view;
    Connection* m_connection;
    QPointer<ReviewDialog> m_review;
};

}  // namespace mailrace::gui
