/* A disk that takes 100 ms to say that what was written is safe. Loaded before libc. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static void wait_for_the_disk(void)
{
    struct timespec tenth = {0, 100 * 1000 * 1000};
    nanosleep(&tenth, 0);
}

int fsync(int file)
{
    wait_for_the_disk();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file)
{
    wait_for_the_disk();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
