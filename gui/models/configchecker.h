// Reads configuration texts on a thread of its own, one snapshot at a time: while one is being read only the newest of those that
// came meanwhile is kept. The owner's thread is the window's.
#pragma once

#include <QObject>
#include <QThread>
#include <memory>
#include <optional>

#include "gui/models/configanalysis.h"

namespace mailrace::gui {

class ConfigChecker : public QObject {
    Q_OBJECT
public:
    explicit ConfigChecker(QObject* parent = nullptr);
    ~ConfigChecker() override;

    void check(QVector<ConfigSnapshot> documents);
    bool isBusy() const { return m_busy; }

signals:
    void checked(const std::shared_ptr<const mailrace::gui::ConfigAnalysis>& analysis);

private:
    void start(QVector<ConfigSnapshot> documents);
    void finish(const std::shared_ptr<const ConfigAnalysis>& analysis);

    QThread m_thread;
    QObject* m_worker;
    bool m_busy = false;
    std::optional<QVector<ConfigSnapshot>> m_next;
    std::shared_ptr<const ConfigAnalysis> m_last;
    std::shared_ptr<const ConfigAnalysis> m_previous;  // freed on the worker's thread: that takes longer than a frame
};

}  // namespace mailrace::gui
