// Fibers: stacks of their own, switched by hand. One thread at a time runs them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sys/mman.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

#if !defined(__x86_64__) || !defined(__linux__)
#error "fibers are switched in x86-64 assembly, on Linux"
#endif

namespace shim {

struct Stack {
    void *pointer = nullptr; // where it was left
    char *memory = nullptr;
    size_t size = 0;
};

extern "C" void shim_switch(void **saved, void *next);

// Leaves one stack for another. The sanitizer has to know which one is in use.
inline void switchTo(Stack &from, Stack &to) {
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_start_switch_fiber(nullptr, to.memory, to.size);
#endif
    shim_switch(&from.pointer, to.pointer);
#ifdef __SANITIZE_ADDRESS__
    __sanitizer_finish_switch_fiber(nullptr, nullptr, nullptr);
#endif
}

constexpr size_t STACK_BYTES = 64 << 10;

// Makes a stack ready to call a function that never returns.
inline void prepare(Stack &stack, void (*begin)()) {
    if (stack.memory == nullptr) {
        stack.size = STACK_BYTES;
        void *memory = mmap(nullptr, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED) {
            abort();
        }
        stack.memory = static_cast<char *>(memory);
    }
    // As if it had called: aligned to 16 bytes before the address to return to, below it six registers.
    void **top = reinterpret_cast<void **>(stack.memory + STACK_BYTES) - 2;
    top[0] = reinterpret_cast<void *>(begin);
    stack.pointer = top - 6;
}

} // namespace shim
