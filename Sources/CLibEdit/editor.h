#ifndef CLIBEDIT_EDITOR_H
#define CLIBEDIT_EDITOR_H

#include "CLibEdit.h"

#include <histedit.h>
#include <limits.h>
#include <stdio.h>
#include <termios.h>
#include <wchar.h>

struct cle_editor {
    EditLine *edit;
    History *history;
    FILE *in, *out;
    int in_fd, out_fd, wake_read;
    const char *prompt;
    void *context;
    cle_complete complete;
    // False after `edit off` in .editrc: the terminal then edits lines itself, and echoes.
    bool editing;
    bool interrupted, completed, listed;
    // Where the cursor was when an escape came: vi moves it before the rest of a sequence is read.
    size_t escaped_at;
    // A UTF-8 sequence whose bytes have not all come.
    char partial[MB_LEN_MAX];
    size_t partial_length;
};

cle_editor *cle_self(EditLine *edit);

void cle_erase(cle_editor *editor);
void cle_redraw(cle_editor *editor);
void cle_step_to_end(cle_editor *editor);
void cle_write(int fd, const char *bytes, size_t length);

int cle_read_key(EditLine *edit, wchar_t *key);
void cle_paste_mode(const cle_editor *editor, bool on);

bool cle_bind_keys(cle_editor *editor);
void cle_bind_keys_again(cle_editor *editor);
unsigned char cle_search_history(EditLine *edit, int key);
void cle_set_line(cle_editor *editor, const wchar_t *text);

// The terminal as it was found, for every way out of the process.
bool cle_guard_terminal(int in, int out, int wake);
void cle_unguard_terminal(void);
void cle_guard_reading(bool reading);
void cle_guard_echo(bool echo);
void cle_stop_process(void);

#endif
