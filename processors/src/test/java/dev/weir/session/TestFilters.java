package dev.weir.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Channel;
import dev.weir.filter.Filter;
import dev.weir.filter.FilterOutput;
import dev.weir.filter.StateReader;
import dev.weir.filter.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** Filters so simple that what a chain makes of them can be read off. */
final class TestFilters {

    private TestFilters() {}

    /** Writes its letter behind each byte, and a full stop at the end. */
    static FilterChain.Stage tag(String letter) {
        return new FilterChain.Stage(letter, (channel, whole) -> new Tag(letter.getBytes(UTF_8)));
    }

    /** Holds all text back until the end. */
    static FilterChain.Stage hold(String name) {
        return new FilterChain.Stage(name, (channel, whole) -> new Hold());
    }

    /** Takes what stands in round brackets in the content for thinking. */
    static FilterChain.Stage brackets() {
        return new FilterChain.Stage(
                "brackets", (channel, whole) -> channel.kind() == Channel.Kind.CONTENT ? new Brackets() : null);
    }

    /** Notes for which channels it was opened, and whether for a whole document; takes no part. */
    static FilterChain.Stage witness(List<String> opened) {
        return new FilterChain.Stage("witness", (channel, whole) -> {
            opened.add(channel.kind() + (whole ? " whole" : ""));
            return null;
        });
    }

    /** Fails on every text. */
    static FilterChain.Stage broken(String name) {
        return new FilterChain.Stage(name, (channel, whole) -> new Broken());
    }

    private abstract static class Simple implements Filter {

        @Override
        public void finish(FilterOutput output) {}

        @Override
        public int heldBackBytes() {
            return 0;
        }

        @Override
        public boolean owesText() {
            return false;
        }

        @Override
        public void save(StateWriter state) {}

        @Override
        public void restore(StateReader state) {}
    }

    private static final class Broken extends Simple {

        @Override
        public void accept(byte[] text, int offset, int length, FilterOutput output) {
            throw new IllegalStateException("broken");
        }
    }

    private static final class Tag extends Simple {

        private final byte[] letter;

        Tag(byte[] letter) {
            this.letter = letter;
        }

        @Override
        public void accept(byte[] text, int offset, int length, FilterOutput output) {
            for (int i = 0; i < length; i++) {
                output.text(text, offset + i, 1);
                output.text(letter, 0, letter.length);
            }
        }

        @Override
        public void finish(FilterOutput output) {
            output.text(letter, 0, letter.length);
            output.text(new byte[] {'.'}, 0, 1);
        }
    }

    private static final class Hold extends Simple {

        private final List<Byte> held = new ArrayList<>();

        @Override
        public void accept(byte[] text, int offset, int length, FilterOutput output) {
            for (int i = 0; i < length; i++) {
                held.add(text[offset + i]);
            }
        }

        @Override
        public void finish(FilterOutput output) {
            byte[] all = bytes();
            held.clear();
            output.text(all, 0, all.length);
        }

        @Override
        public int heldBackBytes() {
            return held.size();
        }

        @Override
        public boolean owesText() {
            return !held.isEmpty();
        }

        @Override
        public void save(StateWriter state) {
            state.writeBytes(bytes());
        }

        @Override
        public void restore(StateReader state) {
            for (byte b : state.readBytes()) {
                held.add(b);
            }
        }

        private byte[] bytes() {
            byte[] all = new byte[held.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = held.get(i);
            }
            return all;
        }
    }

    private static final class Brackets extends Simple {

        private boolean inside;

        @Override
        public void accept(byte[] text, int offset, int length, FilterOutput output) {
            for (int i = offset; i < offset + length; i++) {
                if (text[i] == '(' || text[i] == ')') {
                    inside = text[i] == '(';
                } else if (inside) {
                    output.thinking(text, i, 1);
                } else {
                    output.text(text, i, 1);
                }
            }
        }

        @Override
        public void save(StateWriter state) {
            state.writeBoolean(inside);
        }

        @Override
        public void restore(StateReader state) {
            inside = state.readBoolean();
        }
    }
}
