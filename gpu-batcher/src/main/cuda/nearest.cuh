// The nearest rows of a resident window by cosine. Rows are of length 1, so a cosine is a sum of products: one of the first two
// kernels works all of them out, the third keeps the k best of each query.
#pragma once
#include "device.cuh"

struct NearestParameters {
    const float *ring; // the window, row by row
    float *scores;     // by query those of all rows up to the last query
    u64 *best;         // by query k keys, the best first, and zeros where there are no more
    u32 dimensions;
    u32 slots;      // how many rows the ring has room for
    u32 oldest;     // in which slot the oldest row is that any query is compared with; ages are counted from it
    u32 firstQuery; // the age of the first query; the queries are rows themselves
    u32 queries;
    u32 rows;  // how many rows there are from the oldest to the last query
    u32 reach; // with how many rows before it a query is compared
    u32 k;
    float least;
    u32 unused;
};
static_assert(sizeof(NearestParameters) == 64, "as in Java");

const u32 FEW_QUERIES = 4;

__device__ inline const float *rowOfAge(const NearestParameters &p, u32 age) {
    u32 slot = p.oldest + age; // below 2^32: both are below the number of slots, which is an int
    return p.ring + static_cast<u64>(slot < p.slots ? slot : slot - p.slots) * p.dimensions;
}

// For up to FEW_QUERIES queries: a warp for each row, which is read once.
KERNEL(cosine_few, NearestParameters) {
    const float *queries[FEW_QUERIES];
#pragma unroll
    for (u32 query = 0; query < FEW_QUERIES; query++) {
        queries[query] = rowOfAge(p, p.firstQuery + least(query, p.queries - 1));
    }
    for (u32 age = warpOfGrid(); age < p.rows; age += warpsOfGrid()) {
        const float *row = rowOfAge(p, age);
        float sums[FEW_QUERIES] = {};
        for (u32 i = laneOf(); i < p.dimensions; i += 32) {
            float number = row[i];
#pragma unroll
            for (u32 query = 0; query < FEW_QUERIES; query++) {
                sums[query] += number * queries[query][i];
            }
        }
#pragma unroll
        for (u32 query = 0; query < FEW_QUERIES; query++) {
            for (u32 distance = 16; distance > 0; distance /= 2) {
                sums[query] += __shfl_xor_sync(ALL_LANES, sums[query], distance);
            }
            if (laneOf() == 0 && query < p.queries) {
                p.scores[static_cast<u64>(query) * p.rows + age] = sums[query];
            }
        }
    }
}

const u32 TILE_ROWS = 128;
const u32 TILE_QUERIES = 64;
const u32 TILE_DEPTH = 16;
const u32 TILE_THREADS = 256;
const u32 ROWS_OF_THREAD = 8;
const u32 QUERIES_OF_THREAD = 4;
// After so many dimensions a sum begins anew, and is added to the others: so the error grows with the square root of the
// number of dimensions even where all numbers are alike.
const u32 DEPTH_OF_SUM = 64;

struct Tile {
    // Four more, so that threads which write to different depths do not meet in the same bank.
    float rows[TILE_DEPTH][TILE_ROWS + 4];
    float queries[TILE_DEPTH][TILE_QUERIES + 4];
};

__device__ inline void stageTile(const NearestParameters &p, Tile &tile, u32 firstRow, u32 firstQuery, u32 depth) {
    for (u32 i = threadIdx.x; i < (TILE_ROWS + TILE_QUERIES) * TILE_DEPTH; i += TILE_THREADS) {
        u32 which = i / TILE_DEPTH;
        u32 at = i % TILE_DEPTH;
        bool isRow = which < TILE_ROWS;
        u32 row = isRow ? firstRow + which : firstQuery + which - TILE_ROWS;
        bool isThere = depth + at < p.dimensions && row < (isRow ? p.rows : p.queries);
        float number = isThere ? rowOfAge(p, isRow ? row : p.firstQuery + row)[depth + at] : 0.0f;
        if (isRow) {
            tile.rows[at][which] = number;
        } else {
            tile.queries[at][which - TILE_ROWS] = number;
        }
    }
}

