package dev.weir.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AutoFormatTest {

    private final Envelope envelope = new Envelope();

    private void read(String value) throws MalformedEnvelopeException {
        envelope.reset(value.getBytes(UTF_8));
        new AutoFormat().read(envelope);
    }

    @Test
    void shouldReadAnythingThatIsNoEnvelopeAsText() throws Exception {
        for (String value : List.of(
                "",
                "plain words",
                "{\"x\": 1,",
                "{\"x\": 1}",
                "  {a",
                "{\"done\"",
                "data:",
                "data: hello",
                "[1,2]",
                "\"choices\"")) {
            read(value);
            assertThat(envelope.pieceCount()).as(value).isEqualTo(1);
            assertThat(envelope.textLength(0)).as(value).isEqualTo(value.length());
        }
    }

    @Test
    void shouldReadOpenAiEnvelopes() throws Exception {
        read("{\"choices\":[{\"delta\":{\"content\":\"abc\"}}]}");
        assertThat(envelope.textLength(0)).isEqualTo(3);
        read("data: {\"choices\":[{\"delta\":{\"content\":\"abc\"}}]}");
        assertThat(envelope.textLength(0)).isEqualTo(3);
    }

    @Test
    void shouldRefuseOtherVendorsRatherThanReadThemAsText() {
        for (String value : List.of(
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}",
                "{\"message\":{\"content\":\"a\"},\"done\":false}",
                "{\"candidates\":[]}",
                "{\"contentBlockDelta\":{}}")) {
            assertThatThrownBy(() -> read(value)).as(value).hasMessageContaining("looks like an envelope of");
        }
    }

    @Test
    void shouldRefuseTheRemainsOfAnOpenAiEnvelope() {
        assertThatThrownBy(() -> read("{\"id\":\"c\",\"choices\":[{\"delta\":{\"content\":\"<thi"))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining("not sound JSON");
    }
}
