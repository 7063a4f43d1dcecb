package dev.weir.batch.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process finds that was started with a driver or without: each case in one of its own, for libraries are loaded once. */
class NoDriverTest {

    private static final Path NATIVE = Path.of("target", "native", "lib").toAbsolutePath();

    /** What the other process does. */
    public static final class Probe {

        private Probe() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                System.out.println(Cuda.problem().orElse("a card"));
            }
        }
    }

    @Test
    void shouldSayThatThereIsNoDriver() throws IOException {
        Assumptions.assumeFalse(hasDriver(), "this machine has a driver");
        assertThat(probe(Map.of(), List.of("-Djava.library.path=" + NATIVE)))
                .containsExactly(
                        "there is no NVIDIA driver: libcuda.so.1 was not found",
                        "there is no NVIDIA driver: libcuda.so.1 was not found");
    }

    @Test
    void shouldSayThatTheLibraryIsNotWhereItIsLookedFor(@TempDir Path empty) throws IOException {
        assertThat(probe(Map.of(), List.of("-Djava.library.path=" + empty)))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("the library JCudaDriver-12.6.0-linux-x86_64 could not be loaded; "
                                + "java.library.path must name its folder"));
    }

    @Test
    void shouldNotLoadWhatLiesInTheFolderForTemporaryFiles(@TempDir Path temporary) throws IOException {
        Assumptions.assumeFalse(hasDriver(), "this machine has a driver");
        Path planted = temporary.resolve("libJCudaDriver-12.6.0-linux-x86_64.so");
        Files.copy(NATIVE.resolve(planted.getFileName()), planted);
        List<String> found = probe(
                Map.of(),
                List.of("-Djava.library.path=" + NATIVE, "-Djava.io.tmpdir=" + temporary, "-Xlog:library=info"));
        assertThat(found).noneMatch(line -> line.contains(temporary.toString()));
    }

    @Test
    void shouldFindADriverThatTheSystemFinds() throws IOException {
        Assumptions.assumeTrue(Gpp.problem().isEmpty(), () -> Gpp.problem().orElseThrow());
        String folder = String.valueOf(FakeDriver.library().getParent());
        List<String> options = List.of("-Djava.library.path=" + NATIVE);
        assertThat(probe(Map.of("LD_LIBRARY_PATH", folder), options)).containsExactly("a card", "a card");
        assertThat(probe(Map.of("LD_LIBRARY_PATH", folder, "WEIR_FAKE_CUDA", "init=803"), options))
                .contains("the driver did not start: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH (803)");
    }

    private static boolean hasDriver() throws IOException {
        return Gpp.output(List.of("/sbin/ldconfig", "-p")).contains("libcuda.so.1");
    }

    private static List<String> probe(Map<String, String> environment, List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("LD_LIBRARY_PATH");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return printed.lines().toList();
    }
}