// Whether no query of a tile is compared with any of its rows.
__device__ inline bool isNeedless(const NearestParameters &p, u32 firstRow, u32 firstQuery) {
    u32 age = p.firstQuery + firstQuery;
    return firstRow >= age + TILE_QUERIES - 1 || (age > p.reach && firstRow + TILE_ROWS <= age - p.reach);
}

// For many queries: a block of TILE_THREADS for each tile of rows by queries.
KERNEL(cosine_many, NearestParameters) {
    SHARED(Tile, tile);
    u32 tilesOfQueries = (p.queries + TILE_QUERIES - 1) / TILE_QUERIES;
    u32 tiles = tilesOfQueries * ((p.rows + TILE_ROWS - 1) / TILE_ROWS);
    u32 ownQuery = threadIdx.x % 16 * QUERIES_OF_THREAD;
    u32 ownRow = threadIdx.x / 16 * ROWS_OF_THREAD;
    for (u32 number = blockIdx.x; number < tiles; number += gridDim.x) {
        u32 firstRow = number / tilesOfQueries * TILE_ROWS;
        u32 firstQuery = number % tilesOfQueries * TILE_QUERIES;
        if (isNeedless(p, firstRow, firstQuery)) {
            continue;
        }
        float sums[ROWS_OF_THREAD][QUERIES_OF_THREAD] = {};
        float partial[ROWS_OF_THREAD][QUERIES_OF_THREAD] = {};
        for (u32 depth = 0; depth < p.dimensions; depth += TILE_DEPTH) {
            stageTile(p, tile, firstRow, firstQuery, depth);
            __syncthreads();
#pragma unroll
            for (u32 at = 0; at < TILE_DEPTH; at++) {
                float rows[ROWS_OF_THREAD];
                float queries[QUERIES_OF_THREAD];
#pragma unroll
                for (u32 i = 0; i < ROWS_OF_THREAD; i++) {
                    rows[i] = tile.rows[at][ownRow + i];
                }
#pragma unroll
                for (u32 j = 0; j < QUERIES_OF_THREAD; j++) {
                    queries[j] = tile.queries[at][ownQuery + j];
                }
#pragma unroll
                for (u32 i = 0; i < ROWS_OF_THREAD; i++) {
#pragma unroll
                    for (u32 j = 0; j < QUERIES_OF_THREAD; j++) {
                        partial[i][j] += rows[i] * queries[j];
                    }
                }
            }
            __syncthreads();
            if ((depth + TILE_DEPTH) % DEPTH_OF_SUM == 0 || depth + TILE_DEPTH >= p.dimensions) {
#pragma unroll
                for (u32 i = 0; i < ROWS_OF_THREAD; i++) {
#pragma unroll
                    for (u32 j = 0; j < QUERIES_OF_THREAD; j++) {
                        sums[i][j] += partial[i][j];
                        partial[i][j] = 0.0f;
                    }
                }
            }
        }
#pragma unroll
        for (u32 j = 0; j < QUERIES_OF_THREAD; j++) {
#pragma unroll
            for (u32 i = 0; i < ROWS_OF_THREAD; i++) {
                u32 query = firstQuery + ownQuery + j;
                u32 row = firstRow + ownRow + i;
                if (query < p.queries && row < p.rows) {
                    p.scores[static_cast<u64>(query) * p.rows + row] = sums[i][j];
                }
            }
        }
    }
}

const u32 MAX_K = 64;
const u32 DIGIT = 8;

struct Selection {
    u32 counts[1 << DIGIT];
    u64 keys[MAX_K];
    u64 prefix; // the digits of the last key that is taken, as far as they are known
    u32 wanted; // how many keys that begin with them are still to be taken
    u32 taken;
    bool isFound;
};

// A number that is the greater the nearer a row is, and of equally near rows the older; 0 for a row that does not count.
// The upper half is the score with the bits of a float turned so that they compare as integers.
__device__ inline u64 keyOf(const NearestParameters &p, const float *scores, u32 age) {
    float score = scores[age] + 0.0f; // makes zeros alike
    if (!(score >= p.least)) {
        return 0;
    }
    score = score > 1.0f ? 1.0f : score < -1.0f ? -1.0f : score;
    u32 bits = __float_as_uint(score);
    u32 ordered = bits >> 31 != 0 ? ~bits : bits | 0x80000000u;
    return static_cast<u64>(ordered) << 32 | (0xFFFFFFFFu - age);
}

