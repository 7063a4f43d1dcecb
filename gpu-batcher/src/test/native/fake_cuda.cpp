// A libcuda.so.1 that runs kernels on the host: as much of the driver's interface as Weir calls. Nothing is done before
// somebody waits for it, as on a device, so results that are read too early are not there yet. What goes wrong while the
// work is done is told where it is waited for.
#include "fake_driver.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>

#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

using namespace fake;

#define API extern "C" __attribute__((visibility("default"))) Code
#define BEGIN(function)                                              \
    std::lock_guard<std::recursive_mutex> lock(driver.mutex);        \
    if (Code code = check(function)) {                               \
        return code;                                                 \
    }

static void *const CONTEXT = &driver;
static void *const MODULE = &driver.streams;

API cuInit(unsigned) {
    std::lock_guard<std::recursive_mutex> lock(driver.mutex);
    if (!driver.isInitialized) {
        const char *orders = getenv("WEIR_FAKE_CUDA");
        if (orders != nullptr) {
            configure(orders);
        }
    }
    if (driver.init != SUCCESS) {
        return driver.init;
    }
    if (driver.devices == 0) {
        return NO_DEVICE;
    }
    driver.isInitialized = true;
    return SUCCESS;
}

API cuDriverGetVersion(int *version) {
    *version = 12000;
    return SUCCESS;
}

API cuGetErrorName(Code code, const char **name) {
    *name = code == OUT_OF_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY" : "CUDA_ERROR_FAKE";
    return SUCCESS;
}

API cuGetErrorString(Code code, const char **text) { return cuGetErrorName(code, text); }

API cuDeviceGetCount(int *count) {
    BEGIN("cuDeviceGetCount");
    *count = driver.devices;
    return SUCCESS;
}

API cuDeviceGet(int *device, int ordinal) {
    BEGIN("cuDeviceGet");
    if (ordinal < 0 || ordinal >= driver.devices) {
        return INVALID_DEVICE;
    }
    *device = ordinal;
    return SUCCESS;
}

API cuDeviceGetName(char *name, int length, int) {
    BEGIN("cuDeviceGetName");
    snprintf(name, length, "Weir's stand-in for a card");
    return SUCCESS;
}

API cuDeviceGetAttribute(int *value, int attribute, int) {
    BEGIN("cuDeviceGetAttribute");
    constexpr int MULTIPROCESSORS = 16;
    constexpr int CAPABILITY_MAJOR = 75;
    constexpr int CAPABILITY_MINOR = 76;
    *value = attribute == MULTIPROCESSORS ? 2 : attribute == CAPABILITY_MAJOR ? 7 : attribute == CAPABILITY_MINOR ? 5 : 0;
    return SUCCESS;
}

API cuDeviceTotalMem_v2(size_t *bytes, int) {
    BEGIN("cuDeviceTotalMem_v2");
    *bytes = driver.memory;
    return SUCCESS;
}

API cuDevicePrimaryCtxRetain(void **context, int) {
    BEGIN("cuDevicePrimaryCtxRetain");
    *context = CONTEXT;
    return SUCCESS;
}

API cuDevicePrimaryCtxRelease_v2(int) { return SUCCESS; }

API cuDevicePrimaryCtxReset_v2(int) {
    reset();
    return SUCCESS;
}

API cuCtxSetCurrent(void *context) {
    BEGIN("cuCtxSetCurrent");
    currentContext = context;
    return SUCCESS;
}

API cuModuleLoadData(void **module, const void *image) {
    BEGIN("cuModuleLoadData");
    if (currentContext != CONTEXT) {
        return INVALID_CONTEXT;
    }
    if (strstr(static_cast<const char *>(image), ".version 7.0") == nullptr) {
        return INVALID_IMAGE;
    }
    *module = MODULE;
    return SUCCESS;
}

API cuModuleUnload(void *) { return SUCCESS; }

API cuModuleGetFunction(void **function, void *module, const char *name) {
    BEGIN("cuModuleGetFunction");
    auto found = shim::kernels().find(name);
    if (module != MODULE || found == shim::kernels().end()) {
        return NOT_FOUND;
    }
    *function = &found->second;
    return SUCCESS;
}

API cuMemAlloc_v2(uint64_t *address, size_t bytes) {
    BEGIN("cuMemAlloc_v2");
    if (currentContext != CONTEXT) {
        return INVALID_CONTEXT;
    }
    void *memory = nullptr;
    if (bytes == 0) {
        return INVALID_VALUE;
    }
    if (bytes > driver.memory - driver.used || posix_memalign(&memory, 256, bytes) != 0) {
        return OUT_OF_MEMORY;
    }
    memset(memory, 0xCD, bytes);
    *address = reinterpret_cast<uint64_t>(memory);
    driver.allocations[*address] = bytes;
    driver.used += bytes;
    return SUCCESS;
}

