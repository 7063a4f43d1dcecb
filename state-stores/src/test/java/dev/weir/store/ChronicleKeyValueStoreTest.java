package dev.weir.store;

import static dev.weir.store.OpenStore.CHANGELOG;
import static dev.weir.store.OpenStore.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChronicleKeyValueStoreTest extends PersistentStoreContract {

    /** What happens to a folder while nobody looks. */
    private enum Damage {
        NO_MARKER {
            @Override
            void inflict(Path folder) throws IOException {
                Files.delete(folder.resolve(StoreFolder.CLEAN));
            }
        },
        FOREIGN_MARKER {
            @Override
            void inflict(Path folder) throws IOException {
                Files.writeString(folder.resolve(StoreFolder.CLEAN), "hello");
            }
        },
        EDITED_MARKER {
            @Override
            void inflict(Path folder) throws IOException {
                Path marker = folder.resolve(StoreFolder.CLEAN);
                Files.writeString(marker, Files.readString(marker).replace(" 99\n", " 98\n"));
            }
        },
        BINARY_MARKER {
            @Override
            void inflict(Path folder) throws IOException {
                Files.write(folder.resolve(StoreFolder.CLEAN), new byte[] {-1, -2, 0, (byte) 0x80});
            }
        },
        NO_MAP {
            @Override
            void inflict(Path folder) throws IOException {
                Files.delete(map(folder));
            }
        },
        SHORTENED_MAP {
            @Override
            void inflict(Path folder) throws IOException {
                try (FileChannel channel = FileChannel.open(map(folder), StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
        },
        FOREIGN_MAP {
            @Override
            void inflict(Path folder) throws IOException {
                Path map = map(folder);
                Files.write(map, new byte[(int) Files.size(map)]);
            }
        },
        ONE_BIT {
            @Override
            void inflict(Path folder) throws IOException {
                byte[] content = Files.readAllBytes(map(folder));
                content[content.length / 3] ^= 4;
                Files.write(map(folder), content);
            }
        };

        abstract void inflict(Path folder) throws IOException;

        static Path map(Path folder) {
            return folder.resolve(ChronicleEntries.USUAL + "-0");
        }
    }

    @Override
    KeyValueBytesStoreSupplier supplier(String name) {
        return ChronicleStores.keyValueStore(name, 1_000, 64);
    }

    private Path folder() {
        return state.resolve(ChronicleKeyValueStore.PARENT_FOLDER).resolve("store");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldComeUpEmptyWithoutAnOffsetWhenItsFilesAreNotAsItLeftThem(Damage damage) throws IOException {
        opened.put("a", "1");
        opened.commit(Map.of(CHANGELOG, 99L));
        opened.close();
        damage.inflict(folder());
        open();

        assertThat(opened.store.committedOffset(CHANGELOG)).isNull();
        assertThat(list(opened.store.all())).isEmpty();
        opened.restore(List.of(Map.entry("a", "2")));
        reopen();
        assertThat(list(opened.store.all())).containsExactly("a=2");
    }

    @Test
    void shouldNotTrustItsFilesWhenTheChangelogIsGivenUp() {
        opened.put("a", "1");
        opened.commit(Map.of(CHANGELOG, 99L));
        opened.commit(Map.of());
        reopen();
        assertThat(list(opened.store.all())).isEmpty();
    }

    @Test
    void shouldKeepItsContentWithoutAChangelog() {
        opened.put("a", "1");
        opened.commit(Map.of());
        reopen();
        assertThat(list(opened.store.all())).containsExactly("a=1");
    }

    @Test
    void shouldHaveNoMarkerWhileItIsOpen() throws IOException {
        assertThat(files()).containsExactly("LOCK", "usual-0");
        opened.close();
        assertThat(files()).containsExactly("CLEAN", "LOCK", "usual-0");
        open();
        assertThat(files()).containsExactly("LOCK", "usual-0");
    }

    @Test
    void shouldEndUpInOneBiggerFileAfterItHasGrown() throws IOException {
        for (int i = 0; i < 6_000; i++) {
            opened.put("key " + i, "value ".repeat(10) + i);
        }
        for (int i = 0; i < 6_000; i++) {
            opened.put("key " + i % 10, "value " + i);
        }
        reopen();
        assertThat(files()).hasSize(2).doesNotContain("usual-0");
        assertThat(opened.store.approximateNumEntries()).isEqualTo(6_000);
        assertThat(opened.get("key 5999")).endsWith(" 5999");
    }

    @Test
    void shouldHoldTenThousandValuesFarBiggerThanTheirEstimate() {
        for (int i = 0; i < 10_000; i++) {
            opened.put("key " + i, ("value " + i + " ").repeat(80));
        }
        reopen();
        assertThat(opened.store.approximateNumEntries()).isEqualTo(10_000);
        assertThat(opened.get("key 9999")).startsWith("value 9999 ").hasSize(880);
    }

    @Test
    void shouldTakeUpARaisedEstimateWithoutLosingAnything() {
        opened.put("a", "1");
        opened.close();
        opened = OpenStore.open(ChronicleStores.keyValueStore("store", 50_000, 64), state);
        assertThat(opened.get("a")).isEqualTo("1");
        opened.put("b", "2");
        reopen();
        assertThat(list(opened.store.all())).containsExactly("a=1", "b=2");
    }

    @Test
    void shouldRefuseASecondStoreInTheSameFolder() {
        assertThatThrownBy(() -> OpenStore.open(supplier("store"), state))
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining(folder() + " is in use by another store of this process")
                .hasMessageContaining("state.dir");
        opened.put("a", "1");
        assertThat(opened.get("a")).isEqualTo("1");
    }

    @Test
    void shouldSayWhereItCannotWork() throws IOException {
        Path file = state.resolve("file");
        Files.writeString(file, "no folder");
        assertThatThrownBy(() -> OpenStore.open(supplier("store"), file))
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("Cannot open store store in " + file);
    }

    @Test
    void shouldRefuseEstimatesThatAreNone() {
        assertThatThrownBy(() -> ChronicleStores.keyValueStore("store", 0, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 entries");
    }
}