// Counts by their next digit the keys that begin with the prefix.
__device__ inline void countDigits(const NearestParameters &p, Selection &shared, const float *scores, u32 from, u32 to, u32 shift) {
    u32 rounds = (to - from + blockDim.x - 1) / blockDim.x;
    for (u32 round = 0; round < rounds; round++) {
        u32 age = from + round * blockDim.x + threadIdx.x;
        u64 key = age < to ? keyOf(p, scores, age) : 0;
        bool isCandidate = key != 0 && (shift == 64 - DIGIT || key >> (shift + DIGIT) == shared.prefix >> (shift + DIGIT));
        u32 digit = static_cast<u32>(key >> shift) & ((1u << DIGIT) - 1);
        u32 candidates = __ballot_sync(ALL_LANES, isCandidate);
        if (candidates != 0) {
            // Most scores have the same first digit: the lanes that agree with the first one add once.
            u32 leader = __ffs(candidates) - 1;
            u32 common = __shfl_sync(ALL_LANES, digit, leader);
            u32 agreeing = __ballot_sync(ALL_LANES, isCandidate && digit == common);
            if (laneOf() == leader) {
                atomicAdd(&shared.counts[common], static_cast<u32>(__popc(agreeing)));
            } else if (isCandidate && digit != common) {
                atomicAdd(&shared.counts[digit], 1u);
            }
        }
    }
}

// Takes the digit within which the last wanted key lies.
__device__ inline void chooseDigit(Selection &shared, u32 shift) {
    u32 digit = (1u << DIGIT) - 1;
    while (digit > 0 && shared.counts[digit] < shared.wanted) {
        shared.wanted -= shared.counts[digit];
        digit--;
    }
    shared.prefix |= static_cast<u64>(digit) << shift;
    // With fewer keys than wanted the smallest digit is reached, and all are taken.
    shared.isFound = shared.counts[digit] <= shared.wanted;
}

// A block of whole warps, at least MAX_K threads, for each query. Keys differ, so exactly the k greatest are taken: their
// digits are found one after the other, from the first on.
KERNEL(cosine_select, NearestParameters) {
    SHARED(Selection, shared);
    for (u32 query = blockIdx.x; query < p.queries; query += gridDim.x) {
        const float *scores = p.scores + static_cast<u64>(query) * p.rows;
        u32 to = p.firstQuery + query;
        u32 from = to > p.reach ? to - p.reach : 0;
        if (threadIdx.x == 0) {
            shared.prefix = 0;
            shared.wanted = p.k;
            shared.taken = 0;
            shared.isFound = false;
        }
        __syncthreads();
        u32 shift = 64;
        while (!shared.isFound && shift > 0) {
            shift -= DIGIT;
            for (u32 i = threadIdx.x; i < 1u << DIGIT; i += blockDim.x) {
                shared.counts[i] = 0;
            }
            __syncthreads();
            countDigits(p, shared, scores, from, to, shift);
            __syncthreads();
            if (threadIdx.x == 0) {
                chooseDigit(shared, shift);
            }
            __syncthreads();
        }
        for (u32 age = from + threadIdx.x; age < to; age += blockDim.x) {
            u64 key = keyOf(p, scores, age);
            if (key != 0 && key >> shift >= shared.prefix >> shift) {
                shared.keys[atomicAdd(&shared.taken, 1u)] = key;
            }
        }
        __syncthreads();
        if (threadIdx.x < p.k) {
            u32 rank = threadIdx.x;
            u64 key = 0;
            if (threadIdx.x < shared.taken) {
                key = shared.keys[threadIdx.x];
                rank = 0;
                for (u32 i = 0; i < shared.taken; i++) {
                    rank += shared.keys[i] > key;
                }
            }
            p.best[static_cast<u64>(query) * p.k + rank] = key;
        }
        __syncthreads();
    }
}