API cuMemFree_v2(uint64_t address) {
    BEGIN("cuMemFree_v2");
    Code code = finishAll();
    auto found = driver.allocations.find(address);
    if (found == driver.allocations.end()) {
        return INVALID_VALUE;
    }
    driver.used -= found->second;
    free(reinterpret_cast<void *>(address));
    driver.allocations.erase(found);
    return code;
}

API cuMemHostAlloc(void **memory, size_t bytes, unsigned) {
    BEGIN("cuMemHostAlloc");
    if (posix_memalign(memory, 4096, bytes) != 0) {
        return OUT_OF_MEMORY;
    }
    driver.pinned.insert(*memory);
    memset(*memory, 0xCD, bytes);
    return SUCCESS;
}

API cuMemFreeHost(void *memory) {
    std::lock_guard<std::recursive_mutex> lock(driver.mutex);
    if (driver.pinned.erase(memory) == 0) {
        return INVALID_VALUE;
    }
    free(memory);
    return SUCCESS;
}

API cuStreamCreate(void **stream, unsigned) {
    BEGIN("cuStreamCreate");
    Stream *created = new Stream;
    *stream = created;
    driver.streams[created];
    return SUCCESS;
}

API cuStreamDestroy_v2(void *stream) {
    BEGIN("cuStreamDestroy_v2");
    Stream *destroyed = static_cast<Stream *>(stream);
    if (driver.streams.count(destroyed) == 0) {
        return INVALID_HANDLE;
    }
    Code code = finish(driver.streams[destroyed]);
    driver.streams.erase(destroyed);
    delete destroyed;
    return code;
}

// Adds work to a stream.
static Code enqueue(void *stream, std::function<Code()> piece) {
    auto found = driver.streams.find(static_cast<Stream *>(stream));
    if (found == driver.streams.end()) {
        return INVALID_HANDLE;
    }
    found->second.work.push_back(std::move(piece));
    return SUCCESS;
}

API cuStreamQuery(void *stream) {
    BEGIN("cuStreamQuery");
    if (driver.isHanging) {
        return NOT_READY;
    }
    auto found = driver.streams.find(static_cast<Stream *>(stream));
    return found == driver.streams.end() ? INVALID_HANDLE : finish(found->second);
}

API cuMemcpyHtoDAsync_v2(uint64_t target, const void *source, size_t bytes, void *stream) {
    BEGIN("cuMemcpyHtoDAsync_v2");
    return enqueue(stream, [=] {
        if (!isOnDevice(target, bytes)) {
            return ILLEGAL_ADDRESS;
        }
        memcpy(reinterpret_cast<void *>(target), source, bytes);
        return SUCCESS;
    });
}

API cuMemcpyDtoHAsync_v2(void *target, uint64_t source, size_t bytes, void *stream) {
    BEGIN("cuMemcpyDtoHAsync_v2");
    return enqueue(stream, [=] { return toHost(target, source, bytes); });
}

API cuMemsetD8Async(uint64_t target, unsigned char value, size_t bytes, void *stream) {
    BEGIN("cuMemsetD8Async");
    return enqueue(stream, [=] {
        if (!isOnDevice(target, bytes)) {
            return ILLEGAL_ADDRESS;
        }
        memset(reinterpret_cast<void *>(target), value, bytes);
        return SUCCESS;
    });
}

API cuEventCreate(void **event, unsigned) {
    BEGIN("cuEventCreate");
    *event = new Event;
    return SUCCESS;
}

API cuEventDestroy_v2(void *event) {
    delete static_cast<Event *>(event);
    return SUCCESS;
}

API cuEventRecord(void *event, void *stream) {
    BEGIN("cuEventRecord");
    return enqueue(stream, [=] {
        timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        static_cast<Event *>(event)->milliseconds = now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
        return SUCCESS;
    });
}

API cuEventElapsedTime(float *milliseconds, void *from, void *to) {
    BEGIN("cuEventElapsedTime");
    *milliseconds = static_cast<float>(static_cast<Event *>(to)->milliseconds - static_cast<Event *>(from)->milliseconds);
    return SUCCESS;
}

API cuLaunchKernel(void *function, unsigned blocks, unsigned y, unsigned z, unsigned threads, unsigned threadsY,
                   unsigned threadsZ, unsigned shared, void *stream, void **parameters, void **) {
    BEGIN("cuLaunchKernel");
    if (y != 1 || z != 1 || threadsY != 1 || threadsZ != 1 || blocks == 0) {
        return INVALID_VALUE;
    }
    shim::Kernel kernel = *static_cast<shim::Kernel *>(function);
    const char *bytes = static_cast<const char *>(parameters[0]);
    std::vector<char> copy(bytes, bytes + kernel.parameterBytes);
    return enqueue(stream, [=] { return shim::launch(kernel, blocks, threads, shared, copy.data()); });
}
