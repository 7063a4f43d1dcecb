package dev.weir.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpenAiFormatTest {

    private final Envelope envelope = new Envelope();

    private Envelope read(String json) throws MalformedEnvelopeException {
        envelope.reset(json.getBytes(UTF_8));
        new OpenAiFormat().read(envelope);
        return envelope;
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < envelope.pieceCount(); i++) {
            Channel channel = envelope.pieceChannel(i);
            texts.add(channel.kind() + "" + channel.index() + "@" + envelope.choice(envelope.pieceStream(i)) + "="
                    + new String(envelope.text(i), envelope.textOffset(i), envelope.textLength(i), UTF_8));
        }
        return texts;
    }

    private String replaced(int piece, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        envelope.replace(piece, bytes, 0, bytes.length);
        return new String(envelope.encode(), UTF_8);
    }

    private boolean insert(Channel channel, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return envelope.insert(0, channel, bytes, 0, bytes.length);
    }

    @Test
    void shouldFindTheContentOfAChunk() throws Exception {
        read("{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}");
        assertThat(texts()).containsExactly("CONTENT0@0=a");
        assertThat(envelope.responseId(0)).isEqualTo("c1".getBytes(UTF_8));
        assertThat(envelope.ends(0)).isFalse();
    }

    @Test
    void shouldLeaveEveryOtherByteWhenTextChanges() throws Exception {
        read(
                "{ \"choices\" : [ {\"delta\": { \"content\" :  \"a\\u0062c\" , \"x\":[1e5, {}]},\"finish_reason\":null} ],\n\"id\":\"c1\"  }");
        assertThat(texts()).containsExactly("CONTENT0@0=abc");
        assertThat(envelope.responseId(0)).isEqualTo("c1".getBytes(UTF_8));
        assertThat(replaced(0, "q\"\n\\é"))
                .isEqualTo(
                        "{ \"choices\" : [ {\"delta\": { \"content\" :  \"q\\\"\\n\\\\é\" , \"x\":[1e5, {}]},\"finish_reason\":null} ],\n\"id\":\"c1\"  }");
    }

    @Test
    void shouldKeepTheVeryBytesWhenNothingChanges() throws Exception {
        read("{\"choices\":[{\"delta\":{\"content\":\"\\u0061\\/b\"}}]}");
        replaced(0, "a/b");
        assertThat(envelope.encode()).isSameAs(envelope.value());
        assertThat(envelope.worthSending()).isTrue();
    }

    @Test
    void shouldReadEveryChannelOfEveryChoice() throws Exception {
        read("{\"choices\":[{\"index\":1,\"delta\":{\"reasoning_content\":\"t\",\"tool_calls\":["
                + "{\"index\":2,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}},"
                + "{\"delta\":{\"content\":\"c\"},\"index\":3,\"finish_reason\":\"stop\"}]}");
        assertThat(texts()).containsExactly("THINKING0@1=t", "ARGUMENTS2@1={", "CONTENT0@3=c");
        assertThat(envelope.ends(0)).isFalse();
        assertThat(envelope.ends(1)).isTrue();
    }

    @Test
    void shouldReadWholeResponsesAndContentParts() throws Exception {
        read(
                "{\"object\":\"chat.completion\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":"
                        + "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\"},{\"text\":\"b\"}]},\"finish_reason\":\"stop\"}]}");
        assertThat(texts()).containsExactly("CONTENT0@0=a", "CONTENT0@0=b");
        assertThat(envelope.ends(0)).isTrue();
        read("{\"choices\":[{\"text\":\"legacy\",\"index\":0,\"finish_reason\":null}]}");
        assertThat(texts()).containsExactly("CONTENT0@0=legacy");
    }

    @Test
    void shouldReadEveryDataLineOfAnEventStream() throws Exception {
        read(
                "event: x\ndata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata:{\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\r\n\n");
        assertThat(texts()).containsExactly("CONTENT0@0=a", "CONTENT0@0=b");
        assertThat(replaced(1, "B"))
                .isEqualTo(
                        "event: x\ndata: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\ndata:{\"choices\":[{\"delta\":{\"content\":\"B\"}}]}\r\n\n");
        read("data: [DONE]\n\n");
        assertThat(envelope.endsKey()).isTrue();
        assertThat(envelope.streamCount()).isZero();
    }

    @Test
    void shouldReadLinesOfTheSameChoiceAsOneStream() throws Exception {
        String line = "data: {\"id\":\"%s\",\"choices\":[{\"index\":%d,\"delta\":{\"content\":\"%s\"}%s}]}\n\n";
        String finish = ",\"finish_reason\":\"stop\"";
        read(line.formatted("a", 0, "x", "")
                + line.formatted("b", 0, "y", "")
                + line.formatted("a", 1, "z", "")
                + line.formatted("b", 0, "v", finish)
                + line.formatted("a", 0, "w", ""));
        assertThat(envelope.streamCount()).isEqualTo(3);
        int[] streams = new int[envelope.pieceCount()];
        for (int i = 0; i < streams.length; i++) {
            streams[i] = envelope.pieceStream(i);
        }
        assertThat(streams).containsExactly(0, 1, 2, 1, 0);
        assertThat(envelope.responseId(2)).isEqualTo("a".getBytes(UTF_8));
        assertThat(envelope.choice(2)).isEqualTo(1);
        assertThat(new boolean[] {envelope.ends(0), envelope.ends(1), envelope.ends(2)})
                .containsExactly(false, true, false);
    }

    @Test
    void shouldInsertReleasedTextIntoTheLastLineOfItsStream() throws Exception {
        String line = "data: {\"choices\":[{\"delta\":%s}]}\n";
        read(line.formatted("{\"reasoning\":\"t\"}") + line.formatted("{}"));
        assertThat(insert(Channel.CONTENT, "x")).isTrue();
        assertThat(new String(envelope.encode(), UTF_8))
                .isEqualTo(line.formatted("{\"reasoning\":\"t\"}") + line.formatted("{\"content\":\"x\"}"));
    }

    @Test
    void shouldInsertReleasedTextIntoTheFinishingChunk() throws Exception {
        read("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
        assertThat(insert(Channel.CONTENT, "x")).isTrue();
        assertThat(insert(Channel.arguments(1), "}")).isTrue();
        assertThat(new String(envelope.encode(), UTF_8))
                .isEqualTo(
                        "{\"choices\":[{\"delta\":{\"content\":\"x\",\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"}\"}}]},\"finish_reason\":\"stop\"}]}");
    }

    @Test
    void shouldPutTextInThePlaceOfNullSoThatNeitherHidesTheOther() throws Exception {
        String finish =
                "{\"choices\":[{\"delta\":{\"role\":null,\"content\":%s,\"reasoning\": %s,\"tool_calls\":%s},\"finish_reason\":\"stop\"}]}";
        read(finish.formatted("null", "null", "null"));
        assertThat(insert(Channel.arguments(1), "}")).isTrue();
        assertThat(insert(Channel.CONTENT, "x")).isTrue();
        assertThat(insert(Channel.THINKING, "t")).isTrue();
        assertThat(insert(Channel.arguments(2), "}")).isFalse();
        assertThat(new String(envelope.encode(), UTF_8))
                .isEqualTo(finish.formatted("\"x\"", "\"t\"", "[{\"index\":1,\"function\":{\"arguments\":\"}\"}}]"));
    }

    @Test
    void shouldInsertThinkingUnderTheNameThatAnEarlierLineUses() throws Exception {
        String line = "data: {\"choices\":[{\"delta\":%s}]}\n";
        read(line.formatted("{\"reasoning\":null}") + line.formatted("{\"content\":\"a\"}"));
        assertThat(insert(Channel.THINKING, "t")).isTrue();
        assertThat(new String(envelope.encode(), UTF_8))
                .isEqualTo(line.formatted("{\"reasoning\":null}")
                        + line.formatted("{\"reasoning\":\"t\",\"content\":\"a\"}"));
    }

    @Test
    void shouldTakeADetailOfReasoningForNoPlaceOfText() throws Exception {
        read("{\"choices\":[{\"delta\":{\"reasoning_details\":[{\"x\":1}],\"content\":\"a\"}}]}");
        assertThat(envelope.isOpaque(0)).isTrue();
        assertThat(insert(Channel.THINKING, "t")).as("a place of its own").isTrue();
    }

    @Test
    void shouldHaveAPlaceForTheArgumentsOfOneCallOnly() throws Exception {
        read("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
        assertThat(insert(Channel.arguments(0), "]")).isTrue();
        assertThat(insert(Channel.arguments(1), "}")).isFalse();
        read("{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}");
        assertThat(insert(Channel.arguments(1), "}")).isTrue();
    }

    @Test
    void shouldTakeThinkingMembersOutWithTheirCommas() throws Exception {
        for (String delta : List.of(
                "{%s}",
                "{%s,\"content\":\"a\"}",
                "{\"content\":\"a\" , %s}",
                "{\"role\":\"assistant\", %s ,\"content\":\"a\"}")) {
            String json = "{\"choices\":[{\"delta\":"
                    + String.format(
                            delta, "\"reasoning\" : \"t\",\"reasoning_details\":[{\"text\":\"t\"}],\"thinking\":\"t\"")
                    + "}]}";
            read(json);
            for (int i = 0; i < envelope.pieceCount(); i++) {
                if (envelope.pieceChannel(i).equals(Channel.THINKING)) {
                    envelope.remove(i);
                }
            }
            String left = new String(envelope.encode(), UTF_8);
            read(left);
            assertThat(left).doesNotContain("reasoning", "thinking");
            assertThat(texts()).hasSize(delta.contains("content") ? 1 : 0);
        }
    }

    @Test
    void shouldStaySoundWhenTextIsInsertedWhereThinkingGoes() throws Exception {
        read("{\"choices\":[{\"delta\":{\"reasoning\":\"t\"},\"finish_reason\":\"stop\"}]}");
        assertThat(insert(Channel.CONTENT, "x")).isTrue();
        envelope.remove(0);
        assertThat(new String(envelope.encode(), UTF_8))
                .isEqualTo(
                        "{\"choices\":[{\"delta\":{\"content\":\"x\",\"reasoning\":null},\"finish_reason\":\"stop\"}]}");
    }

    @Test
    void shouldNotBeWorthSendingOnceEmptiedOfAllItSaid() throws Exception {
        read("{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":null}]}");
        replaced(0, "");
        assertThat(envelope.worthSending()).isFalse();
        for (String more : List.of(
                "\"delta\":{\"content\":\"a\",\"role\":\"assistant\"}",
                "\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"",
                "\"delta\":{\"content\":\"a\",\"tool_calls\":[{\"id\":\"c\",\"function\":{\"arguments\":\"\"}}]}")) {
            read("{\"choices\":[{" + more + "}]}");
            replaced(0, "");
            assertThat(envelope.worthSending()).as(more).isTrue();
        }
        read("{\"choices\":[],\"usage\":{\"total_tokens\":3}}");
        assertThat(envelope.worthSending()).isTrue();
    }

    @Test
    void shouldCarryLoneSurrogatesThrough() throws Exception {
        read("{\"choices\":[{\"delta\":{\"content\":\"a\\ud83d\"}}]}");
        byte[] text = new byte[envelope.textLength(0) + 1];
        System.arraycopy(envelope.text(0), envelope.textOffset(0), text, 1, text.length - 1);
        text[0] = '!';
        envelope.replace(0, text, 0, text.length);
        assertThat(new String(envelope.encode(), UTF_8))
                .isEqualTo("{\"choices\":[{\"delta\":{\"content\":\"!a\\ud83d\"}}]}");
    }

    @Test
    void shouldSayWhatIsWrongWithAValue() {
        assertThatThrownBy(() -> read("{\"choices\":[{\"delta\":{\"content\":\"a"))
                .isInstanceOf(MalformedEnvelopeException.class)
                .hasMessageContaining("not sound JSON");
        assertThatThrownBy(() -> read("{\"choices\":[{\"delta\":{\"content\":\"\\u12"))
                .isInstanceOf(MalformedEnvelopeException.class);
        assertThatThrownBy(() -> read("{\"choices\":[]} x")).isInstanceOf(MalformedEnvelopeException.class);
        assertThatThrownBy(() -> read("{\"foo\":1}")).hasMessageContaining("neither choices nor error");
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(MalformedEnvelopeException.class);
        assertThatThrownBy(() -> read("{\"choices\":" + "[".repeat(100_000))).hasMessageContaining("depth");
    }

    @Test
    void shouldRefuseBrokenUtf8InsideTheEnvelope() {
        byte[] value = "{\"choices\":[{\"delta\":{\"content\":\"aXb\"}}]}".getBytes(UTF_8);
        value[new String(value, UTF_8).indexOf('X')] = (byte) 0xC3;
        envelope.reset(value);
        assertThatThrownBy(() -> new OpenAiFormat().read(envelope)).isInstanceOf(MalformedEnvelopeException.class);
    }

    @Test
    void shouldNeverThrowAnythingElseOnDamagedEnvelopes() {
        long seed = 11;
        Random random = new Random(seed);
        byte[] sound =
                ("data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\\u00e9\\\\\",\"tool_calls\":"
                                + "[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]},\"finish_reason\":null}]}\n\n")
                        .getBytes(UTF_8);
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] value = sound.clone();
            for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
                value[random.nextInt(value.length)] = (byte) random.nextInt(256);
            }
            envelope.reset(value);
            try {
                new AutoFormat().read(envelope);
                texts();
                read++;
            } catch (MalformedEnvelopeException e) {
                assertThat(e.getMessage()).as("seed " + seed).isNotEmpty();
            }
        }
        assertThat(read).isBetween(1, 4_999);
    }
}
