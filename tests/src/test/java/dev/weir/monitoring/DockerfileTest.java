package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.store.JvmFlags;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether the image is made of what the repository has, and stops as it should. */
final class DockerfileTest {

    @Test
    void shouldCopyOnlyWhatIsThereAndSent() {
        List<String> sent = Repository.text(Repository.ROOT.resolve(".dockerignore"))
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        List<String> sources = copies().filter(words -> !words.get(0).startsWith("--from"))
                .map(words -> words.get(words.size() - 2))
                .toList();

        assertThat(sources).hasSizeGreaterThan(6).allSatisfy(source -> {
            assertThat(Repository.ROOT.resolve(source)).exists();
            assertThat(sent).contains(source);
        });
    }

    @Test
    void shouldBuildEveryModuleThatTheParentNames() {
        List<String> sources =
                copies().map(words -> words.get(words.size() - 2)).toList();

        Repository.text(Repository.ROOT.resolve("pom.xml"))
                .lines()
                .filter(line -> line.contains("<module>"))
                .map(line -> line.replaceAll("\\s*</?module>", ""))
                .forEach(module -> assertThat(sources).containsAnyOf(module, module + "/pom.xml"));
    }

    @Test
    void shouldTakeFromTheBuildWhatTheBuildMakes() {
        String pom = Repository.text(Repository.ROOT.resolve("topology/pom.xml"));
        assertThat(pom)
                .contains("<finalName>weir</finalName>", "<classifier>app</classifier>")
                .contains("${project.build.directory}/lib</outputDirectory>");
        assertThat(Repository.text(Repository.ROOT.resolve("gpu-batcher/pom.xml")))
                .contains("${project.build.directory}/native");

        assertThat(copies().filter(words -> words.get(0).equals("--from=build"))
                        .flatMap(words -> words.subList(1, words.size() - 1).stream()))
                .containsExactlyInAnyOrder(
                        "/java",
                        "/src/topology/target/lib",
                        "/src/gpu-batcher/target/native/lib",
                        "/src/topology/target/weir.jar",
                        "/src/topology/target/weir-app.jar");
    }

    @Test
    void shouldKeepTheCompilerForChronicleMap() {
        assertThat(Stream.of(JvmFlags.values()).map(JvmFlags::argument))
                .anyMatch(flag -> flag.contains("jdk.compiler"));
        assertThat(Shipped.instructions())
                .filteredOn(line -> line.startsWith("RUN jlink"))
                .singleElement()
                .asString()
                .contains(",jdk.compiler,", ",jdk.httpserver,", ",jdk.incubator.vector,");
    }

    @Test
    void shouldStartJavaWithoutAShellAndNotAsRoot() {
        List<String> entry =
                Tree.parse(Shipped.instruction("ENTRYPOINT"), "ENTRYPOINT").texts();
        List<String> command = Tree.parse(Shipped.instruction("CMD"), "CMD").texts();

        assertThat(entry).startsWith("java").endsWith("-jar", "/opt/weir/weir-app.jar");
        assertThat(command).startsWith("run", "-c", "/etc/weir/weir.yaml");
        assertThat(Shipped.instruction("USER")).matches("[1-9][0-9]+:[1-9][0-9]+");
    }

    @Test
    void shouldAskItsOwnPortForItsHealth() {
        String health = Repository.text(Repository.DOCKER.resolve("healthcheck"));

        assertThat(Shipped.instruction("EXPOSE")).isEqualTo(Integer.toString(Shipped.port()));
        assertThat(Shipped.instruction("HEALTHCHECK")).endsWith("CMD [\"/opt/weir/healthcheck\"]");
        assertThat(health).contains("/127.0.0.1/" + Shipped.port(), "GET /healthz ");
        assertThat(Files.isExecutable(Repository.DOCKER.resolve("healthcheck"))).isTrue();
    }

    @Test
    void shouldPinItsBases() {
        assertThat(Shipped.instructions().stream().filter(line -> line.startsWith("FROM ")))
                .hasSize(2)
                .allMatch(line -> line.matches("FROM [a-z]+:[0-9]+\\.[0-9]+[a-z0-9.-]*( AS build)?"));
    }

    /** The words of each COPY after the word itself; options but {@code --from} left out. */
    private static Stream<List<String>> copies() {
        return Shipped.instructions().stream()
                .filter(line -> line.startsWith("COPY "))
                .map(line -> {
                    List<String> words = new ArrayList<>(
                            Arrays.asList(line.substring("COPY ".length()).split(" +", -1)));
                    words.removeIf(word -> word.startsWith("--") && !word.startsWith("--from"));
                    return words;
                });
    }
}
