// The reader that libedit calls for a key: it waits for the terminal and for the wake pipe at once,
// so that a signal, which only ever writes a byte there, is handled outside of any handler.
#define _GNU_SOURCE
#include "editor.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

static const wchar_t replacement = 0xFFFD;

static void redraw_resized(cle_editor *editor) {
    cle_erase(editor);
    el_resize(editor->edit);
    cle_redraw(editor);
}

// Where the terminal edits the line, the brackets around a paste would be text.
void cle_paste_mode(const cle_editor *editor, bool on) {
    if (editor->editing) cle_write(editor->out_fd, on ? "\033[?2004h" : "\033[?2004l", 8);
}

// After a stop, libedit still believes that the terminal is as it left it.
static void take_terminal_back(cle_editor *editor) {
    el_set(editor->edit, EL_PREP_TERM, 0);
    el_set(editor->edit, EL_PREP_TERM, 1);
    cle_paste_mode(editor, true);
}

static void suspend(cle_editor *editor) {
    if (editor->editing) cle_step_to_end(editor);
    cle_write(editor->out_fd, "\r\n", 2);
    cle_paste_mode(editor, false);
    el_set(editor->edit, EL_PREP_TERM, 0);
    cle_stop_process();
    take_terminal_back(editor);
    el_resize(editor->edit);
    cle_redraw(editor);
}

// False: the line is to be dropped.
static bool handle_events(cle_editor *editor) {
    char events[64];
    bool resized = false;
    ssize_t count;
    while ((count = read(editor->wake_read, events, sizeof events)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            switch (events[i]) {
            case CLE_EVENT_INTERRUPT:
                if (editor->editing) cle_step_to_end(editor);
                editor->interrupted = true;
                return false;
            case CLE_EVENT_SUSPEND: suspend(editor); break;
            case CLE_EVENT_CONTINUE: take_terminal_back(editor); resized = true; break;
            case CLE_EVENT_RESIZE: resized = true; break;
            default: break;
            }
        }
    }
    if (resized && editor->editing) redraw_resized(editor);
    return true;
}

// 1: a character is complete, 0: bytes are missing.
static int decode(cle_editor *editor, char byte, wchar_t *key) {
    editor->partial[editor->partial_length++] = byte;
    mbstate_t state = {0};
    size_t length = mbrtowc(key, editor->partial, editor->partial_length, &state);
    if (length == (size_t)-2 && editor->partial_length < sizeof editor->partial) return 0;
    if (length == (size_t)-1 || length == (size_t)-2) *key = replacement;
    editor->partial_length = 0;
    return 1;
}

static void note_escape(cle_editor *editor) {
    const LineInfoW *line = el_wline(editor->edit);
    editor->escaped_at = (size_t)(line->cursor - line->buffer);
}

int cle_read_key(EditLine *edit, wchar_t *key) {
    cle_editor *editor = cle_self(edit);
    for (;;) {
        struct pollfd ready[2] = {{editor->in_fd, POLLIN, 0}, {editor->wake_read, POLLIN, 0}};
        if (poll(ready, 2, -1) < 0) {
            if (errno == EINTR) continue;
            return -1;
        }
        if ((ready[1].revents & POLLIN) != 0 && !handle_events(editor)) {
            errno = EINTR;
            return -1;
        }
        if (ready[0].revents == 0) continue;
        char byte;
        ssize_t count = read(editor->in_fd, &byte, 1);
        if (count == 0) return 0;
        if (count < 0) {
            if (errno == EINTR || errno == EAGAIN) continue;
            return errno == EIO ? 0 : -1;
        }
        if (decode(editor, byte, key) == 0) continue;
        if (*key == L'\033') note_escape(editor);
        return 1;
    }
}
