package dev.weir.store;

import static dev.weir.store.OpenStore.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers in other threads see while one thread writes and entries move from map to map. */
final class ChronicleEntriesTest {

    private static final int ALWAYS_THERE = 500;
    private static final int READERS = 2;

    @TempDir
    Path folder;

    private static byte[] value(int key, int bytes) {
        return ByteBuffer.allocate(Integer.BYTES + bytes).putInt(key).array();
    }

    @Test
    void shouldAlwaysShowAKeyThatIsAlwaysThere() throws Exception {
        Random random = new Random(5);
        AtomicBoolean writing = new AtomicBoolean(true);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try (ChronicleEntries entries = new ChronicleEntries(folder, new MapShape(256, 16, 32), List.of(), List.of())) {
            for (int key = 0; key < ALWAYS_THERE; key++) {
                entries.put(bytes("key " + key), value(key, 10));
            }
            List<Future<Integer>> read = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                int seed = reader;
                read.add(readers.submit(() -> read(entries, new Random(seed), writing)));
            }
            for (int step = 0; step < 20_000; step++) {
                int key = random.nextInt(ALWAYS_THERE);
                entries.put(bytes("key " + key), value(key, random.nextInt(40) == 0 ? 6_000 : random.nextInt(60)));
                entries.put(bytes("more " + step), value(step, 10));
                if (step % 3 == 0) {
                    entries.remove(bytes("more " + random.nextInt(step + 1)));
                }
            }
            writing.set(false);
            for (Future<Integer> reader : read) {
                assertThat(reader.get()).as("reads").isPositive();
            }
            Set<String> keys = new HashSet<>();
            entries.forEachKey(key -> keys.add(String.valueOf(OpenStore.text(key))));
            assertThat(entries.size()).isEqualTo(keys.size());
        } finally {
            writing.set(false);
            readers.shutdownNow();
        }
    }

    /** Returns how often it read. */
    private static int read(ChronicleEntries entries, Random random, AtomicBoolean writing) {
        int reads = 0;
        for (; writing.get(); reads++) {
            int key = random.nextInt(ALWAYS_THERE);
            byte[] found = entries.get(bytes("key " + key));
            assertThat(found).as("key %s after %s reads", key, reads).isNotNull();
            assertThat(ByteBuffer.wrap(found).getInt()).isEqualTo(key);
        }
        return reads;
    }

    @Test
    void shouldKeepFilesOnlyOfMapsThatAreInUse() throws Exception {
        try (ChronicleEntries entries = new ChronicleEntries(folder, new MapShape(256, 16, 32), List.of(), List.of())) {
            for (int key = 0; key < 20_000; key++) {
                entries.put(bytes("key " + key), value(key, 10));
            }
            try (var files = Files.list(folder)) {
                assertThat(files)
                        .containsExactlyInAnyOrderElementsOf(entries.generations().stream()
                                .map(Generation::file)
                                .toList());
            }
            assertThat(entries.size()).isEqualTo(20_000);
        }
    }
}
