// VerdictStrip: always on top: is it us, HubSpot, a token, the quota, the network, or this console?
#pragma once

#include "ui/shell/verdicts.h"

#include <QAbstractButton>
#include <vector>

class QLabel;

namespace hubwatch::ui {

/// Shape, word and evidence of one verdict; a click opens the evidence.
class VerdictChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit VerdictChip(QWidget *parent = nullptr);
    void setVerdict(const Verdict &verdict);
    const Verdict &verdict() const { return m_verdict; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int wordEnd() const;

    Verdict m_verdict = {};
};

class VerdictStrip : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictStrip(QWidget *parent = nullptr);

    void setVerdicts(const std::vector<Verdict> &verdicts);
    void setDemo(bool demo);

signals:
    void opened(const hubwatch::ui::Verdict &verdict);
    void paletteWanted();
    void themeToggled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_demo = nullptr;
    std::vector<VerdictChip *> m_chips = {};
};

} // namespace hubwatch::ui
