// SPDX-License-Identifier: MIT
// sound_device.c: the OpenAL device behind audio.c: short buffers, quiet absence, loopback for
// tests.
#include "audio/sound_device.h"

#include "audio/audio.h"
#include "base/log.h"
#define AL_ALEXT_PROTOTYPES  // the extensions are exported by openal-soft itself
#include <AL/alc.h>
#include <AL/alext.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// OpenAL mixes 3 x 1024 samples (64 ms) ahead by default, has no call to change it, and reads this
// file once in a process. 3 x 256 is 16 ms. Where that crackles, the user's own ALSOFT_CONF (say
// period_size=512) replaces ours whole. The null and wave drivers would pose as a sound device.
static const char our_conf[] = "[general]\n"
                               "frequency = 48000\n"
                               "period_size = 256\n"
                               "periods = 3\n"
                               "drivers = -null,-wave,\n";

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0';
}

static bool has_sound_card(void)
{
    DIR *folder = opendir("/dev/snd");
    if (folder == NULL) return false;
    bool found = false;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        size_t length = strlen(entry->d_name);
        found =
            found || (strncmp(entry->d_name, "pcm", 3) == 0 && entry->d_name[length - 1] == 'p');
    }
    closedir(folder);
    return found;
}

static bool has_sound_server(void)
{
    if (is_set("PULSE_SERVER")) return true;
    if (!is_set("XDG_RUNTIME_DIR")) return false;
    char path[512];
    snprintf(path, sizeof(path), "%s/pulse/native", getenv("XDG_RUNTIME_DIR"));
    return access(path, F_OK) == 0;
}

// Our configuration lies in memory and leaves no file behind; -1: none is lent. It stays for the
// whole process, because a thread that opens a device may read it at any time.
static int lent_conf = -1;

// Asking OpenAL where there is nothing costs 30 ms, fills the terminal with ALSA's complaints, and
// makes it forget a sound server for good that starts only later. So look before asking.
bool sound_device_may_exist(void)
{
    return (is_set("ALSOFT_CONF") && lent_conf < 0) || is_set("ALSOFT_DRIVERS") ||
           has_sound_server() || has_sound_card();
}

void sound_device_prepare(void)
{
    if (is_set("ALSOFT_CONF")) return;
    int file = memfd_create("alsoft.conf", MFD_CLOEXEC);
    if (file < 0) return;
    char path[64];
    snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    lent_conf = file;
    if (write(file, our_conf, sizeof(our_conf) - 1) == (ssize_t)sizeof(our_conf) - 1)
        setenv("ALSOFT_CONF", path, 1);
}

bool sound_device_open(Device *device, bool loopback, bool headphones)
{
    *device = (Device){ .loopback = loopback };
    ALCdevice *opened = loopback ? alcLoopbackOpenDeviceSOFT(NULL) : alcOpenDevice(NULL);
    if (opened == NULL) return false;

    ALCint hrtf = headphones ? ALC_TRUE : loopback ? ALC_FALSE : ALC_DONT_CARE_SOFT;
    // The pairs that only a loopback takes come last, so that a 0 hides them from a real device.
    ALCint attributes[] = { ALC_FREQUENCY,
                            AUDIO_RATE,
                            ALC_HRTF_SOFT,
                            hrtf,
                            loopback ? ALC_FORMAT_CHANNELS_SOFT : 0,
                            ALC_STEREO_SOFT,
                            ALC_FORMAT_TYPE_SOFT,
                            ALC_FLOAT_SOFT,
                            0 };
    ALCcontext *context = alcCreateContext(opened, attributes);
    if (context == NULL) {
        alcCloseDevice(opened);
        return false;
    }
    ALCint binaural = ALC_FALSE;
    alcGetIntegerv(opened, ALC_HRTF_SOFT, 1, &binaural);
    device->device = opened;
    device->context = context;
    device->binaural = binaural == ALC_TRUE;
    const char *name = loopback ? "loopback" : alcGetString(opened, ALC_ALL_DEVICES_SPECIFIER);
    snprintf(device->name, sizeof(device->name), "%s", name != NULL ? name : "sound device");
    return true;
}

bool sound_device_use(const Device *device)
{
    return alcMakeContextCurrent(device ? device->context : NULL) == ALC_TRUE;
}

bool sound_device_is_lost(const Device *device)
{
    if (device->device == NULL || device->loopback) return false;
    ALCint connected = ALC_TRUE;
    alcGetIntegerv(device->device, ALC_CONNECTED, 1, &connected);
    return connected != ALC_TRUE;
}

double sound_device_latency_ms(const Device *device)
{
    if (device->device == NULL || device->loopback) return 0;
    ALCint64SOFT latency_ns = 0;
    alcGetInteger64vSOFT(device->device, ALC_DEVICE_LATENCY_SOFT, 1, &latency_ns);
    return (double)latency_ns / 1e6;
}

void sound_device_render(Device *device, float *samples, int frames)
{
    REQUIRE(device->loopback && device->device != NULL);
    alcRenderSamplesSOFT(device->device, samples, frames);
}

void sound_device_close(Device *device)
{
    if (device->device == NULL) return;
    alcDestroyContext(device->context);
    alcCloseDevice(device->device);
    *device = (Device){ .loopback = device->loopback };
}
