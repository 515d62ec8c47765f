// A DKIM key made by the daemon, and the DNS record to publish for it, ready to copy. The private part is never seen here.
#pragma once

#include "gui/views/configuration/forms/formpanel.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace mailrace::gui {

class Connection;
class ResponseBox;
class Segmented;

class DkimPanel : public FormPanel {
    Q_OBJECT
public:
    explicit DkimPanel(Connection* connection, QWidget* parent = nullptr);

    void store(FormModel& form) const override;
    void setNames(const QStringList& virtualMtas, const QStringList& domains) override;

    /// The record as one line of a zone file, its value in strings of at most 255 bytes (RFC 1035, 3.3.14).
    static QString zoneLine(const QString& name, const QString& value);

private:
    void make();
    void show(const QJsonObject& key);
    void check();
    QPushButton* copyButton(const QString& words, const QString& what, std::function<QString()> text);

    Connection* m_connection;
    QLineEdit* m_domain;
    QLineEdit* m_selector;
    QComboBox* m_type;
    QPushButton* m_make;
    QLabel* m_words;
    QWidget* m_result;
    QLineEdit* m_name;
    ResponseBox* m_value;
    QLabel* m_file;
    QCheckBox* m_signAll;
    QString m_record, m_directive;
    bool m_making = false;
};

}  // namespace mailrace::gui
