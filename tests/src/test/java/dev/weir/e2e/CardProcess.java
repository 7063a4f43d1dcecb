package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.store.JvmFlags;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Processes of Weir with a graphics card, for which the stand-in stands that the tests of the engines have compiled. */
final class CardProcess {

    private static final Path BATCHER = Path.of("..", "gpu-batcher", "target").toAbsolutePath();
    private static final Path DRIVER = BATCHER.resolve("fake-driver");

    private CardProcess() {}

    /** Skips a test where nothing could compile the stand-in. */
    static void assumeThereIsAStandIn() {
        assumeTrue(
                Files.exists(DRIVER.resolve("libcuda.so.1")),
                "no stand-in for a driver: run the tests of gpu-batcher before, with g++ installed");
    }

    /**
     * The environment of a process that finds the stand-in.
     *
     * @param orders what is to go wrong; empty for nothing
     */
    static Map<String, String> standIn(String orders) {
        return Map.of("LD_LIBRARY_PATH", DRIVER.toString(), "WEIR_FAKE_CUDA", orders);
    }

    /** Writes the configuration file of some flows. */
    static Path config(Cluster cluster, Path folder, String gpu, List<Flow> flows) throws IOException {
        String yaml = Flow.yaml(cluster.bootstrapServers(), folder.resolve("state"), 0, flows);
        return Files.writeString(folder.resolve("weir.yaml"), "gpu: " + gpu + "\n" + yaml);
    }

    static WeirProcess start(Path folder, Path config, Map<String, String> environment) {
        List<String> flags = new ArrayList<>(
                Stream.of(JvmFlags.values()).map(JvmFlags::argument).toList());
        flags.add("-Djava.library.path=" + BATCHER.resolve("native").resolve("lib"));
        return WeirProcess.start(folder, flags, environment, "run", "-c", config.toString());
    }

    /** The metrics of a process; of the last one where several have written to the same output. */
    static String metrics(WeirProcess process) throws IOException, InterruptedException {
        Matcher address = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(process.out());
        String last = "";
        while (address.find()) {
            last = address.group();
        }
        assertThat(last).as(process.out()).isNotEmpty();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(last + "/metrics"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
