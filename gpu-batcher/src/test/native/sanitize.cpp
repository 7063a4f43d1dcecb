// Runs all kernels on memory of exactly the size that they may touch, under the sanitizers, which end this program at the
// first byte beside it. What the kernels yield is compared elsewhere.
#include "host_shim.h"

#include "kernels.cu"

#include <cmath>
#include <cstdio>
#include <memory>
#include <random>

namespace {

std::mt19937 random_(20261121);

unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

// Memory whose ends the sanitizer watches.
template <class T> struct Exactly {
    std::unique_ptr<T[]> memory;
    explicit Exactly(size_t count) : memory(new T[count]()) {}
    operator T *() { return memory.get(); }
};

template <class Parameters> void launch(const char *name, unsigned blocks, unsigned threads, size_t shared, Parameters p) {
    int code = shim::launch(shim::kernels().at(name), blocks, threads, shared, &p);
    if (code != 0) {
        fprintf(stderr, "%s ended with %d\n", name, code);
        exit(1);
    }
}

struct Messages {
    std::vector<u32> offsets;
    std::unique_ptr<u32[]> words;
    u32 size;

    explicit Messages(const std::vector<u32> &lengths, unsigned letters) : offsets{0} {
        for (u32 length : lengths) {
            offsets.push_back(offsets.back() + length);
        }
        size = offsets.back();
        // The last byte's word, and two more.
        words.reset(new u32[size / 4 + 3]());
        for (u32 i = 0; i < size; i++) {
            reinterpret_cast<u8 *>(words.get())[i] = static_cast<u8>(letters == 3 ? "ab "[below(3)] : below(letters));
        }
    }

    Text text() const { return {words.get(), offsets.data(), static_cast<u32>(offsets.size() - 1), size}; }
};

void hash(const Messages &messages) {
    Exactly<u64> hashes(2 * (messages.offsets.size() - 1));
    launch("content_hash", 2, 64, 0, ContentHashParameters{messages.text(), hashes});
}

// A table of two columns that matches every "a".
void scan(const Messages &messages, u32 chunk, u32 maxEvents) {
    if (messages.size == 0) {
        return;
    }
    Exactly<u32> rows(4);
    rows[1] = rows[3] = 2;
    Exactly<u32> columns(256);
    columns['a'] = 1;
    Exactly<u64> categories(1);
    categories[0] = 1;
    Exactly<u64> found(messages.offsets.size() - 1);
    u32 chunks = (messages.size + chunk - 1) / chunk;
    Exactly<u32> counts(chunks + 1);
    Exactly<u32> events(2 * size_t(maxEvents));
    Exactly<u32> all(1);
    PatternScanParameters p = {messages.text(), rows, columns, categories, found, counts, events, all, 2, 1,
                               chunk, chunks, below(40), below(5), maxEvents, 0};
    size_t shared = 256 + 4 * p.sharedCells;
    launch("pattern_count", 2, 64, shared, p);
    launch("pattern_sum", 1, 256, 0, p);
    launch("pattern_events", 2, 64, shared, p);
}

void sign(const Messages &messages, u32 elements, u32 chunk, u32 bands, u32 rows) {
    Exactly<u32> multipliers(128);
    Exactly<u32> summands(128);
    for (int i = 0; i < 128; i++) {
        multipliers[i] = random_() | 1;
        summands[i] = random_();
    }
    size_t count = messages.offsets.size() - 1;
    u32 chunks = (messages.size + chunk - 1) / chunk;
    Exactly<u32> signatures(count * bands * rows);
    Exactly<u64> keys(count * bands);
    SignatureParameters p = {messages.text(), multipliers, summands, signatures, keys, elements, chunk, chunks, bands, rows, 0};
    if (bands * rows <= 128) {
        launch("min_hash", 2, 64, 0, p);
        launch("min_hash_bands", 2, 64, 0, p);
    }
    u32 bits = 1u << below(5);
    Exactly<u32> balances(count * 64);
    Exactly<u64> keysOfBits(count * bits);
    SignatureParameters q = {messages.text(), multipliers, summands, balances, keysOfBits, elements,
                             chunk, chunks, bits, 64 / bits, 0};
    launch("sim_hash", 2, 64, 0, q);
    launch("sim_hash_bands", 2, 64, 0, q);
}

void search(u32 dimensions, u32 slots, u32 reach, u32 firstQuery, u32 queries, u32 k) {
    u32 rows = firstQuery + queries;
    Exactly<float> ring(size_t(slots) * dimensions);
    for (size_t i = 0; i < size_t(slots) * dimensions; i++) {
        ring[i] = (static_cast<int>(below(2001)) - 1000) / (1000.0f * std::sqrt(static_cast<float>(dimensions)));
    }
    Exactly<float> scores(size_t(rows) * queries);
    Exactly<u64> best(size_t(queries) * k);
    NearestParameters p = {ring, scores, best, dimensions, slots, below(slots), firstQuery, queries, rows, reach, k, -1.0f, 0};
    if (queries <= FEW_QUERIES) {
        launch("cosine_few", 2, 64, 0, p);
    }
    launch("cosine_many", 2, 256, 0, p);
    launch("cosine_select", 2, 64, 0, p);
}

} // namespace

int main() {
    for (int round = 0; round < 40; round++) {
        std::vector<u32> lengths;
        for (unsigned count = 1 + below(40); count > 0; count--) {
            lengths.push_back(below(4) == 0 ? 0 : below(round % 5 == 0 ? 1500 : 40));
        }
        Messages messages(lengths, round % 2 == 0 ? 3 : 256);
        hash(messages);
        scan(messages, 1 + below(200), below(60));
        u32 rows = 1 + below(8);
        sign(messages, round / 2 % 2, 1 + below(300), 1 + below(128 / rows), rows);
        u32 queries = 1 + below(round % 3 == 0 ? 90 : 4);
        u32 firstQuery = below(150);
        search(1 + below(40), firstQuery + queries + below(20), 1 + below(200), firstQuery, queries, 1 + below(64));
    }
    puts("all kernels keep to their memory");
    return 0;
}
