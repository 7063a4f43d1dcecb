package dev.weir.session;

import static dev.weir.session.TestFilters.brackets;
import static dev.weir.session.TestFilters.broken;
import static dev.weir.session.TestFilters.hold;
import static dev.weir.session.TestFilters.tag;
import static dev.weir.session.TestFilters.witness;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.Channel;
import dev.weir.filter.MalformedStateException;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamFiltersTest {

    private final ChainRecording out = new ChainRecording();

    private static FilterChain chain(FilterChain.Stage... stages) {
        return new FilterChain(List.of(stages));
    }

    private void send(StreamFilters filters, Channel channel, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        filters.accept(channel, bytes, 0, bytes.length, out);
    }

    private static byte[] saved(StreamFilters filters) {
        StateWriter state = new StateWriter();
        filters.save(state);
        return state.toByteArray();
    }

    @Test
    void shouldPassTextUntouchedWithoutFilters() {
        StreamFilters filters = chain().open(false);
        send(filters, Channel.CONTENT, "a");
        filters.finish(out);
        assertThat(out.text(Channel.CONTENT)).isEqualTo("a");
    }

    @Test
    void shouldLeadTextThroughTheFiltersInTheirOrder() {
        StreamFilters filters = chain(tag("1"), tag("2")).open(false);
        send(filters, Channel.CONTENT, "ab");
        assertThat(out.text(Channel.CONTENT)).isEqualTo("a212b212");
    }

    @Test
    void shouldFinishTheFiltersInTheirOrderSoThatWhatOneReleasesRunsThroughTheNext() {
        StreamFilters filters = chain(hold("h"), tag("1")).open(false);
        send(filters, Channel.CONTENT, "ab");
        assertThat(out.text(Channel.CONTENT)).isEmpty();
        assertThat(filters.heldBackBytes()).isEqualTo(2);
        assertThat(filters.owesText()).isTrue();
        filters.finish(out);
        assertThat(out.text(Channel.CONTENT)).isEqualTo("a1b11.");
        assertThat(filters.heldBackBytes()).isZero();
    }

    @Test
    void shouldKeepChannelsApart() {
        StreamFilters filters = chain(hold("h")).open(false);
        send(filters, Channel.CONTENT, "c");
        send(filters, Channel.arguments(0), "x");
        send(filters, Channel.CONTENT, "d");
        send(filters, Channel.arguments(1), "y");
        assertThat(filters.heldBackBytes()).isEqualTo(4);
        filters.finish(out);
        assertThat(out.text(Channel.CONTENT)).isEqualTo("cd");
        assertThat(out.text(Channel.arguments(0))).isEqualTo("x");
        assertThat(out.text(Channel.arguments(1))).isEqualTo("y");
    }

    @Test
    void shouldLetThinkingGoOnBehindTheFilterThatFoundIt() {
        StreamFilters filters = chain(tag("1"), brackets(), tag("2")).open(false);
        send(filters, Channel.CONTENT, "a(b)c");
        assertThat(out.text(Channel.CONTENT)).isEqualTo("a21212c212");
        // The letter behind the bracket that opens is thinking, the one behind the bracket that closes is content.
        assertThat(out.text(Channel.THINKING)).isEqualTo("12b212");
        send(filters, Channel.THINKING, "t");
        assertThat(out.text(Channel.THINKING)).isEqualTo("12b212t212");
    }

    @Test
    void shouldFinishAThinkingChannelThatOpensOnlyAtTheEnd() {
        StreamFilters filters = chain(hold("h"), brackets(), tag("2")).open(false);
        send(filters, Channel.CONTENT, "(b)");
        filters.finish(out);
        assertThat(out.text(Channel.THINKING)).isEqualTo("b22.");
    }

    @Test
    void shouldOpenEachChannelOnceAndSayWhetherTheDocumentIsWhole() {
        List<String> opened = new ArrayList<>();
        StreamFilters whole = chain(witness(opened)).open(true);
        send(whole, Channel.CONTENT, "a");
        send(whole, Channel.CONTENT, "b");
        send(whole, Channel.THINKING, "c");
        StreamFilters stream = chain(witness(opened)).open(false);
        send(stream, Channel.CONTENT, "a");
        assertThat(opened).containsExactly("CONTENT whole", "THINKING whole", "CONTENT");
    }

    @Test
    void shouldGoOnFromItsSavedState() {
        FilterChain chain = chain(brackets(), hold("h"));
        StreamFilters before = chain.open(false);
        send(before, Channel.CONTENT, "a(b");
        StateReader state = new StateReader(saved(before));
        StreamFilters after = chain.restore(state);
        assertThat(state.atEnd()).isTrue();
        assertThat(after.heldBackBytes()).isEqualTo(2);
        send(after, Channel.CONTENT, "c)d");
        after.finish(out);
        assertThat(out.text(Channel.CONTENT)).isEqualTo("ad");
        assertThat(out.text(Channel.THINKING)).isEqualTo("bc");
    }

    @Test
    void shouldFindTheStateOfTheFiltersThatAreLeft() {
        StreamFilters before = chain(tag("1"), brackets(), hold("h")).open(false);
        send(before, Channel.CONTENT, "a(");
        StreamFilters after = chain(brackets(), hold("h")).restore(new StateReader(saved(before)));
        assertThat(after.heldBackBytes()).isEqualTo(3);
        after.finish(out);
        assertThat(out.text(Channel.CONTENT)).isEqualTo("a1");
        assertThat(out.text(Channel.THINKING)).isEqualTo("1");
    }

    @Test
    void shouldBeginAnewWithAFilterThatWasAdded() {
        StreamFilters before = chain(hold("h")).open(false);
        send(before, Channel.CONTENT, "a");
        StreamFilters after = chain(hold("h"), tag("1")).restore(new StateReader(saved(before)));
        after.finish(out);
        assertThat(out.text(Channel.CONTENT)).isEqualTo("a11.");
    }

    @Test
    void shouldRefuseDamagedState() {
        FilterChain chain = chain(brackets(), hold("h"));
        StreamFilters filters = chain.open(false);
        send(filters, Channel.CONTENT, "a(b");
        byte[] state = saved(filters);
        for (int length = 0; length < state.length; length++) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> chain.restore(new StateReader(cut)))
                    .as("cut at byte %d of %d", length, state.length)
                    .isInstanceOf(MalformedStateException.class);
        }
    }

    @Test
    void shouldNameTheFilterThatFails() {
        StreamFilters filters = chain(tag("1"), broken("second"), tag("3")).open(false);
        assertThatThrownBy(() -> send(filters, Channel.CONTENT, "a"))
                .isInstanceOfSatisfying(
                        FilterFailedException.class, e -> assertThat(e.filter()).isEqualTo("second"));
    }
}
