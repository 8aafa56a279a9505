// The keys that libedit leaves unbound, and the functions behind them.
#define _GNU_SOURCE
#include "editor.h"

#include <stdlib.h>
#include <string.h>

// A paste beyond this many characters is cut: the language has no line of that size.
enum { PASTE_START = 512, PASTE_LIMIT = 1 << 20 };

static unsigned char complete(EditLine *edit, int key) {
    (void)key;
    cle_editor *editor = cle_self(edit);
    const LineInfo *info = el_line(edit);
    size_t length = (size_t)(info->lastchar - info->buffer);
    size_t cursor = (size_t)(info->cursor - info->buffer);
    // libedit hands out its conversion buffer, which the answer will overwrite.
    char *line = strndup(info->buffer, length);
    if (line == NULL) return CC_ERROR;
    editor->completed = editor->listed = false;
    editor->complete(editor->context, editor, line, length, cursor);
    free(line);
    if (editor->listed) return CC_NORM;
    return editor->completed ? CC_REFRESH : CC_REFRESH_BEEP;
}

void cle_replace(cle_editor *editor, size_t from, const char *text) {
    const LineInfo *info = el_line(editor->edit);
    size_t cursor = (size_t)(info->cursor - info->buffer);
    if (from > cursor) return;
    // el_deletestr counts characters, the caller bytes: every byte that starts a sequence is one.
    int count = 0;
    for (size_t i = from; i < cursor; i++) count += (info->buffer[i] & 0xC0) != 0x80;
    el_deletestr(editor->edit, count);
    if (*text != '\0') el_insertstr(editor->edit, text);
    editor->completed = true;
}

void cle_list(cle_editor *editor, const char *text) {
    cle_step_to_end(editor);
    cle_write(editor->out_fd, "\r\n", 2);
    cle_write(editor->out_fd, text, strlen(text));
    cle_redraw(editor);
    editor->listed = true;
}

void cle_set_line(cle_editor *editor, const wchar_t *text) {
    const LineInfoW *line = el_wline(editor->edit);
    el_cursor(editor->edit, (int)(line->lastchar - line->cursor));
    line = el_wline(editor->edit);
    el_deletestr(editor->edit, (int)(line->lastchar - line->buffer));
    if (*text != L'\0') el_winsertstr(editor->edit, text);
}

typedef struct { wchar_t *text; size_t length, capacity; } paste;

static bool paste_add(paste *p, wchar_t c) {
    if (p->length + 1 >= p->capacity) {
        if (p->capacity >= PASTE_LIMIT) return false;
        wchar_t *grown = reallocarray(p->text, p->capacity * 2, sizeof *grown);
        if (grown == NULL) return false;
        p->text = grown;
        p->capacity *= 2;
    }
    p->text[p->length++] = c;
    return true;
}

// Everything up to ESC[201~ is text; newlines and tabs stay, other control characters go.
static bool read_paste(EditLine *edit, paste *p) {
    static const wchar_t end[] = L"\033[201~";
    size_t matched = 0;
    wchar_t c;
    while (el_wgetc(edit, &c) == 1) {
        if (c == end[matched]) {
            if (end[++matched] == L'\0') return true;
            continue;
        }
        for (size_t i = 1; i < matched; i++) paste_add(p, end[i]);
        matched = c == end[0] ? 1 : 0;
        if (matched != 0) continue;
        if (c == L'\r') c = L'\n';
        if ((c >= 0x20 && c != 0x7f) || c == L'\n' || c == L'\t') paste_add(p, c);
    }
    return false;
}

static unsigned char insert_paste(EditLine *edit, int key) {
    (void)key;
    paste p = {malloc(PASTE_START * sizeof(wchar_t)), 0, PASTE_START};
    if (p.text == NULL) return CC_ERROR;
    bool complete = read_paste(edit, &p);
    while (p.length > 0 && p.text[p.length - 1] == L'\n') p.length--;
    p.text[p.length] = L'\0';
    if (complete && p.length > 0) el_winsertstr(edit, p.text);
    free(p.text);
    return complete ? CC_REFRESH : CC_EOF;
}

static unsigned char insert_newline(EditLine *edit, int key) {
    (void)key;
    return el_insertstr(edit, "\n") == 0 ? CC_REFRESH : CC_ERROR;
}

typedef struct { const char *key, *command; } binding;

// A user's .editrc may change these.
static const binding soft[] = {
    {"^R", "bench-search"},
    {"^W", "ed-delete-prev-word"},
};

// These are bound after .editrc too: its `bind -e` or `bind -v` empties the map.
static const binding firm[] = {
    {"^I", "bench-complete"},
    {"\033[200~", "bench-paste"},
    {"\033\n", "bench-newline"},
    {"\033\r", "bench-newline"},
    {"\033[1;5C", "em-next-word"},
    {"\033[1;5D", "ed-prev-word"},
    {"\033[1;3C", "em-next-word"},
    {"\033[1;3D", "ed-prev-word"},
    {"\033[H", "ed-move-to-beg"},
    {"\033[F", "ed-move-to-end"},
    {"\033[1~", "ed-move-to-beg"},
    {"\033[4~", "ed-move-to-end"},
    {"\033[3~", "ed-delete-next-char"},
    // Unbound, these would leave a '~' in the line.
    {"\033[2~", "ed-ignore"},
    {"\033[5~", "ed-ignore"},
    {"\033[6~", "ed-ignore"},
};

static void bind(cle_editor *editor, const binding *bindings, size_t count) {
    for (size_t i = 0; i < count; i++)
        el_set(editor->edit, EL_BIND, bindings[i].key, bindings[i].command, NULL);
}

void cle_rebind_keys(cle_editor *editor) { bind(editor, firm, sizeof firm / sizeof *firm); }

bool cle_bind_keys(cle_editor *editor) {
    EditLine *edit = editor->edit;
    int failed = el_set(edit, EL_ADDFN, "bench-complete", "complete the word", complete)
        | el_set(edit, EL_ADDFN, "bench-paste", "insert a bracketed paste", insert_paste)
        | el_set(edit, EL_ADDFN, "bench-newline", "insert a newline", insert_newline)
        | el_set(edit, EL_ADDFN, "bench-search", "search the history", cle_search_history);
    if (failed != 0) return false;
    bind(editor, soft, sizeof soft / sizeof *soft);
    cle_rebind_keys(editor);
    return true;
}
