#include "gui/models/configchecker.h"

namespace mailrace::gui {

ConfigChecker::ConfigChecker(QObject* parent) : QObject(parent), m_worker(new QObject) {
    m_thread.setObjectName(QStringLiteral("config"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

ConfigChecker::~ConfigChecker() {
    m_thread.quit();
    m_thread.wait();
}

void ConfigChecker::check(QVector<ConfigSnapshot> documents) {
    if (m_busy) {
        m_next = std::move(documents);
        return;
    }
    start(std::move(documents));
}

void ConfigChecker::start(QVector<ConfigSnapshot> documents) {
    m_busy = true;
    QMetaObject::invokeMethod(
        m_worker,
        [this, documents = std::move(documents), before = m_last] {
            auto analysis = analyse(documents, before.get());
            QMetaObject::invokeMethod(
                this, [this, analysis = std::move(analysis)] { finish(analysis); }, Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void ConfigChecker::finish(const std::shared_ptr<const ConfigAnalysis>& analysis) {
    m_busy = false;
    auto old = std::exchange(m_previous, std::exchange(m_last, analysis));
    QMetaObject::invokeMethod(
        m_worker, [old = std::move(old)] {}, Qt::QueuedConnection);
    if (m_next) start(*std::exchange(m_next, std::nullopt));
    emit checked(analysis);
}

}  // namespace mailrace::gui
