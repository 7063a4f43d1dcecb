package dev.weir.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    @TempDir
    Path folder;

    @Test
    void shouldCarryLargeRecordsAndKeepThemInItsFolder() throws Exception {
        byte[] large = new byte[15 << 20];
        large[large.length - 1] = 1;
        BrokerOptions options = BrokerOptions.defaults().withDataDirectory(folder);
        try (LocalBroker broker = LocalBroker.start(options)) {
            Topics.create(broker.bootstrapServers(), List.of(new TopicSpec("t", 1)));
            Clients.produce(broker.bootstrapServers(), "t", "small");
            Clients.produce(broker.bootstrapServers(), "t", large);
            assertThat(Clients.consume(broker.bootstrapServers(), "t", 2))
                    .element(1)
                    .isEqualTo(large);

            assertThatThrownBy(() -> LocalBroker.start(options))
                    .as("a second broker on the same folder, which must not end this JVM")
                    .isInstanceOf(BrokerException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("in use by another broker");
        }
        try (LocalBroker again = LocalBroker.start(options)) {
            assertThat(Clients.consume(again.bootstrapServers(), "t", 2))
                    .hasSize(2)
                    .first()
                    .isEqualTo("small".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void shouldDeleteATemporaryFolderAndNameATakenPort() {
        LocalBroker broker = LocalBroker.start(BrokerOptions.defaults());
        Path temporary = broker.dataDirectory();
        int port = broker.port();
        try (broker) {
            assertThat(temporary).isDirectory();
            assertThatThrownBy(() -> LocalBroker.start(BrokerOptions.defaults().withPort(port)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageStartingWith("Port " + port + " on 127.0.0.1 is taken");
            assertThatThrownBy(() -> LocalBroker.fork(BrokerOptions.defaults().withPort(port)))
                    .isInstanceOf(BrokerException.class)
                    .hasMessageStartingWith("Port " + port + " on 127.0.0.1 is taken");
        }
        broker.close();
        assertThat(temporary).doesNotExist();
    }

    @Test
    void shouldSayWhichSettingIsWrong() {
        assertThatThrownBy(() -> LocalBroker.start(BrokerOptions.defaults()
                        .withDataDirectory(folder)
                        .withProperties(Map.of("num.io.threads", "0"))))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("num.io.threads");
        assertThatThrownBy(() -> BrokerOptions.defaults().withPort(65_536))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void shouldSayThatTheFolderIsAFile() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> LocalBroker.start(BrokerOptions.defaults().withDataDirectory(file)))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(file.toString());
    }
}
