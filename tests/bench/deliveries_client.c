/* Screens that cost next to nothing, so that the server is measured.
 *
 *   deliveries_client PORT CONTROL MANY TOKEN SUBSCRIBE
 *
 * Connects, says hello, asks for the board, answers the line checks. Says "right" once all have the board;
 * then each line of input is answered with one of JSON:
 *
 *   saturate SECONDS      two broadcasts are on the way at any time
 *   paced RATE SECONDS    so many broadcasts a second
 *
 * A broadcast is granted by a byte to the server's control port. What is told carries as its first value
 * when that began, by the steady clock that all processes of a machine share.
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

enum { AT_ONCE = 64, ONE_READ = 1 << 18, WINDOW = 2, PATIENCE = 60 };
enum state { CLOSED, HELLO, OPEN, RIGHT };

struct line {
    int file;
    enum state state;
    char *behind;
    size_t has;
};

static struct line *lines;
static int many, opened, right, control, polled;
static const char *token, *subscribe;
static struct sockaddr_in address;
static char heard[ONE_READ];
static uint32_t *took; /* microseconds */
static size_t noted, room;
static uint64_t delivered;

static void fail(const char *what)
{
    fprintf(stderr, "%s: %s\n", what, strerror(errno));
    exit(1);
}

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int connected(int port)
{
    int file = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    address.sin_port = htons((uint16_t)port);
    if (file < 0 || connect(file, (struct sockaddr *)&address, sizeof address) != 0)
        fail("connect");
    setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return file;
}

static void write_all(int file, const char *text, size_t length)
{
    if (write(file, text, length) != (ssize_t)length)
        fail("write");
}

static void say(struct line *line, const char *text)
{
    char frame[256];
    size_t length = strlen(text);
    if (length > 125)
        fail("too long to say");
    /* Masked, as a client has to; a mask of zeros costs nothing. */
    memcpy(frame, "\x81\0\0\0\0\0", 6);
    frame[1] = (char)(0x80 | length);
    memcpy(frame + 6, text, length);
    write_all(line->file, frame, 6 + length);
}

static void take_up(struct line *line, int port)
{
    char hello[1024];
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = line};
    line->file = connected(port);
    line->state = HELLO;
    int length = snprintf(hello, sizeof hello,
                          "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
                          "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer %s\r\n\r\n",
                          port, token);
    write_all(line->file, hello, (size_t)length);
    fcntl(line->file, F_SETFL, O_NONBLOCK);
    if (epoll_ctl(polled, EPOLL_CTL_ADD, line->file, &event) != 0)
        fail("epoll");
}

static void note(const char *at)
{
    if (noted == room) {
        room = room ? 2 * room : 1 << 16;
        took = realloc(took, room * sizeof *took);
        if (took == NULL)
            fail("memory");
    }
    took[noted++] = (uint32_t)((now() - strtoull(at, NULL, 10)) / 1000);
    delivered++;
}

static int begins(const char *text, size_t length, const char *with)
{
    size_t most = strlen(with);
    return length >= most && memcmp(text, with, most) == 0;
}

static void told(struct line *line, const char *text, size_t length)
{
    static const char TOLD[] = "42/board,[\"delta\",{\"at\":\"";
    if (begins(text, length, TOLD)) {
        note(text + sizeof TOLD - 1);
    } else if (length == 1 && *text == '2') {
        say(line, "3");
    } else if (begins(text, length, "0{")) {
        say(line, "40/board,");
    } else if (begins(text, length, "40/board,")) {
        say(line, subscribe);
    } else if (begins(text, length, "43/board,0[")) {
        if (memmem(text, length, "\"booths\"", 8) == NULL)
            fail("no board");
        line->state = RIGHT;
        right++;
    }
}

