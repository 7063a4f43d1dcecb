package dev.weir.batch.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A libcuda.so.1 that runs kernels on this processor, compiled by g++ when it is needed. It is loaded before JCuda is, so the
 * system takes it for the driver, even where there is a real one.
 */
public final class FakeDriver {

    private static final Path SOURCES = Path.of("src", "test", "native");
    private static final Path KERNELS = Path.of("src", "main", "cuda");
    private static final Path LIBRARY = Path.of("target", "fake-driver", "libcuda.so.1");

    /** Loads it once. */
    private static final class Loaded {
        /** Why it could not be. */
        static final Optional<String> PROBLEM = load();

        private static Optional<String> load() {
            Optional<String> problem = Gpp.problem();
            if (problem.isEmpty()) {
                System.load(library().toString());
            }
            return problem;
        }
    }

    private FakeDriver() {}

    /** Sees to it that this process has the stand-in, as after {@code order("")}; without g++ the test is skipped. */
    public static void load() {
        Assumptions.assumeTrue(
                Loaded.PROBLEM.isEmpty(), () -> "kernels are not tested: " + Loaded.PROBLEM.orElseThrow());
        order("");
    }

    /** Whether this process has the stand-in. */
    public static boolean isLoaded() {
        return Loaded.PROBLEM.isEmpty();
    }

    /** The library's file, compiled anew if it is older than its sources. */
    public static Path library() {
        Path library = LIBRARY.toAbsolutePath();
        try {
            if (!Files.exists(library) || isOlderThanSources(library)) {
                Files.createDirectories(library.getParent());
                Path java = Path.of(System.getProperty("java.home"), "include");
                Gpp.run(
                        library,
                        List.of("host_kernels.cpp", "host_shim.cpp", "fake_driver.cpp", "fake_cuda.cpp"),
                        List.of(
                                "-O2",
                                "-fPIC",
                                "-shared",
                                "-fvisibility=hidden",
                                "-Wl,-soname,libcuda.so.1",
                                "-I" + java,
                                "-I" + java.resolve("linux")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return library;
    }

    private static boolean isOlderThanSources(Path library) throws IOException {
        long compiled = Files.getLastModifiedTime(library).toMillis();
        for (Path folder : List.of(SOURCES, KERNELS)) {
            try (Stream<Path> sources = Files.list(folder)) {
                if (sources.anyMatch(source -> source.toFile().lastModified() > compiled)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Orders faults, such as {@code "memory=4,fail=cuLaunchKernel:700:2"}, and forgets those before:
     *
     * <ul>
     *   <li>{@code devices=n}: there are n cards.
     *   <li>{@code init=code}: the driver does not start.
     *   <li>{@code memory=n}: a card has n MiB.
     *   <li>{@code fail=function:code:n:times}: the n-th call of a function fails, and some more; with codes that spoil the
     *       context everything fails from then on.
     *   <li>{@code corrupt=n}: from the n-th copy to the host on bits are wrong.
     *   <li>{@code hang}: no work is ever done.
     * </ul>
     */
    public static native void order(String orders);

    /** Takes back all that nobody has given back, and does away with work that is not done. */
    public static native void forget();

    /** How many bytes of the card are in use. */
    public static native long used();

    /** How many pieces of pinned memory are in use. */
    public static native long pinned();
}
