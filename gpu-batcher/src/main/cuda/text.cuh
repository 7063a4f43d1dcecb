// The messages of a batch, resident on the device.
#pragma once
#include "device.cuh"

// All messages one behind the other. There are readable bytes for two whole words behind the last one, for bytes are read by
// the word. 24 bytes in each kernel's parameters.
struct Text {
    const u32 *words;
    const u32 *offsets;
    u32 messages;
    u32 size;
};

__device__ inline u32 byteAt(const u32 *words, u32 at) { return words[at >> 2] >> ((at & 3u) * 8) & 0xFFu; }

__device__ inline u32 load32(const u32 *words, u32 at) {
    const u32 *from = words + (at >> 2);
    u64 both = static_cast<u64>(from[1]) << 32 | from[0];
    return static_cast<u32>(both >> ((at & 3u) * 8));
}

__device__ inline u64 load64(const u32 *words, u32 at) {
    return static_cast<u64>(load32(words, at + 4)) << 32 | load32(words, at);
}

// The message that a byte belongs to: the last one that begins at it or before, so never an empty one.
__device__ inline u32 messageAt(const Text &text, u32 at) {
    u32 low = 0;
    u32 high = text.messages;
    while (high - low > 1) {
        u32 middle = low + (high - low) / 2;
        if (text.offsets[middle] <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}
