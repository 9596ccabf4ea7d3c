/* The limit: a server that does nothing but write frames that were made before.
 *
 *   deliveries_limit PORT CONTROL MESSAGE
 *
 * It says what the protocol of the line has to say, looks at nothing that it is told, and for each byte on
 * its control port writes the message to everyone. Where the message has 20 zeros, it writes the time.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FILES = 1 << 16 };
enum kind { NOBODY, DOOR, CONTROL_DOOR, CONTROL, SCREEN };

struct end {
    enum kind kind;
    int said; /* how often it has spoken */
    char *left;
    size_t waiting;
};

static const char *const ANSWERS[] = {"0{\"sid\":\"a\"}", "40/board,{\"sid\":\"a\"}",
                                      "43/board,0[{\"booths\":[]}]"};
static struct end ends[MOST_FILES];
static int polled, highest;
static char *frame, *at;
static size_t length;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void look_for(int file, uint32_t events, int how)
{
    struct epoll_event event = {.events = events, .data.fd = file};
    if (epoll_ctl(polled, how, file, &event) != 0)
        fail("epoll");
}

static void enter(int file, enum kind kind)
{
    if (file >= MOST_FILES)
        fail("too many");
    ends[file] = (struct end){.kind = kind};
    highest = file > highest ? file : highest;
    fcntl(file, F_SETFL, O_NONBLOCK);
    look_for(file, EPOLLIN, EPOLL_CTL_ADD);
}

static void door(int port, enum kind kind)
{
    int file = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(file, (struct sockaddr *)&address, sizeof address) != 0 || listen(file, 4096) != 0)
        fail("listen");
    enter(file, kind);
}

static void leave(int file)
{
    free(ends[file].left);
    ends[file] = (struct end){.kind = NOBODY};
    close(file);
}

/* What does not go now waits for the line. */
static void put(int file, const char *text, size_t many)
{
    struct end *end = &ends[file];
    ssize_t gone = end->waiting ? 0 : write(file, text, many);
    if (gone < 0)
        gone = 0;
    if ((size_t)gone == many)
        return;
    end->left = realloc(end->left, end->waiting + many - (size_t)gone);
    memcpy(end->left + end->waiting, text + gone, many - (size_t)gone);
    end->waiting += many - (size_t)gone;
    look_for(file, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
}

static void go_on(int file)
{
    struct end *end = &ends[file];
    ssize_t gone = write(file, end->left, end->waiting);
    if (gone <= 0)
        return;
    end->waiting -= (size_t)gone;
    memmove(end->left, end->left + gone, end->waiting);
    if (end->waiting == 0)
        look_for(file, EPOLLIN, EPOLL_CTL_MOD);
}

static void broadcast(void)
{
    struct timespec time;
    char digits[32];
    clock_gettime(CLOCK_MONOTONIC, &time);
    snprintf(digits, sizeof digits, "%020llu",
             (unsigned long long)time.tv_sec * 1000000000ull + (unsigned long long)time.tv_nsec);
    memcpy(at, digits, 20);
    for (int file = 0; file <= highest; file++)
        if (ends[file].kind == SCREEN && ends[file].said > 2)
            put(file, frame, length);
}

static void answer(int file)
{
    static const char HEAD[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                               "Connection: Upgrade\r\n\r\n";
    char said[256] = {0};
    struct end *end = &ends[file];
    if (end->said > 2)
        return;
    if (end->said == 0)
        put(file, HEAD, sizeof HEAD - 1);
    size_t words = strlen(ANSWERS[end->said]);
    said[0] = (char)0x81;
    said[1] = (char)words;
    memcpy(said + 2, ANSWERS[end->said], words);
    put(file, said, words + 2);
    end->said++;
}

static void hear(int file)
{
    static char heard[1 << 16];
    ssize_t many = read(file, heard, sizeof heard);
    if (many == 0 || (many < 0 && errno != EAGAIN))
        leave(file);
    else if (ends[file].kind == SCREEN)
        answer(file);
    else
        for (ssize_t each = 0; each < many; each++)
            broadcast();
}

static void come_in(int door, enum kind kind)
{
    int file = accept(door, NULL, NULL), on = 1;
    if (file < 0)
        return;
    setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    enter(file, kind);
}

static void make_frame(const char *message)
{
    size_t words = strlen(message), head = words > 125 ? 4 : 2;
    length = words + head;
    frame = malloc(length);
    frame[0] = (char)0x81;
    frame[1] = (char)(words > 125 ? 126 : words);
    if (words > 125) {
        frame[2] = (char)(words >> 8);
        frame[3] = (char)words;
    }
    memcpy(frame + head, message, words);
    at = memmem(frame, length, "00000000000000000000", 20);
    if (at == NULL || words > 65535)
        fail("message");
}

int main(int count, char **words)
{
    if (count != 4)
        return 2;
    make_frame(words[3]);
    polled = epoll_create1(0);
    door(atoi(words[1]), DOOR);
    door(atoi(words[2]), CONTROL_DOOR);
    while (1) {
        struct epoll_event events[512];
        int found = epoll_wait(polled, events, 512, -1);
        for (int each = 0; each < found; each++) {
            int file = events[each].data.fd;
            enum kind kind = ends[file].kind;
            if (kind == DOOR || kind == CONTROL_DOOR)
                come_in(file, kind == DOOR ? SCREEN : CONTROL);
            else if (events[each].events & EPOLLOUT)
                go_on(file);
            else
                hear(file);
        }
    }
}
