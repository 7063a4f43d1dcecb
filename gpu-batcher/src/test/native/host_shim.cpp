#include "host_shim.h"

#include <cstdio>

asm(R"(
.text
.globl shim_switch
.hidden shim_switch
.type shim_switch, @function
shim_switch:
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
.size shim_switch, . - shim_switch
)");

#undef threadIdx
#undef blockIdx
#undef blockDim
#undef gridDim

namespace shim {

Machine machine;

namespace {

constexpr int INVALID_VALUE = 1;
constexpr int LAUNCH_FAILED = 719;
constexpr unsigned WARP = 32;
constexpr size_t MOST_SHARED = 48 << 10; // what a block gets without asking for more

[[noreturn]] void run() {
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
    machine.body(machine.parameters);
    Thread &self = machine.threads[machine.current];
    self.state = State::DONE;
    switchTo(self.stack, machine.host);
    abort();
}

bool isSame(const Meeting &a, const Meeting &b) { return a.line == b.line && a.kind == b.kind; }

// Lets the lanes of a warp go on that have all met; false if they have not.
bool release(unsigned first) {
    Thread *lanes = &machine.threads[first];
    uint64_t votes = 0;
    for (unsigned i = 0; i < WARP; i++) {
        if (lanes[i].state != State::AT_WARP || !isSame(lanes[i].meeting, lanes[0].meeting)) {
            return false;
        }
        votes |= lanes[i].given << i;
    }
    for (unsigned i = 0; i < WARP; i++) {
        lanes[i].taken = lanes[i].meeting.kind == 'v' ? votes & 0xFFFFFFFFu : lanes[lanes[i].source].given;
        lanes[i].state = State::READY;
    }
    return true;
}

// Runs a warp until all its lanes are done or wait for the block; false if some wait for others that will not come.
bool runWarp(unsigned first, bool isBackwards) {
    for (;;) {
        bool isWaiting = false;
        for (unsigned i = 0; i < WARP; i++) {
            unsigned number = first + (isBackwards ? WARP - 1 - i : i);
            Thread &thread = machine.threads[number];
            if (thread.state == State::READY) {
                machine.current = number;
                machine.threadIdx = {number, 0, 0};
                switchTo(machine.host, thread.stack);
            }
            isWaiting |= thread.state == State::AT_WARP;
        }
        if (!isWaiting) {
            return true;
        }
        if (!release(first)) {
            return false;
        }
    }
}

// Lets the threads of a block go on that have all come to the same barrier; false if they have not.
bool releaseBlock() {
    for (Thread &thread : machine.threads) {
        if (thread.state != State::AT_BLOCK || !isSame(thread.meeting, machine.threads[0].meeting)) {
            return false;
        }
    }
    for (Thread &thread : machine.threads) {
        thread.state = State::READY;
    }
    return true;
}

bool isDone() {
    for (Thread &thread : machine.threads) {
        if (thread.state != State::DONE) {
            return false;
        }
    }
    return true;
}

// Warps and lanes run in one order in even blocks and in the other in odd ones: what depends on the order shows.
bool runBlock(bool isBackwards) {
    for (Thread &thread : machine.threads) {
        prepare(thread.stack, run);
        thread.state = State::READY;
    }
    unsigned warps = static_cast<unsigned>(machine.threads.size()) / WARP;
    while (!isDone()) {
        for (unsigned i = 0; i < warps; i++) {
            if (!runWarp((isBackwards ? warps - 1 - i : i) * WARP, isBackwards)) {
                return false;
            }
        }
        if (!isDone() && !releaseBlock()) {
            return false;
        }
    }
    return true;
}

} // namespace

void meet(State where, Meeting meeting) {
    Thread &self = machine.threads[machine.current];
    self.state = where;
    self.meeting = meeting;
    switchTo(self.stack, machine.host);
}

int launch(const Kernel &kernel, unsigned blocks, unsigned threads, size_t dynamicShared, const void *parameters) {
    if (blocks == 0 || threads == 0 || threads > 1024 || threads % WARP != 0 || dynamicShared > MOST_SHARED) {
        return INVALID_VALUE;
    }
    machine.body = kernel.body;
    machine.parameters = parameters;
    machine.blockDim = {threads, 1, 1};
    machine.gridDim = {blocks, 1, 1};
    for (Thread &thread : machine.threads) {
        thread.state = State::DONE;
    }
    static std::vector<Thread> spare; // stacks of threads that this kernel does not have
    while (machine.threads.size() > threads) {
        spare.push_back(machine.threads.back());
        machine.threads.pop_back();
    }
    while (machine.threads.size() < threads) {
        machine.threads.push_back(spare.empty() ? Thread() : spare.back());
        if (!spare.empty()) {
            spare.pop_back();
        }
    }
    for (unsigned block = 0; block < blocks; block++) {
        machine.blockIdx = {block, 0, 0};
        machine.staticShared.clear();
        std::vector<uint64_t> shared(dynamicShared / 8 + (dynamicShared % 8 != 0), 0xCDCDCDCDCDCDCDCDull);
        machine.dynamicShared = reinterpret_cast<unsigned char *>(shared.data());
        if (!runBlock(block % 2 == 1)) {
            fprintf(stderr, "host shim: in block %u some threads wait for others that do not come\n", block);
            return LAUNCH_FAILED;
        }
    }
    return 0;
}

} // namespace shim
