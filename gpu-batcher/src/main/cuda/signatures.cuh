// MinHash and SimHash signatures, and the keys of their bands. A warp takes a chunk of the text, whatever messages lie in it,
// so that one huge message keeps the whole device as busy as many small ones; what the chunks of a message yield is put
// together by atomic operations that do not depend on their order.
#pragma once
#include "text.cuh"

const u32 SHINGLES = 0;
const u32 WORDS = 1;
const u32 SHINGLE = 5;

struct SignatureParameters {
    Text text;
    const u32 *multipliers; // MinHash only
    const u32 *summands;
    u32 *signatures; // MinHash: by message its components, all ones before; SimHash: by message 64 balances, zeros before
    u64 *keys;       // by message those of its bands
    u32 elements;    // SHINGLES or WORDS
    u32 chunk;       // bytes
    u32 chunks;
    u32 bands;
    u32 rows; // components, or bits, of a band
    u32 unused;
};
static_assert(sizeof(SignatureParameters) == 80, "as in Java");

__device__ inline u32 finished(u32 hash) {
    hash = (hash ^ hash >> 15) * 0x2C1B3C6Du;
    return hash ^ hash >> 13;
}

__device__ inline u32 shingleHash(const u32 *words, u32 at) {
    return finished(load32(words, at) * 0x9E3779B1u ^ byteAt(words, at + 4) * 0x85EBCA77u);
}

__device__ inline u64 wideHash(u32 hash) {
    u64 mixed = hash * 0x9E3779B97F4A7C15ull;
    mixed = (mixed ^ mixed >> 32) * 0xC2B2AE3D27D4EB4Full;
    return mixed ^ mixed >> 29;
}

__device__ inline u64 bandKey(u64 key, u64 row) {
    u64 mixed = (key ^ row) * 0x9E3779B97F4A7C15ull;
    return mixed ^ mixed >> 32;
}

__device__ inline bool isWord(u32 byte) {
    u32 lower = byte | 0x20u;
    return byte >= 0x80u || (byte >= '0' && byte <= '9') || (lower >= 'a' && lower <= 'z');
}

// The hash of the element that begins at a byte of a message, if one does.
__device__ inline bool elementAt(const SignatureParameters &p, u32 begin, u32 end, u32 at, u32 &hash) {
    if (p.elements == SHINGLES) {
        if (end - at < SHINGLE) {
            return false;
        }
        hash = shingleHash(p.text.words, at);
        return true;
    }
    u32 byte = byteAt(p.text.words, at);
    if (!isWord(byte) || (at > begin && isWord(byteAt(p.text.words, at - 1)))) {
        return false;
    }
    u32 sum = 0;
    while (isWord(byte)) {
        sum = (sum ^ byte) * 0x9E3779B1u;
        sum ^= sum >> 15;
        at++;
        if (at == end) {
            break;
        }
        byte = byteAt(p.text.words, at);
    }
    hash = finished(sum);
    return true;
}

// Called by whole warps: hands the elements that begin in a chunk to a signature, 32 bytes at a time.
template <class Signature>
__device__ inline void signChunk(const SignatureParameters &p, u32 chunk, Signature &signature) {
    u32 from = chunk * p.chunk;
    u32 to = from + least(p.chunk, p.text.size - from);
    for (u32 message = messageAt(p.text, from); message < p.text.messages && p.text.offsets[message] < to; message++) {
        u32 begin = p.text.offsets[message];
        u32 end = p.text.offsets[message + 1];
        u32 last = least(end, to);
        signature.clear();
        for (u32 first = most(begin, from); first < last; first += 32) {
            u32 at = first + laneOf();
            u32 hash = 0;
            bool isThere = at < last && elementAt(p, begin, end, at, hash);
            signature.add(__ballot_sync(ALL_LANES, isThere), isThere, hash);
        }
        signature.store(message);
    }
}

// COMPONENTS of each lane: number i is component 32 * i + lane.
template <int COMPONENTS>
struct MinHashSignature {
    const SignatureParameters &p;
    u32 multipliers[COMPONENTS];
    u32 summands[COMPONENTS];
    u32 minima[COMPONENTS];
    bool isEmpty;

    __device__ inline explicit MinHashSignature(const SignatureParameters &parameters) : p(parameters), isEmpty(true) {
#pragma unroll
        for (int i = 0; i < COMPONENTS; i++) {
            multipliers[i] = p.multipliers[32 * i + laneOf()];
            summands[i] = p.summands[32 * i + laneOf()];
        }
    }

    __device__ inline void clear() {
#pragma unroll
        for (int i = 0; i < COMPONENTS; i++) {
            minima[i] = 0xFFFFFFFFu;
        }
        isEmpty = true;
    }

