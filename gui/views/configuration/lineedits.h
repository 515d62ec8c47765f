// What an editor of lines can do to the lines of a selection, each as one step to undo. Functions of a cursor alone; the cursor
// keeps selecting what it selected.
#pragma once

#include <QString>

class QTextCursor;

namespace mailrace::gui::lineedits {

inline constexpr int kIndent = 4;

/// Puts "# " before the words of every line, or takes it away when all have it.
void toggleComment(QTextCursor& cursor);
void indent(QTextCursor& cursor);
void unindent(QTextCursor& cursor);
/// One line up (or down); false at the edge of the text.
bool move(QTextCursor& cursor, bool up);
void duplicate(QTextCursor& cursor);
void remove(QTextCursor& cursor);
/// A new line with the indentation that its section wants. After the tag of a section that is not closed yet, its closing tag
/// is written below.
void newLine(QTextCursor& cursor);
/// Puts a closing tag that was just finished below its opening one.
void alignClosingTag(QTextCursor& cursor);
/// Home: to the first word, from there to the start of the line.
void toStart(QTextCursor& cursor, bool select);
/// Backspace within the indentation; false when it is not there.
bool eraseIndent(QTextCursor& cursor);

}  // namespace mailrace::gui::lineedits
