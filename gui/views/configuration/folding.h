// Folds sections away: their lines stay in the text and are not shown. Functions of the document; window's thread.
#pragma once

class QTextBlock;
class QTextDocument;

namespace mailrace::gui::folding {

/// Does the line open a section of more than one line that can be folded?
bool isFoldable(const QTextBlock& block);
bool isFolded(const QTextBlock& block);
/// Hides the lines between the tags; the closing tag stays in sight.
void fold(QTextDocument* document, const QTextBlock& open);
void unfold(QTextDocument* document, const QTextBlock& open);
/// Every section that stands in no other.
void foldAll(QTextDocument* document);
void unfoldAll(QTextDocument* document);
/// Shows a hidden line by unfolding what hides it.
void reveal(QTextDocument* document, const QTextBlock& block);
/// After an edit: lines that are hidden though no folded section stands before them are shown.
void repair(QTextDocument* document, const QTextBlock& near);

}  // namespace mailrace::gui::folding
