// Ctrl-R. libedit has its own, which takes the first byte of an arrow key for the end of the search
// and types the rest into the line.
#define _GNU_SOURCE
#include "editor.h"

#include <stdlib.h>
#include <string.h>

enum { PATTERN_LIMIT = 80 };
enum { CTRL_G = 7, BACKSPACE = 8, CTRL_R = 18, CTRL_U = 21, DELETE = 127 };

typedef struct {
    cle_editor *editor;
    wchar_t pattern[PATTERN_LIMIT + 1];
    size_t length;
    // Entries are counted from the newest.
    int position;
    bool found;
    char prompt[PATTERN_LIMIT * MB_LEN_MAX + 32];
} search;

static wchar_t *widen(const char *text) {
    size_t length = mbstowcs(NULL, text, 0);
    if (length == (size_t)-1) return NULL;
    wchar_t *wide = calloc(length + 1, sizeof *wide);
    if (wide != NULL) mbstowcs(wide, text, length + 1);
    return wide;
}

// Puts the newest entry that holds the pattern, from `start` on, into the line.
static bool find_from(search *s, int start) {
    char pattern[PATTERN_LIMIT * MB_LEN_MAX + 1];
    size_t length = wcstombs(pattern, s->pattern, sizeof pattern);
    if (length == (size_t)-1 || length >= sizeof pattern) return false;
    HistEvent event;
    int position = 0;
    int more = history(s->editor->history, &event, H_FIRST);
    for (; more >= 0; more = history(s->editor->history, &event, H_NEXT), position++) {
        if (position < start || strstr(event.str, pattern) == NULL) continue;
        wchar_t *wide = widen(event.str);
        if (wide == NULL) continue;
        cle_set_line(s->editor, wide);
        free(wide);
        s->position = position;
        return true;
    }
    return false;
}

// The rows of the last state have been erased: that needs the line as it was.
static void show(search *s) {
    const char *state = s->found ? "search" : "no match";
    snprintf(s->prompt, sizeof s->prompt, "(%s '%ls') ", state, s->pattern);
    s->editor->prompt = s->prompt;
    cle_redraw(s->editor);
}

static void find(search *s, int start) { s->found = s->length == 0 || find_from(s, start); }

static void edit_pattern(search *s, wchar_t key) {
    if (key == CTRL_R) {
        s->found = s->length > 0 && find_from(s, s->position + 1);
        return;
    }
    if (key == DELETE || key == BACKSPACE) s->length -= s->length > 0;
    else if (key == CTRL_U) s->length = 0;
    else if (s->length < PATTERN_LIMIT) s->pattern[s->length++] = key;
    s->pattern[s->length] = L'\0';
    find(s, key >= 0x20 && key != DELETE ? s->position : 0);
}

static bool is_for_pattern(wchar_t key) {
    return key == CTRL_R || key == CTRL_U || key == BACKSPACE || key == DELETE || key >= 0x20;
}

// The search ends: with the line of before, with the line found, or with that line run.
static void finish(search *s, wchar_t key, const wchar_t *before, const char *prompt) {
    s->editor->prompt = prompt;
    if (key == CTRL_G) cle_set_line(s->editor, before);
    cle_redraw(s->editor);
    if (key == CTRL_G) return;
    // The key means what it means at the prompt, with the rest of its sequence still to be read.
    const wchar_t pushed[] = {key, L'\0'};
    el_wpush(s->editor->edit, pushed);
}

unsigned char cle_search_history(EditLine *edit, int key) {
    (void)key;
    search s = {.editor = cle_self(edit), .found = true};
    const char *prompt = s.editor->prompt;
    const LineInfoW *line = el_wline(edit);
    size_t length = (size_t)(line->lastchar - line->buffer);
    wchar_t *before = calloc(length + 1, sizeof *before);
    if (before == NULL) return CC_ERROR;
    wmemcpy(before, line->buffer, length);
    bool finished = false;
    wchar_t typed;
    cle_erase(s.editor);
    for (show(&s); !finished && el_wgetc(edit, &typed) == 1;) {
        cle_erase(s.editor);
        finished = !is_for_pattern(typed);
        if (finished) {
            finish(&s, typed, before, prompt);
        } else {
            edit_pattern(&s, typed);
            show(&s);
        }
    }
    s.editor->prompt = prompt;
    free(before);
    return finished ? CC_NORM : CC_EOF;
}
