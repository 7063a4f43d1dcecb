// Runs kernels on the host: one fiber for each CUDA thread of a block, blocks one after the other. Barriers and warp operations
// are real meetings, so a missing barrier or a lane that stays away is seen and reported; shared memory is poisoned before each
// block. What it cannot show: races between blocks, the memory model, timing.
#pragma once
#include "fibers.h"

#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <vector>

struct Index {
    unsigned x, y, z;
};

namespace shim {

enum class State { READY, AT_WARP, AT_BLOCK, DONE };

// What the lanes of a warp do when they meet; all must do the same, in the same line of code.
struct Meeting {
    int line = 0;
    char kind = 0;
};

struct Thread {
    Stack stack;
    State state = State::DONE;
    Meeting meeting;
    uint64_t given = 0;  // what it brings to a meeting of its warp
    unsigned source = 0; // from which lane it wants what that one brings
    uint64_t taken = 0;  // what it gets
};

typedef void (*Body)(const void *parameters);

struct Kernel {
    Body body;
    size_t parameterBytes;
};

// By name.
inline std::map<std::string, Kernel> &kernels() {
    static std::map<std::string, Kernel> all;
    return all;
}

struct Machine {
    Index threadIdx{}, blockIdx{}, blockDim{}, gridDim{};
    std::vector<Thread> threads;
    Stack host;
    unsigned current = 0;
    Body body = nullptr;
    const void *parameters = nullptr;
    unsigned char *dynamicShared = nullptr;
    std::map<int, std::vector<uint64_t>> staticShared; // by line
};

extern Machine machine;

void meet(State where, Meeting meeting);

inline unsigned lane() { return machine.current & 31u; }

inline uint64_t exchange(int line, char kind, uint64_t given, unsigned source) {
    Thread &self = machine.threads[machine.current];
    self.given = given;
    self.source = source & 31u;
    meet(State::AT_WARP, {line, kind});
    return self.taken;
}

template <class T> T shuffle(int line, unsigned mask, T value, unsigned source) {
    static_assert(sizeof(T) <= sizeof(uint64_t), "at most 8 bytes are exchanged");
    if (mask != 0xFFFFFFFFu) {
        abort(); // only whole warps meet
    }
    uint64_t given = 0;
    memcpy(&given, &value, sizeof value);
    uint64_t taken = exchange(line, 's', given, source);
    memcpy(&value, &taken, sizeof value);
    return value;
}

// Shared memory of a fixed size: one piece for each declaration.
template <class T> T &shared(int line) {
    std::vector<uint64_t> &memory = machine.staticShared[line];
    if (memory.empty()) {
        memory.assign((sizeof(T) + 7) / 8, 0xCDCDCDCDCDCDCDCDull);
    }
    return *reinterpret_cast<T *>(memory.data());
}

// Runs a kernel; returns 0 or the code of the error that a device would report.
int launch(const Kernel &kernel, unsigned blocks, unsigned threads, size_t dynamicShared, const void *parameters);

template <class Parameters> struct Registration {
    Registration(const char *name, Body body) { kernels()[name] = {body, sizeof(Parameters)}; }
};

} // namespace shim

#define __device__
#define __constant__ static const
#define KERNEL(name, Parameters)                                                               \
    static void name(const Parameters &p);                                                     \
    static shim::Registration<Parameters> name##Registration(                                  \
        #name, [](const void *parameters) { name(*static_cast<const Parameters *>(parameters)); }); \
    static void name(const Parameters &p)
#define SHARED(Type, name) Type &name = shim::shared<Type>(__LINE__)
#define DYNAMIC_SHARED(Type, name) Type *name = reinterpret_cast<Type *>(shim::machine.dynamicShared)

#define threadIdx (shim::machine.threadIdx)
#define blockIdx (shim::machine.blockIdx)
#define blockDim (shim::machine.blockDim)
#define gridDim (shim::machine.gridDim)

#define __syncthreads() shim::meet(shim::State::AT_BLOCK, {__LINE__, 'b'})
#define __shfl_sync(mask, value, lane) shim::shuffle(__LINE__, mask, value, lane)
#define __shfl_xor_sync(mask, value, flip) shim::shuffle(__LINE__, mask, value, shim::lane() ^ (flip))
#define __ballot_sync(mask, is) static_cast<unsigned>(shim::exchange(__LINE__, 'v', (is) ? 1 : 0, 0))

inline int __popc(unsigned bits) { return __builtin_popcount(bits); }
inline int __ffs(unsigned bits) { return __builtin_ffs(static_cast<int>(bits)); }

inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b) {
    return static_cast<unsigned long long>(static_cast<unsigned __int128>(a) * b >> 64);
}

inline unsigned __float_as_uint(float number) {
    unsigned bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

template <class T> T atomicAdd(T *at, T more) {
    T before = *at;
    *at = before + more;
    return before;
}

template <class T> T atomicOr(T *at, T bits) {
    T before = *at;
    *at = before | bits;
    return before;
}

template <class T> T atomicMin(T *at, T other) {
    T before = *at;
    *at = other < before ? other : before;
    return before;
}
