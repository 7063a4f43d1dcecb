// The state of a driver that is none: memory of the host, streams whose work is done when somebody waits for it, and faults
// that a test orders.
#pragma once
#include "host_shim.h"

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace fake {

typedef int Code;

constexpr Code SUCCESS = 0;
constexpr Code INVALID_VALUE = 1;
constexpr Code OUT_OF_MEMORY = 2;
constexpr Code NOT_INITIALIZED = 3;
constexpr Code NO_DEVICE = 100;
constexpr Code INVALID_DEVICE = 101;
constexpr Code INVALID_IMAGE = 200;
constexpr Code INVALID_CONTEXT = 201;
constexpr Code INVALID_HANDLE = 400;
constexpr Code NOT_FOUND = 500;
constexpr Code NOT_READY = 600;
constexpr Code ILLEGAL_ADDRESS = 700;

// A fault: some calls of a function, counted from 1, fail.
struct Fault {
    std::string function;
    Code code = SUCCESS;
    int first = 1;
    int times = 1;
    int calls = 0;
};

struct Stream {
    std::vector<std::function<Code()>> work;
};

struct Event {
    double milliseconds = 0;
};

struct Driver {
    std::recursive_mutex mutex;
    bool isInitialized = false;
    int devices = 1;
    Code init = SUCCESS;
    size_t memory = size_t(1) << 30;
    size_t used = 0;
    bool isHanging = false;
    int corrupted = 0; // from which copy to the host on bits are wrong; 0 is never
    int copies = 0;
    std::vector<Fault> faults;
    Code sticky = SUCCESS; // what every call says until the context is reset
    std::map<uint64_t, size_t> allocations;
    std::map<Stream *, Stream> streams;
    std::set<void *> pinned; // memory that is not given back
};

extern Driver driver;
extern thread_local void *currentContext;

// Takes orders such as "devices=0,memory=4,fail=cuLaunchKernel:700:2"; forgets those before.
void configure(const std::string &orders);

// What a call of a function is to answer before it does anything.
Code check(const char *function);

// Does what a stream has been told; what fails spoils the context.
Code finish(Stream &stream);
Code finishAll();

// Throws a context away, with all that is in it.
void reset();

bool isOnDevice(uint64_t address, size_t bytes);
Code toHost(void *target, uint64_t source, size_t bytes);

} // namespace fake
