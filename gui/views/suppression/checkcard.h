// "Why is it suppressed?": one address, and every entry of every list that keeps mail from it.
#pragma once

#include "gui/client/rpcresult.h"
#include "gui/widgets/card.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace mailrace::gui {

class Connection;

class CheckCard : public Card {
    Q_OBJECT
public:
    explicit CheckCard(Connection* connection, QWidget* parent = nullptr);

    void check(const QString& address);
    QLineEdit* addressEdit() const { return m_address; }
    QString answer() const;

signals:
    void listWanted(const QString& list, const QString& text);

private:
    void ask();
    void showAnswer();
    static QString matchText(const QJsonObject& match);

    Connection* m_connection;
    QLineEdit* m_address;
    QPushButton* m_go;
    QLabel* m_answer;
    QString m_of;  // the address that the answer is about
    RpcResult m_result;
    quint64 m_asked = 0;
};

}  // namespace mailrace::gui
