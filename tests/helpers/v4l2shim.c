// v4l2shim.c - LD_PRELOAD stand-in for v4l2loopback + a fake webcam (no kernel module, no root).
// build: gcc -shared -fPIC -O2 -Wall -o v4l2shim.so v4l2shim.c -ldl
// use:   V4L2SHIM="/dev/video42=/dev/shm/dev42" LD_PRELOAD=./v4l2shim.so app
//   each ;-separated pair maps a fake device to a plain backing file shared by all processes (header page +
//   4 frame slots); the fake fd IS that file, so mmap/select/poll need no interception.
//   a backing path written cam:/path makes that device a webcam (driver uvcvideo, capture only) for every process
//   that has not V4L2SHIM_FEED set (the feeder).
//   The header page of a backing file is the device's state; a test may write it: word 7 (dead) = 1 unplugs the
//   device (open handles give ENODEV; it is gone from /dev and /sys), `used` holds the bytes of a frame when the format
//   is compressed (0: the full size), `card` the device's name (QUERYCAP and /sys/class/video4linux/videoN/name).
//   word 9 (readers) counts who captures from the device; V4L2SHIM_EVENTS=1: v4l2loopback's event tells it
//   V4L2SHIM_REC=1: every written frame is also appended to <backing>.rec ; V4L2SHIM_EXCL=1: exclusive_caps=1
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>
#include <linux/videodev2.h>
#define NBUF 4
#define HDR 4096
#define SLOT (8u << 20)
#define MAGIC 0x34325634u
struct hdr { uint32_t magic, w, h, fourcc, size, bpl, fps, dead, has_writer, readers; volatile uint64_t seq; volatile uint64_t t_ns[NBUF]; volatile uint32_t used[NBUF]; char card[32]; };
struct fake { struct hdr *h; char rec[256]; uint64_t seen; int flags, writer, cam, reader, event; };
#define CLIENT_USAGE (V4L2_EVENT_PRIVATE_START + 0x08E00000 + 1)
static void reads(struct fake *f, int on) { if (f->reader != on) __atomic_add_fetch(&f->h->readers, on ? 1 : -1, __ATOMIC_SEQ_CST); f->reader = on; }
static struct fake *tab[1024];
#define REAL(ret, name, ...) static ret (*real_##name)(__VA_ARGS__); real_##name = real_##name ? real_##name : (ret (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static int lookup(const char *p, char *out, size_t n) {          // fake device path -> backing file
    const char *e = getenv("V4L2SHIM"); size_t l = p ? strlen(p) : 0;
    while (e && *e && l) {
        const char *end = strchrnul(e, ';'), *eq = memchr(e, '=', end - e);
        if (eq && (size_t)(eq - e) == l && !strncmp(e, p, l)) { snprintf(out, n, "%.*s", (int)(end - eq - 1), eq + 1); return 1; }
        e = *end ? end + 1 : end;
    }
    return 0;
}
static int peek(const char *back, struct hdr *h) {                // state of a device without opening it; 0 when it is unplugged
    REAL(int, open, const char *, int, ...); REAL(int, close, int);
    memset(h, 0, sizeof *h);
    int fd = real_open(back + 4 * !strncmp(back, "cam:", 4), O_RDONLY | O_CLOEXEC);
    if (fd >= 0) { if (pread(fd, h, sizeof *h, 0) < 0) memset(h, 0, sizeof *h); real_close(fd); }
    return !h->dead;
}
static const char *card(const struct hdr *h, int cam) { return h->card[0] ? h->card : cam ? "Shim Webcam" : "Shim Loopback"; }
static int sysname(const char *p, char *out, size_t n) {          // /sys/class/video4linux/videoN/name -> backing file of videoN
    char dev[64]; int num, end = 0;
    return p && sscanf(p, "/sys/class/video4linux/video%d/name%n", &num, &end) == 1 && end && !p[end]
        && snprintf(dev, sizeof dev, "/dev/video%d", num) > 0 && lookup(dev, out, n);
}
static int sysfile(const char *back) {                            // a descriptor that reads as that name file
    struct hdr h; if (!peek(back, &h)) { errno = ENOENT; return -1; }
    char line[64]; int n = snprintf(line, sizeof line, "%.31s\n", card(&h, !strncmp(back, "cam:", 4)));
    int fd = memfd_create("name", MFD_CLOEXEC);
    if (fd >= 0 && (write(fd, line, n) != n || lseek(fd, 0, SEEK_SET))) return -1;
    return fd;
}
static uint64_t now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000ull + t.tv_nsec; }
static void setfmt(struct hdr *h, uint32_t w, uint32_t ht, uint32_t f) {
    uint32_t px = w * ht; h->w = w; h->h = ht; h->fourcc = f;
    h->size = f == V4L2_PIX_FMT_GREY ? px : f == V4L2_PIX_FMT_YUV420 || f == V4L2_PIX_FMT_NV12 ? px * 3 / 2
            : f == V4L2_PIX_FMT_RGB24 || f == V4L2_PIX_FMT_BGR24 ? px * 3 : px * 2;
    h->bpl = f == V4L2_PIX_FMT_YUYV || f == V4L2_PIX_FMT_UYVY ? w * 2 : f == V4L2_PIX_FMT_RGB24 || f == V4L2_PIX_FMT_BGR24 ? w * 3 : w;
}
static int fake_open(const char *path, int flags, char *back) {
    REAL(int, open, const char *, int, ...);
    int cam = !strncmp(back, "cam:", 4); back += 4 * cam;
    int fd = real_open(back, O_RDWR | O_CREAT | (flags & O_CLOEXEC), 0666);
    if (fd < 0 || fd >= 1024) return fd;
    if (ftruncate(fd, HDR + (off_t)NBUF * SLOT)) return -1;
    struct hdr *h = mmap(0, HDR, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (h->magic != MAGIC) { setfmt(h, 640, 480, V4L2_PIX_FMT_YUV420); h->fps = 30; h->magic = MAGIC; }
    if (h->dead) { munmap(h, HDR); close(fd); errno = ENOENT; return -1; }
    struct fake *f = calloc(1, sizeof *f);
    f->h = h; f->flags = flags; f->seen = h->seq; f->cam = cam && !getenv("V4L2SHIM_FEED"); snprintf(f->rec, sizeof f->rec, "%s.rec", back);
    tab[fd] = f; return fd;
}
#define OPEN(name) int name(const char *p, int fl, ...) { mode_t m = 0; char b[256]; \
    if (fl & (O_CREAT | __O_TMPFILE)) { va_list a; va_start(a, fl); m = va_arg(a, mode_t); va_end(a); } \
    if (lookup(p, b, sizeof b)) return fake_open(p, fl, b); \
    if (sysname(p, b, sizeof b)) return sysfile(b); \
    REAL(int, name, const char *, int, ...); return real_##name(p, fl, m); }
OPEN(open) OPEN(open64)
#define OPENAT(name) int name(int d, const char *p, int fl, ...) { mode_t m = 0; char b[256]; \
    if (fl & (O_CREAT | __O_TMPFILE)) { va_list a; va_start(a, fl); m = va_arg(a, mode_t); va_end(a); } \
    if (lookup(p, b, sizeof b)) return fake_open(p, fl, b); \
    if (sysname(p, b, sizeof b)) return sysfile(b); \
    REAL(int, name, int, const char *, int, ...); return real_##name(d, p, fl, m); }
OPENAT(openat) OPENAT(openat64)
int __open_2(const char *p, int fl) { return open(p, fl); }
int __open64_2(const char *p, int fl) { return open64(p, fl); }

static void chr(struct stat *s, const char *p) { memset(s, 0, sizeof *s); s->st_mode = S_IFCHR | 0666; s->st_rdev = makedev(81, atoi(p + strcspn(p, "0123456789"))); s->st_nlink = 1; }
static int fakestat(struct stat *s, const char *p, int *ret) {     // 1: `ret` is the answer for this path
    char b[256]; struct hdr h; int dev = lookup(p, b, sizeof b);
    if (!dev && !sysname(p, b, sizeof b)) return 0;
    if (!peek(b, &h)) { errno = ENOENT; *ret = -1; return 1; }
    chr(s, p); if (!dev) s->st_mode = S_IFREG | 0444;
    *ret = 0; return 1;
}
#define STAT(name, P, A, path) int name P { int ret; if (fakestat((void *)s, path, &ret)) return ret; \
    static int (*r) P; if (!r) r = dlsym(RTLD_NEXT, #name); return r A; }
STAT(stat, (const char *p, struct stat *s), (p, s), p) STAT(stat64, (const char *p, struct stat64 *s), (p, s), p)
STAT(lstat, (const char *p, struct stat *s), (p, s), p)
STAT(fstatat, (int d, const char *p, struct stat *s, int f), (d, p, s, f), p) STAT(fstatat64, (int d, const char *p, struct stat64 *s, int f), (d, p, s, f), p)
STAT(__xstat, (int v, const char *p, struct stat *s), (v, p, s), p) STAT(__xstat64, (int v, const char *p, struct stat64 *s), (v, p, s), p)
int access(const char *p, int m) { struct stat s; int ret; if (fakestat(&s, p, &ret)) return ret; REAL(int, access, const char *, int); return real_access(p, m); }
static struct fake *get(int fd) { return fd >= 0 && fd < 1024 ? tab[fd] : 0; }
#define FSTAT(name, T) int name(int fd, struct T *s) { if (get(fd)) { chr((void *)s, "42"); return 0; } REAL(int, name, int, struct T *); return real_##name(fd, s); }
FSTAT(fstat, stat) FSTAT(fstat64, stat64)

ssize_t write(int fd, const void *buf, size_t n) {
    REAL(ssize_t, write, int, const void *, size_t);
    struct fake *f = get(fd); if (!f) return real_write(fd, buf, n);
    struct hdr *h = f->h; if (h->dead) { errno = ENODEV; return -1; }
    if (n > h->size) n = h->size;
    int i = h->seq % NBUF; if (pwrite(fd, buf, n, HDR + (off_t)i * SLOT) < 0) return -1;
    if (getenv("V4L2SHIM_REC")) { int r = open(f->rec, O_WRONLY | O_CREAT | O_APPEND, 0666); if (real_write(r, buf, n) < 0) perror("rec"); close(r); }
    h->used[i] = 0; h->t_ns[i] = now(); __atomic_add_fetch(&h->seq, 1, __ATOMIC_RELEASE); return n;
}
int close(int fd) {
    REAL(int, close, int); struct fake *f = get(fd);
    if (f) { reads(f, 0); if (f->writer) f->h->has_writer = 0; tab[fd] = 0; munmap(f->h, HDR); free(f); }
    return real_close(fd);
}
int ioctl(int fd, unsigned long req, ...) {
    va_list a; va_start(a, req); void *arg = va_arg(a, void *); va_end(a);
    REAL(int, ioctl, int, unsigned long, ...);
    struct fake *f = get(fd); if (!f) return real_ioctl(fd, req, arg);
    struct hdr *h = f->h; if (h->dead) { errno = ENODEV; return -1; }
    switch ((uint32_t)req) {
    case VIDIOC_QUERYCAP: { struct v4l2_capability *c = arg; memset(c, 0, sizeof *c);
        strcpy((char *)c->driver, f->cam ? "uvcvideo" : "v4l2 loopback"); snprintf((char *)c->card, sizeof c->card, "%.31s", card(h, f->cam)); strcpy((char *)c->bus_info, "platform:v4l2shim");
        uint32_t io = f->cam ? V4L2_CAP_VIDEO_CAPTURE : !getenv("V4L2SHIM_EXCL") ? V4L2_CAP_VIDEO_OUTPUT | V4L2_CAP_VIDEO_CAPTURE : h->has_writer ? V4L2_CAP_VIDEO_CAPTURE : V4L2_CAP_VIDEO_OUTPUT;
        c->version = 6 << 16; c->device_caps = io | V4L2_CAP_STREAMING | V4L2_CAP_READWRITE; c->capabilities = c->device_caps | V4L2_CAP_DEVICE_CAPS; return 0; }
    case VIDIOC_G_FMT: case VIDIOC_TRY_FMT: case VIDIOC_S_FMT: { struct v4l2_format *v = arg; struct v4l2_pix_format *p = &v->fmt.pix;
        if (v->type == V4L2_BUF_TYPE_VIDEO_OUTPUT && (uint32_t)req == VIDIOC_S_FMT) {
            if ((uint64_t)p->width * p->height * 3 > SLOT) { errno = EINVAL; return -1; }
            setfmt(h, p->width, p->height, p->pixelformat); h->has_writer = f->writer = 1; }
        else if (v->type != V4L2_BUF_TYPE_VIDEO_CAPTURE && v->type != V4L2_BUF_TYPE_VIDEO_OUTPUT) { errno = EINVAL; return -1; }
        p->width = h->w; p->height = h->h; p->pixelformat = h->fourcc; p->bytesperline = h->bpl; p->sizeimage = h->size;
        p->field = V4L2_FIELD_NONE; p->colorspace = V4L2_COLORSPACE_SRGB; return 0; }
    case VIDIOC_ENUM_FMT: { struct v4l2_fmtdesc *d = arg; if (d->index || d->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) break; d->flags = 0; d->pixelformat = h->fourcc; strcpy((char *)d->description, "shim"); return 0; }
    case VIDIOC_ENUM_FRAMESIZES: { struct v4l2_frmsizeenum *s = arg; if (s->index || s->pixel_format != h->fourcc) break; s->type = V4L2_FRMSIZE_TYPE_DISCRETE; s->discrete.width = h->w; s->discrete.height = h->h; return 0; }
    case VIDIOC_ENUM_FRAMEINTERVALS: { struct v4l2_frmivalenum *s = arg; if (s->index) break; s->type = V4L2_FRMIVAL_TYPE_DISCRETE; s->discrete.numerator = 1; s->discrete.denominator = h->fps; return 0; }
    case VIDIOC_G_PARM: case VIDIOC_S_PARM: { struct v4l2_streamparm *p = arg; p->parm.capture.capability = V4L2_CAP_TIMEPERFRAME; p->parm.capture.timeperframe.numerator = 1; p->parm.capture.timeperframe.denominator = h->fps; return 0; }
    case VIDIOC_ENUMINPUT: { struct v4l2_input *i = arg; if (i->index) break; memset(i, 0, sizeof *i); strcpy((char *)i->name, "loopback"); i->type = V4L2_INPUT_TYPE_CAMERA; return 0; }
    case VIDIOC_G_INPUT: *(int *)arg = 0; return 0;
    case VIDIOC_S_INPUT: if (*(int *)arg) break; return 0;
    case VIDIOC_REQBUFS: ((struct v4l2_requestbuffers *)arg)->count = ((struct v4l2_requestbuffers *)arg)->count ? NBUF : 0; return 0;
    case VIDIOC_QUERYBUF: { struct v4l2_buffer *b = arg; if (b->index >= NBUF) break; b->length = h->size; b->m.offset = HDR + b->index * SLOT; b->flags = V4L2_BUF_FLAG_MAPPED; return 0; }
    case VIDIOC_QBUF: return 0;
    case VIDIOC_STREAMON: case VIDIOC_STREAMOFF: if (*(int *)arg == V4L2_BUF_TYPE_VIDEO_CAPTURE) reads(f, (uint32_t)req == VIDIOC_STREAMON); return 0;
    case VIDIOC_SUBSCRIBE_EVENT: { struct v4l2_event_subscription *s = arg;
        if (f->cam || !getenv("V4L2SHIM_EVENTS") || s->type != CLIENT_USAGE) break;
        f->event = s->flags & V4L2_EVENT_SUB_FL_SEND_INITIAL; return 0; }
    case VIDIOC_DQEVENT: { struct v4l2_event *e = arg; if (!f->event) { errno = ENOENT; return -1; }   // the initial state alone
        f->event = 0; memset(e, 0, sizeof *e); e->type = CLIENT_USAGE; *(uint32_t *)&e->u = h->readers > 0; return 0; }
    case VIDIOC_DQBUF: { struct v4l2_buffer *b = arg; uint64_t t0 = now();   // blocks (even O_NONBLOCK: the fd always selects readable)
        while (h->seq == f->seen) { if (h->dead) { errno = ENODEV; return -1; } if (now() - t0 > 3000000000ull) { errno = EAGAIN; return -1; } usleep(300); }
        uint64_t s = f->seen = __atomic_load_n(&h->seq, __ATOMIC_ACQUIRE); b->index = (s - 1) % NBUF; b->length = h->size; b->bytesused = h->used[b->index] ? h->used[b->index] : h->size; b->sequence = s - 1; b->field = V4L2_FIELD_NONE;
        b->m.offset = HDR + b->index * SLOT; b->memory = V4L2_MEMORY_MMAP; b->flags = V4L2_BUF_FLAG_MAPPED | V4L2_BUF_FLAG_DONE | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
        b->timestamp.tv_sec = h->t_ns[b->index] / 1000000000; b->timestamp.tv_usec = h->t_ns[b->index] / 1000 % 1000000; return 0; }
    default: errno = ENOTTY; return -1;
    }
    errno = EINVAL; return -1;
}

// directory listings of /dev also show the fake devices (glob('/dev/video*') in cv2-enumerate-cameras, QMediaDevices)
static DIR *devdir; static int devpos; static struct dirent64 devent;
DIR *opendir(const char *p) { REAL(DIR *, opendir, const char *); DIR *d = real_opendir(p); if (d && (!strcmp(p, "/dev") || !strcmp(p, "/dev/"))) { devdir = d; devpos = 0; } return d; }
static void *next_fake(DIR *d) {
    if (d != devdir) return 0;
    const char *e = getenv("V4L2SHIM"); for (int i = 0; e && *e && i < devpos; i++) { e = strchrnul(e, ';'); e += *e == ';'; }
    if (!e || !*e) return 0;
    devpos++; size_t l = strcspn(e, "=;");
    char p[256], b[256]; struct hdr h; snprintf(p, sizeof p, "%.*s", (int)l, e);
    if (!lookup(p, b, sizeof b) || !peek(b, &h)) return next_fake(d);
    memset(&devent, 0, sizeof devent); devent.d_ino = 9999 + devpos; devent.d_type = DT_CHR; devent.d_reclen = sizeof devent;
    snprintf(devent.d_name, sizeof devent.d_name, "%.*s", (int)(l - 5), e + 5); return &devent;
}
struct dirent64 *readdir64(DIR *d) { REAL(struct dirent64 *, readdir64, DIR *); struct dirent64 *r = real_readdir64(d); return r ? r : next_fake(d); }
struct dirent *readdir(DIR *d) { REAL(struct dirent *, readdir, DIR *); struct dirent *r = real_readdir(d); return r ? r : next_fake(d); }
