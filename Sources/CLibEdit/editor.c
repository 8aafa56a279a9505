#define _GNU_SOURCE
#include "editor.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HISTORY_LIMIT = 10000 };

cle_editor *cle_self(EditLine *edit) {
    void *editor = NULL;
    el_get(edit, EL_CLIENTDATA, &editor);
    return editor;
}

static char *current_prompt(EditLine *edit) { return (char *)cle_self(edit)->prompt; }

// Only LC_CTYPE: numbers keep their point. In any other charset libedit drops what is not ASCII.
static void use_utf8(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static FILE *open_copy(int fd, const char *mode) {
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) return NULL;
    FILE *file = fdopen(copy, mode);
    if (file == NULL) close(copy);
    return file;
}

static bool open_history(cle_editor *editor) {
    HistEvent event;
    editor->history = history_init();
    if (editor->history == NULL) return false;
    return history(editor->history, &event, H_SETSIZE, HISTORY_LIMIT) >= 0
        && history(editor->history, &event, H_SETUNIQUE, 1) >= 0;
}

// libedit shifts the rest of a row by inserting and deleting cells, and miscounts when that rest
// holds wide characters. Without those capabilities it writes the rest again.
static void forbid_shifting(EditLine *edit) {
    static const char *const capabilities[] = {"ic", "IC", "im", "ip", "dc", "DC", "dm"};
    for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
        el_set(edit, EL_SETTC, capabilities[i], "", NULL);
}

// The order matters: EL_EDITOR and .editrc rebuild the key map.
static bool configure(cle_editor *editor) {
    EditLine *edit = editor->edit;
    int failed = el_set(edit, EL_CLIENTDATA, editor)
        // libedit's own handler would send the signal on to the whole process group.
        | el_set(edit, EL_SIGNAL, 0)
        | el_set(edit, EL_EDITOR, "emacs")
        | el_set(edit, EL_HIST, history, editor->history)
        | el_set(edit, EL_PROMPT_ESC, current_prompt, '\1')
        | el_set(edit, EL_GETCFN, cle_read_key);
    if (failed != 0 || !cle_bind_keys(editor)) return false;
    forbid_shifting(edit);
    el_source(edit, NULL);
    cle_bind_keys_again(editor);
    return true;
}

static bool open_all(cle_editor *editor, const char *program) {
    editor->in = open_copy(editor->in_fd, "r");
    editor->out = open_copy(editor->out_fd, "w");
    if (editor->in == NULL || editor->out == NULL) return false;
    editor->edit = el_init_fd(program, editor->in, editor->out, stderr, editor->in_fd,
                              editor->out_fd, STDERR_FILENO);
    return editor->edit != NULL && open_history(editor) && configure(editor);
}

cle_editor *cle_open(const char *program, int in, int out, int wake_read, int wake_write,
                     void *context, cle_complete complete) {
    use_utf8();
    cle_editor *editor = calloc(1, sizeof *editor);
    if (editor == NULL) return NULL;
    editor->in_fd = in;
    editor->out_fd = out;
    editor->wake_read = wake_read;
    editor->prompt = "";
    editor->context = context;
    editor->complete = complete;
    // Before libedit touches the terminal.
    if (cle_guard_terminal(in, out, wake_write) && open_all(editor, program)) return editor;
    cle_close(editor);
    return NULL;
}

void cle_close(cle_editor *editor) {
    if (editor == NULL) return;
    if (editor->edit != NULL) {
        // With editing on, el_end would flush what has been typed ahead.
        el_set(editor->edit, EL_EDITMODE, 0);
        el_end(editor->edit);
    }
    cle_unguard_terminal();
    if (editor->history != NULL) history_end(editor->history);
    if (editor->in != NULL) fclose(editor->in);
    if (editor->out != NULL) fclose(editor->out);
    free(editor);
}

static void begin_reading(cle_editor *editor, const char *prompt) {
    char stale[64];
    while (read(editor->wake_read, stale, sizeof stale) > 0) {}
    editor->prompt = prompt;
    editor->interrupted = false;
    editor->partial_length = 0;
    cle_guard_echo(true);
    int editing = 0;
    editor->editing = el_get(editor->edit, EL_EDITMODE, &editing) == 0 && editing != 0;
    cle_guard_reading(true);
    // libedit would show the prompt first, and keys typed at its sight would meet a cooked terminal,
    // which swallows Ctrl-D and all of a line beyond 4,096 bytes.
    el_set(editor->edit, EL_PREP_TERM, 1);
    cle_paste_mode(editor, true);
}

static void end_reading(cle_editor *editor) {
    cle_guard_echo(false);
    cle_guard_reading(false);
    cle_paste_mode(editor, false);
    editor->prompt = "";
}

cle_result cle_read(cle_editor *editor, const char *prompt, const char **line, size_t *length) {
    begin_reading(editor, prompt);
    int count = 0;
    errno = 0;
    const char *text = el_gets(editor->edit, &count);
    int reason = errno;
    end_reading(editor);
    if (editor->interrupted) {
        // A terminal that edits the line itself has shown the key.
        cle_write(editor->out_fd, editor->editing ? "^C\n" : "\n", editor->editing ? 3 : 1);
        return CLE_INTERRUPTED;
    }
    if (text != NULL && count > 0) {
        *line = text;
        *length = (size_t)count;
        return CLE_LINE;
    }
    // The cursor still stands behind the prompt.
    cle_write(editor->out_fd, "\n", 1);
    errno = reason;
    return count == 0 || reason == 0 ? CLE_END : CLE_FAILED;
}

void cle_remember(cle_editor *editor, const char *entry) {
    HistEvent event;
    history(editor->history, &event, H_ENTER, entry);
}
