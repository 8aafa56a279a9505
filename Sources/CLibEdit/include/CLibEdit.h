#ifndef CLIBEDIT_H
#define CLIBEDIT_H

#include <stdbool.h>
#include <stddef.h>

// libedit's entry points are variadic and its streams are FILE pointers, neither of which Swift can
// use safely. This is the part of it that a shell needs: one editor a process, used by one thread.

typedef struct cle_editor cle_editor;

typedef enum { CLE_LINE, CLE_END, CLE_INTERRUPTED, CLE_FAILED } cle_result;

// Bytes for the wake pipe: they reach the editor while it waits for a key.
enum {
    CLE_EVENT_INTERRUPT = 'I',
    CLE_EVENT_RESIZE = 'W',
    CLE_EVENT_CONTINUE = 'C',
    CLE_EVENT_SUSPEND = 'Z'
};

// Called for Tab. `line` holds `length` bytes of UTF-8 and is valid during the call only. The
// answer is given by cle_replace or cle_list; neither means a beep.
typedef void (*cle_complete)(void *context, cle_editor *editor, const char *line, size_t length,
                             size_t cursor);

// The pipe is non-blocking and stays the caller's. NULL: no memory, or `in` is no terminal.
cle_editor *cle_open(const char *program, int in, int out, int wake_read, int wake_write,
                     void *context, cle_complete complete);
void cle_close(cle_editor *editor);

// Reads one line. In `prompt`, \1 opens and closes a run of bytes that take no room. `*line` is
// valid until the next call and keeps its newline. After CLE_FAILED, errno says why. Keys have no
// echo from then on: what is typed is kept for the next call.
cle_result cle_read(cle_editor *editor, const char *prompt, const char **line, size_t *length);

void cle_remember(cle_editor *editor, const char *entry);

// From a cle_complete only: `text` takes the place of the bytes from `from` to the cursor.
void cle_replace(cle_editor *editor, size_t from, const char *text);

// From a cle_complete only: `text`, rows that each end in a newline, is shown under the line.
void cle_list(cle_editor *editor, const char *text);

// Catches SIGINT, SIGTERM and SIGHUP where they are not ignored already. A routed one is written to
// `pipe` as a byte of its number; any other restores the terminal and ends the process.
void cle_signals_catch(int pipe);
void cle_signals_route(int signal, bool routed);

// Gives the terminal back as it was found, for a process that is about to end at once.
void cle_restore_terminal(void);

#endif
