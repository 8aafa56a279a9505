// Where libedit has put things on the screen. It keeps that to itself: the same walk is made here.
#define _GNU_SOURCE
#include "editor.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { TAB_STOP = 8, DEFAULT_COLUMNS = 80 };

// A cell of the rows that prompt and line take, counted from the prompt's first.
typedef struct { size_t row, column; } cell;

void cle_write(int fd, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(fd, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        bytes += count;
        length -= (size_t)count;
    }
}

static size_t columns(const cle_editor *editor) {
    struct winsize size;
    bool known = ioctl(editor->out_fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return known ? size.ws_col : DEFAULT_COLUMNS;
}

// libedit draws control characters as ^X and what it cannot print as \U+XXXX.
static size_t cells(wchar_t c, size_t column) {
    if (c == L'\t') return TAB_STOP - column % TAB_STOP;
    if (c < 0x20 || c == 0x7f) return 2;
    int width = wcwidth(c);
    return width >= 0 ? (size_t)width : c > 0xffff ? 8 : 7;
}

static void advance(cell *at, wchar_t c, size_t limit) {
    if (c == L'\n') {
        *at = (cell){at->row + 1, 0};
        return;
    }
    size_t width = cells(c, at->column);
    if (at->column + width > limit) *at = (cell){at->row + 1, 0};
    at->column += width;
    while (at->column >= limit) *at = (cell){at->row + 1, at->column - limit};
}

static cell prompt_cell(const cle_editor *editor, size_t limit) {
    cell at = {0, 0};
    mbstate_t state = {0};
    bool literal = false;
    wchar_t c;
    for (const char *p = editor->prompt; *p != '\0';) {
        size_t length = mbrtowc(&c, p, MB_LEN_MAX, &state);
        if (length == 0 || length > MB_LEN_MAX) break;
        if (c == L'\1') literal = !literal;
        else if (!literal) advance(&at, c, limit);
        p += length;
    }
    return at;
}

static cell cell_of(cle_editor *editor, bool end) {
    size_t limit = columns(editor);
    cell at = prompt_cell(editor, limit);
    const LineInfoW *line = el_wline(editor->edit);
    const wchar_t *stop = end ? line->lastchar : line->cursor;
    for (const wchar_t *p = line->buffer; p < stop; p++) advance(&at, *p, limit);
    return at;
}

void cle_erase(cle_editor *editor) {
    fflush(editor->out);
    size_t up = cell_of(editor, false).row;
    if (up > 0) dprintf(editor->out_fd, "\033[%zuA\r\033[J", up);
    else cle_write(editor->out_fd, "\r\033[J", 4);
}

// EL_REFRESH draws anew from where the cursor stands, so the old rows have to be erased first.
void cle_redraw(cle_editor *editor) { el_set(editor->edit, EL_REFRESH); }

void cle_step_to_end(cle_editor *editor) {
    fflush(editor->out);
    cell end = cell_of(editor, true);
    size_t down = end.row - cell_of(editor, false).row;
    if (down > 0) dprintf(editor->out_fd, "\033[%zuB", down);
    cle_write(editor->out_fd, "\r", 1);
    if (end.column > 0) dprintf(editor->out_fd, "\033[%zuC", end.column);
}
