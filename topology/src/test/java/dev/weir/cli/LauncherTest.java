package dev.weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.store.JvmFlags;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a checkout that holds little more than it, with a Java and a Maven that only say what they were told. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String MAVEN = "mkdir -p topology/target tests/target && echo \"built $*\" >>built"
            + " && touch topology/target/weir-app.jar tests/target/weir-tests.jar";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path home = Path.of("");
    private Path javaHome = Path.of("");
    private Path tools = Path.of("");

    @BeforeEach
    void checkOut() throws IOException {
        home = Files.createDirectories(folder.resolve("a checkout"));
        Files.copy(Path.of("..", "weir"), home.resolve("weir"));
        Files.writeString(home.resolve("pom.xml"), "");
        for (String module : List.of("processors", "topology", "tests")) {
            Files.createDirectories(home.resolve(module).resolve("src/main/java"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
            Files.writeString(home.resolve(module).resolve("src/main/java/A.java"), "");
        }
        javaHome = javaOfVersion("17.0.1", "printf '%s\\n' \"$@\"");
        tools = Files.createDirectories(folder.resolve("tools"));
        executable(tools.resolve("mvn"), MAVEN);
        age(home, 100);
    }

    @Test
    void shouldBuildWhatIsNotBuiltYetAndSaySo() throws Exception {
        Outcome outcome = weir("validate");

        assertThat(outcome.errors())
                .isEqualTo("weir: it is not built yet; building it, which may take a minute or two ..\n");
        assertThat(builds()).singleElement().asString().contains(" package -pl topology -am ");
        assertThat(outcome.lines()).endsWith("dev.weir.cli.Main", "validate");
    }

    @Test
    void shouldGiveJavaTheFlagsThatTheStoresNeed() throws Exception {
        assertThat(weir("validate").lines())
                .containsAll(
                        Arrays.stream(JvmFlags.values()).map(JvmFlags::argument).toList());
    }

    @Test
    void shouldGiveThemInTheManifestOfTheJarToo() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        for (JvmFlags flag : JvmFlags.values()) {
            String[] words = flag.argument().split("=", -1);
            String attribute = words[0].equals("--add-opens") ? "Add-Opens" : "Add-Exports";
            assertThat(pom).containsPattern("<" + attribute + ">[^<]*\\b" + Pattern.quote(words[1]) + "[ <]");
        }
    }

    @Test
    void shouldNotBuildTwice() throws Exception {
        weir("validate");
        Outcome second = weir("validate");

        assertThat(second.errors()).isEmpty();
        assertThat(builds()).hasSize(1);
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewerThanTheJar() throws Exception {
        weir("validate");
        age(home, 50);
        Files.writeString(home.resolve("processors/src/main/java/A.java"), "class A {}");

        Outcome outcome = weir("validate");

        assertThat(outcome.errors()).startsWith("weir: its sources have changed; building it");
        assertThat(weir("validate").errors()).isEmpty();
        assertThat(builds()).hasSize(2);
    }

    @Test
    void shouldBuildAgainWhatChangedWhileItWasBuilt() throws Exception {
        executable(
                tools.resolve("mvn"),
                "touch before; until [ processors/src/main/java/A.java -nt before ]; do"
                        + " echo edited >processors/src/main/java/A.java; done; " + MAVEN);

        weir("validate");

        assertThat(weir("validate").errors()).startsWith("weir: its sources have changed");
    }

    @Test
    void shouldNotBuildBecauseOfTestsBenchmarksOrAnEditor() throws Exception {
        weir("validate");
        age(home, 50);
        Files.createDirectories(home.resolve("processors/src/test"));
        Files.writeString(home.resolve("processors/src/test/ATest.java"), "");
        Files.writeString(home.resolve("processors/src/main/java/.A.java.swp"), "");
        Files.writeString(home.resolve("tests/src/main/java/A.java"), "class A {}");

        assertThat(weir("validate").errors()).isEmpty();
        assertThat(weir("bench").errors()).startsWith("weir: its sources have changed");
    }

    @Test
    void shouldPutTheBenchmarksOnTheClassPathOfBench() throws Exception {
        Outcome outcome = weir("bench", "--quick");

        assertThat(builds()).singleElement().asString().contains(" package -pl tests -am ");
        assertThat(outcome.lines())
                .endsWith(
                        "-cp",
                        home + "/topology/target/weir-app.jar:" + home + "/tests/target/weir-tests.jar:" + home
                                + "/tests/target/lib/*",
                        "dev.weir.cli.Main",
                        "bench",
                        "--quick");
    }

    @Test
    void shouldShowWhatMavenSaidWhenTheBuildFails() throws Exception {
        executable(tools.resolve("mvn"), "echo 'A.java:1: class expected'; exit 1");

        Outcome outcome = weir("validate");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errorLines())
                .endsWith("A.java:1: class expected", "weir: the build failed; what Maven said is above.");
    }

    @Test
    void shouldPassArgumentsAndTheExitCodeOn() throws Exception {
        javaHome = javaOfVersion("17.0.1", "printf '<%s>\\n' \"$@\"; exit 1");

        Outcome outcome = weir("pipe", "--filters", "", "-c", "my file.yaml", "*", "$HOME", "a\nb");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output())
                .endsWith("<dev.weir.cli.Main>\n<pipe>\n<--filters>\n<>\n<-c>\n<my file.yaml>\n<*>\n<$HOME>\n<a\nb>\n");
    }

    @Test
    void shouldBeFoundThroughASymbolicLinkFromAnyFolder() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("weir"), Path.of("..", "a checkout", "weir"));

        Outcome outcome = run(bin, Map.of(), List.of(link.toString(), "validate"));

        assertThat(outcome.lines()).contains(home + "/topology/target/weir-app.jar");
    }

    @Test
    void shouldBecomeTheJavaProcessSoThatSignalsReachIt() throws Exception {
        weir("validate");
        javaHome = javaOfVersion("17.0.1", "echo $$");

        Process launcher = start(home, Map.of(), List.of(home.resolve("weir").toString(), "run"));

        String pid = new String(launcher.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(pid).isEqualTo(Long.toString(launcher.pid()));
    }

    @Test
    void shouldTellNewerJavasThatItsNativeCodeIsFine() throws Exception {
        weir("validate");
        assertThat(weir("validate").lines()).doesNotContain("--enable-native-access=ALL-UNNAMED");

        javaHome = javaOfVersion("25", "printf '%s\\n' \"$@\"");

        assertThat(weir("validate").lines())
                .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    @Test
    void shouldPassTheOptionsForJavaOn() throws Exception {
        Outcome outcome = run(
                home,
                Map.of("WEIR_JAVA_OPTIONS", "-Xmx4g -Dx=y"),
                List.of(home.resolve("weir").toString(), "run"));

        assertThat(outcome.lines()).containsSubsequence("-Xmx4g", "-Dx=y", "-cp");
    }

    @Test
    void shouldRefuseAJavaThatIsTooOld() throws Exception {
        for (String version : List.of("1.8.0_402", "11.0.2")) {
            javaHome = javaOfVersion(version, "exit 0");

            Outcome outcome = weir("validate");

            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("weir: " + javaHome + "/bin/java is of version ")
                    .endsWith(", and Java 17 or newer is needed; set JAVA_HOME.");
        }
    }

    @Test
    void shouldAskAJavaWithoutAReleaseFileForItsVersion() throws Exception {
        javaHome = javaOfVersion("11", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        Files.delete(javaHome.resolve("release"));

        assertThat(weir("validate").errors()).contains("is of version 11,");
    }

    @Test
    void shouldSayThatThereIsNoJava() throws Exception {
        javaHome = folder.resolve("nowhere");

        assertThat(weir("validate").errorLines())
                .containsExactly("weir: there is no Java in JAVA_HOME (" + javaHome
                        + "); let it name a Java of version 17 or newer.");
    }

    private Outcome weir(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("weir").toString()));
        command.addAll(Arrays.asList(arguments));
        return run(folder, Map.of(), command);
    }

    private Outcome run(Path directory, Map<String, String> environment, List<String> command) throws Exception {
        Process process = start(directory, environment, command);
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output, errors);
    }

    private Process start(Path directory, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().remove("WEIR_JAVA_OPTIONS");
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().merge("PATH", tools.toString(), (path, own) -> own + File.pathSeparator + path);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(home.resolve("built"));
    }

    private Path javaOfVersion(String version, String script) throws IOException {
        Path java = folder.resolve("java " + version);
        Files.createDirectories(java.resolve("bin"));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(java.resolve("bin/java"), script);
        return java;
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, "#!/usr/bin/env bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Makes all files of a folder older by the same time, so that what is written next is newer for certain. */
    private static void age(Path folder, int seconds) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Instant modified = Files.getLastModifiedTime(file).toInstant();
                Files.setLastModifiedTime(file, FileTime.from(modified.minusSeconds(seconds)));
            }
        }
    }
}