/* How much of the text was whole. */
static size_t understood(struct line *line, const char *text, size_t has)
{
    size_t at = 0;
    if (line->state == HELLO) {
        const char *end = memmem(text, has, "\r\n\r\n", 4);
        if (end == NULL)
            return 0;
        if (!begins(text, has, "HTTP/1.1 101"))
            fail("not let in");
        line->state = OPEN;
        at = (size_t)(end - text) + 4;
    }
    while (has - at >= 2) {
        const unsigned char *frame = (const unsigned char *)text + at;
        size_t length = frame[1], head = 2;
        if ((frame[0] & 0x0F) == 8)
            fail("sent away");
        if (length >= 126) {
            int wide = length == 126 ? 2 : 8;
            head += (size_t)wide;
            if (has - at < head)
                break;
            length = 0;
            for (int byte = 0; byte < wide; byte++)
                length = length << 8 | frame[2 + byte];
        }
        if (has - at < head + length)
            break;
        told(line, text + at + head, length);
        at += head + length;
    }
    return at;
}

static void hear(struct line *line)
{
    if (line->has >= ONE_READ)
        fail("too long to hear");
    memcpy(heard, line->behind, line->has);
    ssize_t more = read(line->file, heard + line->has, ONE_READ - line->has);
    if (more < 0 && errno == EAGAIN)
        return;
    if (more <= 0)
        fail("a line was lost");
    size_t has = line->has + (size_t)more, whole = understood(line, heard, has);
    line->has = has - whole;
    if (line->has > 0) {
        line->behind = realloc(line->behind, line->has);
        memcpy(line->behind, heard + whole, line->has);
    }
}

static void turn(int milliseconds)
{
    struct epoll_event events[512];
    int found = epoll_wait(polled, events, 512, milliseconds);
    for (int at = 0; at < found; at++)
        hear(events[at].data.ptr);
}

static void everyone_comes(int port)
{
    uint64_t until = now() + PATIENCE * 1000000000ull;
    while (right < many) {
        while (opened < many && opened - right < AT_ONCE)
            take_up(&lines[opened++], port);
        turn(100);
        if (now() > until)
            fail("not everyone has the board");
    }
}

static int shorter(const void *one, const void *other)
{
    uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;
    return (a > b) - (a < b);
}

static double part(double which)
{
    return noted ? took[(size_t)((double)(noted - 1) * which + 0.5)] / 1000.0 : 0;
}

/* One phase; ``every`` is 0 for as quick as it goes. */
static void phase(uint64_t every, double seconds)
{
    uint64_t granted = 0, began = now(), until = began + (uint64_t)(seconds * 1e9), next = began, at = began;
    delivered = noted = 0;
    while (at < until) {
        if (every == 0) {
            for (; granted - delivered / (uint64_t)many < WINDOW; granted++)
                write_all(control, "+", 1);
        } else if (at >= next) {
            write_all(control, "+", 1);
            granted++;
            next += every;
        }
        turn(every == 0 ? 10 : next > at ? (int)((next - at) / 1000000) : 0);
        at = now();
    }
    uint64_t counted = delivered;
    while (delivered < granted * (uint64_t)many) {
        turn(100);
        if (now() > at + PATIENCE * 1000000000ull)
            fail("not everything was delivered");
    }
    qsort(took, noted, sizeof *took, shorter);
    printf("{\"seconds\": %.4f, \"counted\": %llu, \"delivered\": %llu, \"broadcasts\": %llu, \"p50\": %.3f, "
           "\"p99\": %.3f}\n",
           (double)(at - began) / 1e9, (unsigned long long)counted, (unsigned long long)delivered,
           (unsigned long long)granted, part(0.5), part(0.99));
    fflush(stdout);
}

int main(int count, char **words)
{
    char asked[128];
    double rate, seconds;
    if (count != 6)
        return 2;
    int port = atoi(words[1]);
    many = atoi(words[3]);
    token = words[4];
    subscribe = words[5];
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    lines = calloc((size_t)many, sizeof *lines);
    polled = epoll_create1(0);
    control = connected(atoi(words[2]));
    everyone_comes(port);
    printf("right\n");
    fflush(stdout);
    while (fgets(asked, sizeof asked, stdin) != NULL) {
        if (sscanf(asked, "saturate %lf", &seconds) == 1)
            phase(0, seconds);
        else if (sscanf(asked, "paced %lf %lf", &rate, &seconds) == 2)
            phase((uint64_t)(1e9 / rate), seconds);
    }
    return 0;
}
