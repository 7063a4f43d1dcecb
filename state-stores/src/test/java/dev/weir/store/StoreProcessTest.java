package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What another process sees of a store's folder, and what a disk without room does to a process. */
@EnabledOnOs(OS.LINUX)
final class StoreProcessTest {

    @TempDir
    Path state;

    private OpenStore open() {
        return OpenStore.open(ChronicleStores.keyValueStore("store", 1_000, 1_000), state);
    }

    @Test
    void shouldBeRefusedWhileAnotherHasTheStore() throws Exception {
        try (OpenStore opened = open()) {
            opened.put("a", "1");
            assertThat(StoreProcess.run("", state))
                    .contains("is in use by process " + ProcessHandle.current().pid() + ". Two instances")
                    .doesNotContain("all found");
            assertThat(opened.get("a")).isEqualTo("1");
        }
    }

    /** The limit on the size of a file stands for a disk that is full: the same calls fail in the same way. */
    @Test
    void shouldFailWithOneClearMessageAndReadOnWhereThereIsNoRoomToGrow() throws Exception {
        assertThat(StoreProcess.run("ulimit -f 8192", state))
                .contains("no room for a bigger one: ")
                .contains("File too large")
                .contains("all found: true");

        try (OpenStore opened = open()) {
            assertThat(opened.store.approximateNumEntries())
                    .as("a store that failed is restored")
                    .isZero();
        }
    }

    @Test
    void shouldFailWithOneClearMessageWhereThereIsNoRoomAtAll() throws Exception {
        assertThat(StoreProcess.run("ulimit -f 256", state))
                .contains("Cannot open store store in " + state)
                .contains("File too large");
    }
}
