// Literal patterns found by an automaton's table. Three kernels, one after the other: the first sets each message's categories
// and counts each chunk's events, the second adds the counts up, the third puts the events of a chunk where they belong, so
// that they come out in the order of the text and the first ones are kept when there are too many.
#pragma once
#include "text.cuh"

struct PatternScanParameters {
    Text text;
    const u32 *rows;       // of 1 << shift columns each; a state is the index at which its row begins
    const u32 *columns;    // by byte
    const u64 *categories; // by row, from the first matching one on
    u64 *found;            // by message its categories; zeros before
    u32 *counts;           // by chunk how many events it has, then how many the ones before it have; one more for all
    u32 *events;           // where each ends, and in which state
    u32 *all;              // how many events there are
    u32 firstMatching;     // states from here on end with a pattern
    u32 shift;
    u32 chunk;   // bytes
    u32 chunks;
    u32 overlap;     // by how many bytes the longest pattern is longer than one
    u32 sharedCells; // how many cells of the first rows are kept in shared memory
    u32 maxEvents;
    u32 unused;
};
static_assert(sizeof(PatternScanParameters) == 112, "as in Java");

// The table and what of it lies in shared memory: the columns, then the rows that are visited most.
struct PatternTable {
    const u32 *rows;
    const u32 *sharedRows;
    const u8 *columns;
    u32 sharedCells;
};

// Dynamic shared memory: 256 + 4 * sharedCells bytes.
__device__ inline PatternTable stageTable(const PatternScanParameters &p) {
    DYNAMIC_SHARED(u32, shared);
    u8 *columns = reinterpret_cast<u8 *>(shared);
    for (u32 i = threadIdx.x; i < 256; i += blockDim.x) {
        columns[i] = static_cast<u8>(p.columns[i]);
    }
    for (u32 i = threadIdx.x; i < p.sharedCells; i += blockDim.x) {
        shared[64 + i] = p.rows[i];
    }
    __syncthreads();
    return {p.rows, shared + 64, columns, p.sharedCells};
}

// Tells of all places in a chunk at which a pattern ends. It begins so many bytes before the chunk that every pattern which
// ends in the chunk is seen from its first byte on, but never before the message's first byte.
template <class Event>
__device__ inline void scanChunk(const PatternScanParameters &p, const PatternTable &table, u32 chunk, Event &event) {
    u32 from = chunk * p.chunk;
    u32 to = from + least(p.chunk, p.text.size - from);
    u32 message = messageAt(p.text, from);
    u32 end = p.text.offsets[message + 1];
    u32 at = from - least(p.overlap, from - p.text.offsets[message]);
    u32 state = 0;
    u32 word = p.text.words[at >> 2] >> ((at & 3u) * 8);
    while (at < to) {
        if (at == end) {
            do {
                message++;
                end = p.text.offsets[message + 1];
            } while (at == end);
            state = 0;
        }
        u32 cell = state + table.columns[word & 0xFFu];
        state = cell < table.sharedCells ? table.sharedRows[cell] : table.rows[cell];
        at++;
        word = (at & 3u) == 0 ? p.text.words[at >> 2] : word >> 8;
        if (state >= p.firstMatching && at > from) {
            event(message, at, state);
        }
    }
}

struct CountEvents {
    const PatternScanParameters &p;
    u32 message;
    u32 count;
    u64 categories;

    __device__ inline void operator()(u32 ofMessage, u32, u32 state) {
        if (ofMessage != message) {
            flush();
            message = ofMessage;
        }
        categories |= p.categories[(state - p.firstMatching) >> p.shift];
        count++;
    }

    __device__ inline void flush() {
        if (categories != 0) {
            atomicOr(&p.found[message], categories);
        }
        categories = 0;
    }
};

KERNEL(pattern_count, PatternScanParameters) {
    PatternTable table = stageTable(p);
    for (u32 chunk = blockIdx.x * blockDim.x + threadIdx.x; chunk < p.chunks; chunk += gridDim.x * blockDim.x) {
        CountEvents events = {p, 0, 0, 0};
        scanChunk(p, table, chunk, events);
        events.flush();
        p.counts[chunk] = events.count;
    }
}

const u32 ADDING_THREADS = 256;

struct PartialSums {
    u32 sums[ADDING_THREADS];
};

// One block of ADDING_THREADS: each thread adds up a stretch of its own, then all stretches are added up.
KERNEL(pattern_sum, PatternScanParameters) {
    SHARED(PartialSums, shared);
    u32 thread = threadIdx.x;
    u32 stretch = (p.chunks + ADDING_THREADS - 1) / ADDING_THREADS;
    u32 from = least(thread * stretch, p.chunks);
    u32 to = least(from + stretch, p.chunks);
    u32 sum = 0;
    for (u32 i = from; i < to; i++) {
        sum += p.counts[i];
    }
    shared.sums[thread] = sum;
    __syncthreads();
    for (u32 distance = 1; distance < ADDING_THREADS; distance *= 2) {
        u32 before = thread >= distance ? shared.sums[thread - distance] : 0;
        __syncthreads();
        shared.sums[thread] += before;
        __syncthreads();
    }
    u32 before = shared.sums[thread] - sum;
    for (u32 i = from; i < to; i++) {
        u32 count = p.counts[i];
        p.counts[i] = before;
        before += count;
    }
    if (thread == ADDING_THREADS - 1) {
        p.counts[p.chunks] = before;
        *p.all = before;
    }
}

struct WriteEvents {
    const PatternScanParameters &p;
    u32 next;

    __device__ inline void operator()(u32, u32 end, u32 state) {
        if (next < p.maxEvents) {
            p.events[2 * static_cast<u64>(next)] = end;
            p.events[2 * static_cast<u64>(next) + 1] = state;
        }
        next++;
    }
};

KERNEL(pattern_events, PatternScanParameters) {
    PatternTable table = stageTable(p);
    for (u32 chunk = blockIdx.x * blockDim.x + threadIdx.x; chunk < p.chunks; chunk += gridDim.x * blockDim.x) {
        u32 first = p.counts[chunk];
        if (first < p.counts[chunk + 1] && first < p.maxEvents) {
            WriteEvents events = {p, first};
            scanChunk(p, table, chunk, events);
        }
    }
}
