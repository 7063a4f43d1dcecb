package dev.weir.dedup.block;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.filter.Alert;
import dev.weir.filter.Channel;
import dev.weir.filter.Chunkings;
import dev.weir.filter.Filter;
import dev.weir.filter.Recording;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepeatedBlocksTest {

    private static final int MIN_BYTES = 3;
    private static final String FENCE = "```";

    private static Supplier<Filter> filter(boolean drop, int minBytes) {
        return () -> Objects.requireNonNull(new RepeatedBlocks(drop, minBytes).open(Channel.CONTENT, false));
    }

    private static Recording run(String text) {
        return Chunkings.checkAll(filter(true, MIN_BYTES), text.getBytes(UTF_8), text.hashCode());
    }

    /** Writes {@code |} for a line end. */
    private static String lines(String text) {
        return text.replace('|', '\n');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "one||two||one||three;one||two||three",
                "one||one;one",
                "one||one||;one||",
                "  one||  one;  one",
                "one  ||one;one  ",
                "one two||one  |  two||one\ttwo|;one two|",
                "one||two||oneandmore;one||two||oneandmore",
                "oneandmore||two||one;oneandmore||two||one",
                "ab||cd||ab;ab||cd||ab",
                "one|||| |one|||two;one|||two",
                "one|two||two|one||one|two;one|two||two|one",
                "One||one;One||one",
                "zwölf Boxkämpfer||zwölf Boxkämpfer;zwölf Boxkämpfer",
                "|| ;|| ",
                "'';''"
            })
    void shouldTakeOutParagraphsThatStoodThereBefore(String text, String left) {
        assertThat(run(lines(text)).text()).isEqualTo(lines(left));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "```|a||b|```|text|```|a||b|```|end;```|a||b|```|text|end",
                "```|a||b|```||```|a||b||```;```|a||b|```||```|a||b||```",
                "```py|a|```|```js|a|```;```py|a|```|```js|a|```",
                "~~~|``` ||x|~~~|||~~~|``` ||x|~~~;~~~|``` ||x|~~~",
                "````|```||x|````||````|```||x|````;````|```||x|````",
                "```|a||a||a;```|a||a||a",
                "abc||```|abc||abc;abc||```|abc||abc",
                "```code``` is a span||and one||and one;```code``` is a span||and one",
                "``not a fence``||``not a fence``;``not a fence``",
                " ``x||``x||y;" + " ``x||y",
                "- item|  ```|  a||  b|  ```|- item 2|  ```|  a||  b|  ```;- item|  ```|  a||  b|  ```|- item 2",
                "```|a  b|```||```|a b|```;```|a  b|```||```|a b|```"
            })
    void shouldTakeFencedCodeForOneBlock(String text, String left) {
        assertThat(run(lines(text)).text()).isEqualTo(lines(left));
    }

    @Test
    void shouldTakeLineEndsOfAnyKind() {
        assertThat(run("one two\r\n\r\n```\r\na\r\n```\r\n\r\none two\r\n\r\n```\r\na\r\n```\r\nend")
                        .text())
                .isEqualTo("one two\r\n\r\n```\r\na\r\n```\r\nend");
    }

    @Test
    void shouldTellOfEachRepeat() {
        Recording recording = run("first block\n\nsecond\n\nfirst  block\n\nsecond");
        assertThat(recording.flags()).containsExactly("duplicate");
        assertThat(recording.alerts()).extracting(Alert::offset).containsExactly(21L, 35L);
        assertThat(recording.alerts()).extracting(Alert::kind).containsOnly("block");
        Map<String, Object> details = recording.alerts().get(0).details();
        assertThat(details)
                .containsEntry("bytes", 11)
                .containsEntry("first", 0L)
                .containsEntry("dropped", true);
        assertThat(details).containsEntry("sample", "first  block");
        assertThat(String.valueOf(details.get("fingerprint"))).matches("[0-9a-f]{32}");
        assertThat(recording.reports()).hasSize(2);
    }

    @Test
    void shouldOnlyTellWhereNothingIsToBeDropped() {
        String text = "first block\n\nsecond\n\nfirst block\n\n```\na";
        Recording recording = Chunkings.checkAll(filter(false, MIN_BYTES), text.getBytes(UTF_8), 1);
        assertThat(recording.text()).isEqualTo(text);
        assertThat(recording.alerts()).hasSize(1);
        assertThat(recording.alerts().get(0).details()).containsEntry("dropped", false);
    }

    @Test
    void shouldHoldABlockBackOnlyWhileItBeginsAsAnEarlierOne() {
        Filter filter = filter(true, MIN_BYTES).get();
        Recording recording = new Recording();
        byte[] text = "The quick fox jumps.\n\nNow. The quick fox jumps.\n\nThe quick hare".getBytes(UTF_8);
        int most = 0;
        for (int i = 0; i < text.length; i++) {
            filter.accept(text, i, 1, recording);
            most = Math.max(most, filter.heldBackBytes());
            if (i == text.length - 6) {
                assertThat(recording.text()).doesNotContain("hare").doesNotEndWith("quick");
            }
        }
        assertThat(most).as("16 bytes and the white space before them").isLessThanOrEqualTo(18);
        filter.finish(recording);
        assertThat(recording.text()).endsWith("The quick hare");
    }

    @Test
    void shouldLeaveArgumentsOfToolCallsAlone() {
        assertThat(new RepeatedBlocks(true, 1).open(Channel.arguments(0), false))
                .isNull();
    }

    @Test
    void shouldAgreeWithThePlainRulesOnRandomTexts() {
        String[] pieces = {
            "one",
            "two",
            "three and more",
            " ",
            "\n",
            "\n\n",
            "\n\n",
            FENCE,
            "\n" + FENCE,
            FENCE + "\n",
            "~~~~",
            "`",
            "\t",
            "x"
        };
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            int minBytes = 1 + random.nextInt(6);
            List<String> repeats = new ArrayList<>();
            String left = NaiveBlocks.without(text.toString(), minBytes, repeats);
            Recording recording = seed < 60
                    ? Chunkings.checkAll(filter(true, minBytes), text.toString().getBytes(UTF_8), seed)
                    : Chunkings.whole(filter(true, minBytes), text.toString().getBytes(UTF_8));
            assertThat(recording.text()).as("seed %d: [%s]", seed, text).isEqualTo(left);
            assertThat(recording.alerts()).as("seed %d: [%s]", seed, text).hasSameSizeAs(repeats);
        }
    }

    @Test
    void shouldForgetTheOldestOfManyBlocks() {
        StringBuilder text = new StringBuilder("the very first\n\n");
        for (int i = 0; i < KnownBlocks.MAX_BLOCKS; i++) {
            text.append("block ").append(i).append("\n\n");
        }
        Filter filter = filter(true, MIN_BYTES).get();
        Recording recording = new Recording();
        byte[] bytes = text.append("block 255\n\nthe very first").toString().getBytes(UTF_8);
        filter.accept(bytes, 0, bytes.length, recording);
        StateWriter state = new StateWriter();
        filter.save(state);
        assertThat(state.size()).isLessThan(60 * KnownBlocks.MAX_BLOCKS);
        filter.finish(recording);
        assertThat(recording.alerts()).hasSize(1);
        assertThat(recording.text()).endsWith("\n\nthe very first");
    }

    @Test
    void shouldNotHoldBackHugeBlocks() {
        String block = "0123456789abcde ".repeat(5_000);
        Filter filter = filter(true, MIN_BYTES).get();
        Recording recording = new Recording();
        byte[] bytes = (block + "\n\n" + block).getBytes(UTF_8);
        filter.accept(bytes, 0, bytes.length, recording);
        assertThat(filter.heldBackBytes()).isZero();
        filter.finish(recording);
        assertThat(recording.textBytes()).isEqualTo(bytes);
    }
}
