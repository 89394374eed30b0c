// VerdictStrip: always on top: is it us, HubSpot, a token, the quota, the network, or this console?
#pragma once

#include "ui/shell/verdicts.h"

#include <QAbstractButton>
#include <vector>

class QLabel;

namespace hubwatch::ui {

class SearchButton;

/// Shape, word and evidence of one verdict; a click opens the evidence.
class VerdictChip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit VerdictChip(QWidget *parent = nullptr);
    void setVerdict(const Verdict &verdict);
    const Verdict &verdict() const { return m_verdict; }

    QSize sizeHint() const override;
    /// With the brief words; as wide as it wants where there are none.
    int briefWidth() const;
    /// Without its evidence.
    int shortWidth() const;
    /// What of the evidence stands there at this width.
    QString shownEvidence() const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int wordEnd() const;
    int widthWith(const QString &evidence) const;
    int evidenceRoom() const;

    Verdict m_verdict = {};
};

/// How wide each chip is when there is not room for all: what is well gives up its words first, the others say the
/// brief ones, those that save most first; only then words are cut. None is wider than it wants. Pure.
std::vector<int> chipWidths(const std::vector<Mark> &marks, const std::vector<int> &wanted,
                            const std::vector<int> &brief, const std::vector<int> &least, int room);

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
    void resizeEvent(QResizeEvent *event) override;

private:
    void shareRoom();

    QLabel *m_demo = nullptr;
    std::vector<VerdictChip *> m_chips = {};
    SearchButton *m_search = nullptr;
};

} // namespace hubwatch::ui
