package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkedBrokerTest {

    @TempDir
    Path folder;

    @Test
    void shouldKeepItsDataAndItsPortWhenItIsKilled() throws Exception {
        try (ForkedBroker broker = LocalBroker.fork(BrokerOptions.defaults().withDataDirectory(folder))) {
            String bootstrapServers = broker.bootstrapServers();
            Topics.create(bootstrapServers, List.of(new TopicSpec("t", 1)));
            Clients.produce(bootstrapServers, "t", "before");
            long firstPid = broker.pid();

            broker.kill();
            assertThat(ProcessHandle.of(firstPid).filter(ProcessHandle::isAlive))
                    .isEmpty();
            broker.restart();
            Clients.produce(bootstrapServers, "t", "after");

            assertThat(broker.pid()).isNotEqualTo(firstPid);
            assertThat(broker.bootstrapServers()).isEqualTo(bootstrapServers);
            assertThat(Clients.consumeText(bootstrapServers, "t", 2)).containsExactly("before", "after");
        }
        assertThat(folder.resolve("broker.log"))
                .as("what the broker printed; on a starved machine Kafka rightly says that it is late")
                .content()
                .doesNotContain("WARN", "Exception", "main ERROR");
    }

    @Test
    void shouldNotOutliveAParentThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
            assertThat(child.isAlive()).isTrue();
            parent.destroyForcibly();
            child.onExit().get(10, TimeUnit.SECONDS);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void shouldPassOnWhyTheChildDidNotStart() {
        assertThatThrownBy(() -> LocalBroker.fork(BrokerOptions.defaults()
                        .withDataDirectory(folder)
                        .withProperties(Map.of("num.io.threads", "0"))))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("num.io.threads");
    }

    /** Forks a broker, says its process id and waits to be killed. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            ForkedBroker broker = LocalBroker.fork(BrokerOptions.defaults().withDataDirectory(Path.of(arguments[0])));
            System.out.println(broker.pid());
            Thread.currentThread().join();
        }
    }
}
