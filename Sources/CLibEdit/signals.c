// Signal handlers carry no context, so what they need is static here. They call nothing but write,
// tcsetattr, sigaction, sigprocmask and raise.
#define _GNU_SOURCE
#include "editor.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { SIGNAL_LIMIT = 32 };

static struct {
    volatile sig_atomic_t in, out, wake, reading, silent;
    struct termios found, quiet;
} terminal = {.in = -1, .out = -1, .wake = -1};

static volatile sig_atomic_t route_pipe = -1;
static volatile sig_atomic_t routed[SIGNAL_LIMIT];
static struct sigaction previous[SIGNAL_LIMIT];

static void send_byte(int fd, char byte) {
    int saved = errno;
    if (fd >= 0) (void)!write(fd, &byte, 1);
    errno = saved;
}

void cle_restore_terminal(void) {
    if (terminal.in < 0) return;
    if (terminal.reading) (void)!write(terminal.out, "\033[?2004l\r\n", 10);
    tcsetattr(terminal.in, TCSANOW, &terminal.found);
}

// The signal is blocked in its own handler: what is raised here arrives as soon as the handler
// returns, with whoever had it before us (the system, or a runtime that prints a backtrace).
static void end_process(int signal) {
    cle_restore_terminal();
    sigaction(signal, &previous[signal], NULL);
    raise(signal);
}

static void on_request(int signal) {
    if (routed[signal]) send_byte(route_pipe, (char)signal);
    else end_process(signal);
}

static void on_resize(int signal) {
    (void)signal;
    if (terminal.reading) send_byte(terminal.wake, CLE_EVENT_RESIZE);
}

static void on_continue(int signal) {
    (void)signal;
    int saved = errno;
    if (terminal.reading) send_byte(terminal.wake, CLE_EVENT_CONTINUE);
    else if (terminal.silent) tcsetattr(terminal.in, TCSANOW, &terminal.quiet);
    errno = saved;
}

static void on_stop(int signal) {
    (void)signal;
    int saved = errno;
    if (terminal.reading) {
        send_byte(terminal.wake, CLE_EVENT_SUSPEND);
    } else {
        cle_restore_terminal();
        cle_stop_process();
        if (terminal.silent) tcsetattr(terminal.in, TCSANOW, &terminal.quiet);
    }
    errno = saved;
}

static void catch_signal(int signal, void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART}, old;
    sigemptyset(&action.sa_mask);
    if (sigaction(signal, NULL, &old) != 0 || old.sa_handler == handler) return;
    previous[signal] = old;
    sigaction(signal, &action, NULL);
}

// A parent that ignores one of these (nohup, a background job) means its children to ignore it too.
static void catch_unless_ignored(int signal, void (*handler)(int)) {
    struct sigaction old;
    if (sigaction(signal, NULL, &old) != 0 || old.sa_handler == SIG_IGN) return;
    catch_signal(signal, handler);
}

void cle_stop_process(void) {
    struct sigaction standard = {.sa_handler = SIG_DFL}, ours;
    sigset_t stop, old;
    sigemptyset(&standard.sa_mask);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    sigaction(SIGTSTP, &standard, &ours);
    raise(SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &old);
    // Stopped here, until SIGCONT.
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}

void cle_signals_catch(int pipe) {
    static const int requests[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t unblocked;
    sigemptyset(&unblocked);
    route_pipe = pipe;
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        catch_unless_ignored(requests[i], on_request);
        sigaddset(&unblocked, requests[i]);
    }
    // A parent that started us from a thread with blocked signals has handed that on.
    pthread_sigmask(SIG_UNBLOCK, &unblocked, NULL);
}

void cle_signals_route(int signal, bool on) {
    if (signal > 0 && signal < SIGNAL_LIMIT) routed[signal] = on;
}

bool cle_guard_terminal(int in, int out, int wake) {
    if (tcgetattr(in, &terminal.found) != 0) return false;
    terminal.quiet = terminal.found;
    terminal.quiet.c_lflag &= ~(tcflag_t)ECHO;
    terminal.out = out;
    terminal.wake = wake;
    terminal.in = in;
    static const int crashes[] = {SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        catch_signal(crashes[i], end_process);
    catch_unless_ignored(SIGTERM, on_request);
    catch_unless_ignored(SIGHUP, on_request);
    catch_unless_ignored(SIGTSTP, on_stop);
    catch_signal(SIGWINCH, on_resize);
    catch_signal(SIGCONT, on_continue);
    return true;
}

void cle_unguard_terminal(void) {
    cle_guard_echo(true);
    terminal.wake = -1;
    terminal.in = -1;
}

void cle_guard_reading(bool reading) { terminal.reading = reading; }

void cle_guard_echo(bool echo) {
    if (terminal.silent == !echo || terminal.in < 0) return;
    terminal.silent = !echo;
    tcsetattr(terminal.in, TCSANOW, echo ? &terminal.found : &terminal.quiet);
}
