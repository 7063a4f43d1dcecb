// XXH3 of 128 bits with seed 0, after the specification of xxHash: a thread hashes a short message, a whole warp a long one.
#pragma once
#include "text.cuh"

struct ContentHashParameters {
    Text text;
    u64 *hashes; // by message the lower 64 bits, then the upper 64
};
static_assert(sizeof(ContentHashParameters) == 32, "as in Java");

namespace xxh3 {

const u64 PRIME32_1 = 0x9E3779B1ull;
const u64 PRIME32_2 = 0x85EBCA77ull;
const u64 PRIME32_3 = 0xC2B2AE3Dull;
const u64 PRIME64_1 = 0x9E3779B185EBCA87ull;
const u64 PRIME64_2 = 0xC2B2AE3D27D4EB4Full;
const u64 PRIME64_3 = 0x165667B19E3779F9ull;
const u64 PRIME64_4 = 0x85EBCA77C2B2AE63ull;
const u64 PRIME64_5 = 0x27D4EB2F165667C5ull;

const u32 SECRET_BYTES = 192;
const u32 SECRET_WORDS = SECRET_BYTES / 4 + 1; // one more, for bytes are read by the word
const u32 LONGEST_OF_ONE_THREAD = 240;
const u32 STRIPE = 64;
const u32 STRIPES_IN_BLOCK = 16;
const u32 BLOCK = STRIPE * STRIPES_IN_BLOCK;

__constant__ u32 SECRET[SECRET_WORDS] = {
    0x396CFEB8u, 0xBE4BA423u, 0x2C81017Cu, 0x1CAD21F7u, 0xE96DD4DEu, 0xDB979083u, 0xA4A44072u, 0x1F67B3B7u,
    0x4EE679CBu, 0x78E5C0CCu, 0x7DD05A82u, 0x2172FFCCu, 0x744608B8u, 0x8E2443F7u, 0xE69035E0u, 0x4C263A81u,
    0xBB52283Cu, 0xCB00C391u, 0x8B65D088u, 0xA32E531Bu, 0x97486471u, 0x4EF90DA2u, 0x46EF1938u, 0xD8ACDEA9u,
    0x3F76FAA8u, 0x3F349CE3u, 0xC7BBDCF9u, 0x1D4F0BC7u, 0x4BE0518Au, 0x3159B4CDu, 0xC97E9FC8u, 0x647378D9u,
    0x83ACC5EAu, 0xC3EBD334u, 0xFFA081C5u, 0xEB6313FAu, 0x51DD0D17u, 0x49DAF0B7u, 0x265516D3u, 0x9E68D429u,
    0x58BE162Bu, 0xFCA1477Du, 0xD1B8F88Fu, 0xCE31D07Au, 0x8F3ACB45u, 0x28041695u, 0xCAFBD7AFu, 0x7E404BBBu, 0};

struct Pair {
    u64 low;
    u64 high;
};

__device__ inline u64 folded(u64 a, u64 b) { return a * b ^ __umul64hi(a, b); }

__device__ inline u64 avalanche(u64 h) {
    h = (h ^ h >> 37) * 0x165667919E3779F9ull;
    return h ^ h >> 32;
}

__device__ inline u64 avalanche64(u64 h) {
    h = (h ^ h >> 33) * PRIME64_2;
    h = (h ^ h >> 29) * PRIME64_3;
    return h ^ h >> 32;
}

__device__ inline u32 swapped(u32 x) { return x << 24 | (x & 0xFF00u) << 8 | (x >> 8 & 0xFF00u) | x >> 24; }

__device__ inline u64 swapped(u64 x) {
    return static_cast<u64>(swapped(static_cast<u32>(x))) << 32 | swapped(static_cast<u32>(x >> 32));
}

// Two words of the secret, 8 bytes apart, by each other.
__device__ inline u64 flip(const u32 *secret, u32 at) { return load64(secret, at) ^ load64(secret, at + 8); }

__device__ inline Pair upTo3(const u32 *words, const u32 *secret, u32 at, u32 length) {
    u32 low = byteAt(words, at) << 16 | byteAt(words, at + (length >> 1)) << 24 | byteAt(words, at + length - 1) | length << 8;
    u32 turned = swapped(low);
    u32 high = turned << 13 | turned >> 19;
    return {avalanche64(low ^ static_cast<u64>(secret[0] ^ secret[1])), avalanche64(high ^ static_cast<u64>(secret[2] ^ secret[3]))};
}

__device__ inline Pair upTo8(const u32 *words, const u32 *secret, u32 at, u32 length) {
    u64 both = static_cast<u64>(load32(words, at + length - 4)) << 32 | load32(words, at);
    u64 keyed = both ^ flip(secret, 16);
    u64 factor = PRIME64_1 + (length << 2);
    u64 low = keyed * factor;
    u64 high = __umul64hi(keyed, factor) + (low << 1);
    low ^= high >> 3;
    low = (low ^ low >> 35) * 0x9FB21C651E98DF25ull;
    return {low ^ low >> 28, avalanche(high)};
}

__device__ inline Pair upTo16(const u32 *words, const u32 *secret, u32 at, u32 length) {
    u64 first = load64(words, at);
    u64 last = load64(words, at + length - 8);
    u64 keyed = first ^ last ^ flip(secret, 32);
    u64 low = keyed * PRIME64_1 + (static_cast<u64>(length - 1) << 54);
    last ^= flip(secret, 48);
    u64 high = __umul64hi(keyed, PRIME64_1) + last + (last & 0xFFFFFFFFull) * (PRIME32_2 - 1);
    low ^= swapped(high);
    return {avalanche(low * PRIME64_2), avalanche(__umul64hi(low, PRIME64_2) + high * PRIME64_2)};
}

__device__ inline u64 mixed16(const u32 *words, const u32 *secret, u32 at, u32 secretAt) {
    return folded(load64(words, at) ^ load64(secret, secretAt), load64(words, at + 8) ^ load64(secret, secretAt + 8));
}

__device__ inline void mix32(Pair &sum, const u32 *words, const u32 *secret, u32 one, u32 other, u32 secretAt) {
    sum.low += mixed16(words, secret, one, secretAt);
    sum.low ^= load64(words, other) + load64(words, other + 8);
    sum.high += mixed16(words, secret, other, secretAt + 16);
    sum.high ^= load64(words, one) + load64(words, one + 8);
}

__device__ inline Pair upTo240(const u32 *words, const u32 *secret, u32 at, u32 length) {
    Pair sum = {length * PRIME64_1, 0};
    if (length <= 128) {
        for (int pair = static_cast<int>((length - 1) >> 5); pair >= 0; pair--) {
            mix32(sum, words, secret, at + 16 * pair, at + length - 16 * (pair + 1), 32 * pair);
        }
    } else {
        for (u32 i = 0; i < 128; i += 32) {
            mix32(sum, words, secret, at + i, at + i + 16, i);
        }
        sum = {avalanche(sum.low), avalanche(sum.high)};
        for (u32 i = 128; i + 32 <= length; i += 32) {
            mix32(sum, words, secret, at + i, at + i + 16, 3 + i - 128);
        }
        mix32(sum, words, secret, at + length - 16, at + length - 32, 103);
    }
    u64 high = sum.low * PRIME64_1 + sum.high * PRIME64_4 + length * PRIME64_2;
    return {avalanche(sum.low + sum.high), 0 - avalanche(high)};
}

__device__ inline Pair ofOneThread(const u32 *words, const u32 *secret, u32 at, u32 length) {
    if (length == 0) {
        return {avalanche64(flip(secret, 64)), avalanche64(flip(secret, 80))};
    }
    if (length <= 3) {
        return upTo3(words, secret, at, length);
    }
    if (length <= 8) {
        return upTo8(words, secret, at, length);
    }
    return length <= 16 ? upTo16(words, secret, at, length) : upTo240(words, secret, at, length);
}

__device__ inline u64 firstAccumulator(u32 i) {
    switch (i) {
        case 0: return PRIME32_3;
        case 1: return PRIME64_1;
        case 2: return PRIME64_2;
        case 3: return PRIME64_3;
        case 4: return PRIME64_4;
        case 5: return PRIME32_2;
        case 6: return PRIME64_5;
        default: return PRIME32_1;
    }
}

// What a stripe adds to a lane's accumulator: its own number times itself by halves, and its neighbour's number.
__device__ inline u64 ofStripe(const u32 *words, const u32 *secret, u32 at, u32 secretAt, u32 i) {
    u64 keyed = load64(words, at + 8 * i) ^ load64(secret, secretAt + 8 * i);
    return (keyed & 0xFFFFFFFFull) * (keyed >> 32) + load64(words, at + 8 * (i ^ 1u));
}

__device__ inline u64 merged(const u64 accumulators[8], const u32 *secret, u32 secretAt, u64 start) {
    for (u32 i = 0; i < 8; i += 2) {
        start += folded(accumulators[i] ^ load64(secret, secretAt + 8 * i), accumulators[i + 1] ^ load64(secret, secretAt + 8 * i + 8));
    }
    return avalanche(start);
}

// Called by all lanes of a warp with the same message; all get the result. Eight lanes hold the eight accumulators, four
// times over: between two scramblings stripes are only added up, so every fourth stripe goes to the same eight lanes.
__device__ inline Pair ofWarp(const u32 *words, const u32 *secret, u32 at, u32 length) {
    u32 i = laneOf() & 7u;
    u32 quarter = laneOf() >> 3;
    u64 accumulator = firstAccumulator(i);
    u32 blocks = (length - 1) / BLOCK;
    for (u32 block = 0; block <= blocks; block++) {
        u32 from = at + block * BLOCK;
        u32 stripes = block < blocks ? STRIPES_IN_BLOCK : (length - 1 - blocks * BLOCK) / STRIPE;
        u64 sum = 0;
        for (u32 stripe = quarter; stripe < stripes; stripe += 4) {
            sum += ofStripe(words, secret, from + stripe * STRIPE, stripe * 8, i);
        }
        if (block == blocks && quarter == 0) {
            sum += ofStripe(words, secret, at + length - STRIPE, SECRET_BYTES - STRIPE - 7, i);
        }
        sum += __shfl_xor_sync(ALL_LANES, sum, 8);
        sum += __shfl_xor_sync(ALL_LANES, sum, 16);
        accumulator += sum;
        if (block < blocks) {
            accumulator ^= accumulator >> 47;
            accumulator ^= load64(secret, SECRET_BYTES - STRIPE + 8 * i);
            accumulator *= PRIME32_1;
        }
    }
    u64 all[8];
#pragma unroll
    for (u32 other = 0; other < 8; other++) {
        all[other] = __shfl_sync(ALL_LANES, accumulator, other);
    }
    return {merged(all, secret, 11, length * PRIME64_1), merged(all, secret, SECRET_BYTES - STRIPE - 11, ~(length * PRIME64_2))};
}

struct Secret {
    u32 words[SECRET_WORDS];
};

} // namespace xxh3