    __device__ inline void add(u32 hash) {
#pragma unroll
        for (int i = 0; i < COMPONENTS; i++) {
            minima[i] = least(minima[i], multipliers[i] * hash + summands[i]);
        }
    }

    __device__ inline void add(u32 which, bool, u32 hash) {
        isEmpty = isEmpty && which == 0;
        if (which == ALL_LANES) {
#pragma unroll 8
            for (u32 lane = 0; lane < 32; lane++) {
                add(__shfl_sync(ALL_LANES, hash, lane));
            }
        } else {
            for (; which != 0; which &= which - 1) {
                add(__shfl_sync(ALL_LANES, hash, __ffs(which) - 1));
            }
        }
    }

    __device__ inline void store(u32 message) {
        if (isEmpty) {
            return;
        }
        u32 components = p.bands * p.rows;
        u32 *signature = p.signatures + static_cast<u64>(message) * components;
#pragma unroll
        for (int i = 0; i < COMPONENTS; i++) {
            u32 component = 32 * i + laneOf();
            if (component < components) {
                atomicMin(&signature[component], minima[i]);
            }
        }
    }
};

template <int COMPONENTS>
__device__ inline void minHash(const SignatureParameters &p) {
    MinHashSignature<COMPONENTS> signature(p);
    for (u32 chunk = warpOfGrid(); chunk < p.chunks; chunk += warpsOfGrid()) {
        signChunk(p, chunk, signature);
    }
}

KERNEL(min_hash, SignatureParameters) {
    switch ((p.bands * p.rows + 31) / 32) {
        case 1: minHash<1>(p); break;
        case 2: minHash<2>(p); break;
        case 3: minHash<3>(p); break;
        default: minHash<4>(p); break;
    }
}

// A thread for each band of each message.
KERNEL(min_hash_bands, SignatureParameters) {
    u64 all = static_cast<u64>(p.text.messages) * p.bands;
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < all; i += gridDim.x * blockDim.x) {
        u64 key = i % p.bands + 1;
        for (u32 row = 0; row < p.rows; row++) {
            key = bandKey(key, p.signatures[i * p.rows + row]);
        }
        p.keys[i] = key;
    }
}

// A lane weighs two bits: how many more elements have it than do not.
struct SimHashSignature {
    const SignatureParameters &p;
    u32 lower;
    u32 upper;
    u32 elements;

    __device__ inline explicit SimHashSignature(const SignatureParameters &parameters)
        : p(parameters), lower(0), upper(0), elements(0) {}

    __device__ inline void clear() { lower = upper = elements = 0; }

    __device__ inline void add(u32 which, bool isThere, u32 hash) {
        if (which == 0) {
            return;
        }
        elements += __popc(which);
        u64 wide = isThere ? wideHash(hash) : 0;
        u32 lowerHalf = static_cast<u32>(wide);
        u32 upperHalf = static_cast<u32>(wide >> 32);
#pragma unroll 8
        for (u32 bit = 0; bit < 32; bit++) {
            u32 inLower = __popc(__ballot_sync(ALL_LANES, lowerHalf >> bit & 1u));
            u32 inUpper = __popc(__ballot_sync(ALL_LANES, upperHalf >> bit & 1u));
            lower += laneOf() == bit ? inLower : 0;
            upper += laneOf() == bit ? inUpper : 0;
        }
    }

    __device__ inline void store(u32 message) {
        if (elements == 0) {
            return;
        }
        u32 *balances = p.signatures + static_cast<u64>(message) * 64;
        atomicAdd(&balances[laneOf()], 2 * lower - elements);
        atomicAdd(&balances[32 + laneOf()], 2 * upper - elements);
    }
};

KERNEL(sim_hash, SignatureParameters) {
    SimHashSignature signature(p);
    for (u32 chunk = warpOfGrid(); chunk < p.chunks; chunk += warpsOfGrid()) {
        signChunk(p, chunk, signature);
    }
}

KERNEL(sim_hash_bands, SignatureParameters) {
    u64 all = static_cast<u64>(p.text.messages) * p.bands;
    for (u64 i = blockIdx.x * blockDim.x + threadIdx.x; i < all; i += gridDim.x * blockDim.x) {
        u64 bits = 0;
        for (u32 bit = 0; bit < p.rows; bit++) {
            // The bands of a message lie one behind the other, as its bits do.
            bits |= static_cast<u64>(static_cast<int>(p.signatures[i * p.rows + bit]) > 0) << bit;
        }
        p.keys[i] = bandKey(i % p.bands + 1, bits);
    }
}
