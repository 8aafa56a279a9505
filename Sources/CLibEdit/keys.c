// The keys that libedit leaves unbound, and the functions behind them.
#define _GNU_SOURCE
#include "editor.h"

#include <stdlib.h>
#include <string.h>

enum { PASTE_START = 512 };

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

typedef struct {
    wchar_t *text;
    size_t length, capacity;
    // There was no memory for all of it, and a part would be another statement.
    bool failed;
} paste;

static void paste_add(paste *p, wchar_t c) {
    if (p->length + 1 >= p->capacity) {
        wchar_t *grown = reallocarray(p->text, p->capacity * 2, sizeof *grown);
        p->failed = p->failed || grown == NULL;
        if (p->failed) return;
        p->text = grown;
        p->capacity *= 2;
    }
    p->text[p->length++] = c;
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

static bool has_vi_keys(EditLine *edit) {
    const char *name = NULL;
    return el_get(edit, EL_EDITOR, &name) == 0 && name != NULL && strcmp(name, "vi") == 0;
}

static void move_to(EditLine *edit, size_t place) {
    const LineInfoW *line = el_wline(edit);
    el_cursor(edit, (int)((ssize_t)place - (line->cursor - line->buffer)));
}

static unsigned char insert_paste(EditLine *edit, int key) {
    (void)key;
    cle_editor *editor = cle_self(edit);
    size_t place = editor->escaped_at;
    paste p = {malloc(PASTE_START * sizeof(wchar_t)), 0, PASTE_START, false};
    if (p.text == NULL) return CC_ERROR;
    bool complete = read_paste(edit, &p);
    while (p.length > 0 && p.text[p.length - 1] == L'\n') p.length--;
    p.text[p.length] = L'\0';
    move_to(edit, place);
    if (complete && !p.failed && p.length > 0) p.failed = el_winsertstr(edit, p.text) != 0;
    free(p.text);
    if (!complete) return CC_EOF;
    // The escape that began the sequence has ended the inserting.
    if (has_vi_keys(edit)) el_wpush(edit, L"i");
    return p.failed ? CC_REFRESH_BEEP : CC_REFRESH;
}

static unsigned char insert_newline(EditLine *edit, int key) {
    (void)key;
    return el_insertstr(edit, "\n") == 0 ? CC_REFRESH : CC_ERROR;
}

// Where on its row of a line of several the cursor is; the row above or below may be shorter.
static unsigned char move_to_row(EditLine *edit, const wchar_t *start, const wchar_t *end) {
    const LineInfoW *line = el_wline(edit);
    const wchar_t *row = line->cursor;
    while (row > line->buffer && row[-1] != L'\n') row--;
    ptrdiff_t column = line->cursor - row, length = end - start;
    el_cursor(edit, (int)(start + (column < length ? column : length) - line->cursor));
    return CC_CURSOR;
}

// libedit knows no rows: on the first and the last one the keys mean the history.
static unsigned char leave_line(EditLine *edit, const wchar_t *key) {
    el_wpush(edit, key);
    return CC_NORM;
}

static unsigned char row_above(EditLine *edit, int key) {
    (void)key;
    const LineInfoW *line = el_wline(edit);
    const wchar_t *end = line->cursor;
    while (end > line->buffer && end[-1] != L'\n') end--;
    if (end == line->buffer) return leave_line(edit, L"\020");
    const wchar_t *start = --end;
    while (start > line->buffer && start[-1] != L'\n') start--;
    return move_to_row(edit, start, end);
}

static unsigned char row_below(EditLine *edit, int key) {
    (void)key;
    const LineInfoW *line = el_wline(edit);
    const wchar_t *start = line->cursor;
    while (start < line->lastchar && *start != L'\n') start++;
    if (start == line->lastchar) return leave_line(edit, L"\016");
    const wchar_t *end = ++start;
    while (end < line->lastchar && *end != L'\n') end++;
    return move_to_row(edit, start, end);
}

typedef struct { const char *key, *command; } binding;

// With what libedit has for the key in a map that was made anew.
typedef struct { binding wanted; const char *standard; } soft_binding;

// A user's .editrc may change these.
static const soft_binding soft[] = {
    {{"^R", "bench-search"}, "em-inc-search-prev"},
    {{"^W", "ed-delete-prev-word"}, "em-kill-region"},
};

// Not among the vi keys, where they would make a prefix of the escape.
static const soft_binding soft_emacs[] = {
    {{"\033[A", "bench-row-above"}, "ed-prev-history"},
    {{"\033OA", "bench-row-above"}, "ed-prev-history"},
    {{"\033[B", "bench-row-below"}, "ed-next-history"},
    {{"\033OB", "bench-row-below"}, "ed-next-history"},
};

// These are bound after .editrc too: its `bind -e` or `bind -v` empties the map.
static const binding firm[] = {
    {"^I", "bench-complete"},
};

// An escape is a key of its own among the vi keys, so there these are bound as libedit binds its
// arrows: in the map for commands, to which the escape has led, with it and without it.
static const binding sequences[] = {
    {"\033[200~", "bench-paste"},
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

// Among the vi keys an escape before Enter means to run the line.
static const binding newlines[] = {
    {"\033\n", "bench-newline"},
    {"\033\r", "bench-newline"},
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void bind(cle_editor *editor, const binding *bindings, size_t count) {
    for (size_t i = 0; i < count; i++)
        el_set(editor->edit, EL_BIND, bindings[i].key, bindings[i].command, NULL);
}

static void bind_vi_command(EditLine *edit, const binding *binding) {
    el_set(edit, EL_BIND, "-a", binding->key, binding->command, NULL);
    el_set(edit, EL_BIND, "-a", binding->key + 1, binding->command, NULL);
}

static void bind_firm(cle_editor *editor) {
    bind(editor, firm, COUNT(firm));
    if (has_vi_keys(editor->edit)) {
        for (size_t i = 0; i < COUNT(sequences); i++) bind_vi_command(editor->edit, &sequences[i]);
    } else {
        bind(editor, sequences, COUNT(sequences));
        bind(editor, newlines, COUNT(newlines));
    }
}

// Whether a map was made anew and nobody has bound the key since; libedit tells that in print only.
static bool is_untouched(cle_editor *editor, const soft_binding *soft) {
    char *text = NULL;
    size_t length = 0;
    FILE *print = open_memstream(&text, &length);
    if (print == NULL) return false;
    el_set(editor->edit, EL_SETFP, 1, print);
    el_set(editor->edit, EL_BIND, soft->wanted.key, NULL);
    el_set(editor->edit, EL_SETFP, 1, editor->out);
    fclose(print);
    bool untouched = text != NULL
        && (strstr(text, "ed-insert") != NULL || strstr(text, "ed-unassigned") != NULL
            || strstr(text, soft->standard) != NULL);
    free(text);
    return untouched;
}

static void bind_untouched(cle_editor *editor, const soft_binding *bindings, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (is_untouched(editor, &bindings[i])) bind(editor, &bindings[i].wanted, 1);
}

void cle_bind_keys_again(cle_editor *editor) {
    bind_untouched(editor, soft, COUNT(soft));
    if (!has_vi_keys(editor->edit)) bind_untouched(editor, soft_emacs, COUNT(soft_emacs));
    bind_firm(editor);
}

bool cle_bind_keys(cle_editor *editor) {
    EditLine *edit = editor->edit;
    int failed = el_set(edit, EL_ADDFN, "bench-complete", "complete the word", complete)
        | el_set(edit, EL_ADDFN, "bench-paste", "insert a bracketed paste", insert_paste)
        | el_set(edit, EL_ADDFN, "bench-newline", "insert a newline", insert_newline)
        | el_set(edit, EL_ADDFN, "bench-row-above", "go to the row above", row_above)
        | el_set(edit, EL_ADDFN, "bench-row-below", "go to the row below", row_below)
        | el_set(edit, EL_ADDFN, "bench-search", "search the history", cle_search_history);
    if (failed != 0) return false;
    for (size_t i = 0; i < COUNT(soft); i++) bind(editor, &soft[i].wanted, 1);
    for (size_t i = 0; i < COUNT(soft_emacs); i++) bind(editor, &soft_emacs[i].wanted, 1);
    bind_firm(editor);
    return true;
}