// Blocks of whole warps; each warp takes 32 messages at a time.
KERNEL(content_hash, ContentHashParameters) {
    SHARED(xxh3::Secret, shared);
    for (u32 i = threadIdx.x; i < xxh3::SECRET_WORDS; i += blockDim.x) {
        shared.words[i] = xxh3::SECRET[i];
    }
    __syncthreads();
    for (u32 first = warpOfGrid() * 32; first < p.text.messages; first += warpsOfGrid() * 32) {
        u32 message = first + laneOf();
        bool isThere = message < p.text.messages;
        u32 at = isThere ? p.text.offsets[message] : 0;
        u32 length = isThere ? p.text.offsets[message + 1] - at : 0;
        bool isLong = length > xxh3::LONGEST_OF_ONE_THREAD;
        xxh3::Pair hash = {0, 0};
        if (isThere && !isLong) {
            hash = xxh3::ofOneThread(p.text.words, shared.words, at, length);
        }
        for (u32 todo = __ballot_sync(ALL_LANES, isLong); todo != 0; todo &= todo - 1) {
            u32 owner = __ffs(todo) - 1;
            xxh3::Pair ofOwner =
                xxh3::ofWarp(p.text.words, shared.words, __shfl_sync(ALL_LANES, at, owner), __shfl_sync(ALL_LANES, length, owner));
            if (laneOf() == owner) {
                hash = ofOwner;
            }
        }
        if (isThere) {
            p.hashes[2 * static_cast<u64>(message)] = hash.low;
            p.hashes[2 * static_cast<u64>(message) + 1] = hash.high;
        }
    }
}
