package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Channel;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rule of gemini-cli, written anew from what it does at commit 5411f11 of August 2026.
 *
 * <p>SHA-256 of each window of 50 characters; a loop is a window that occurred ten times with a mean gap of at most 250,
 * where what stands between takes at most five different forms. A piece with a heading, a table, a list item, a quote, a
 * code fence or nothing but signs makes it forget all, and in code it looks at nothing. It keeps 5,000 characters.
 */
final class WindowHashRule implements Detector {

    private static final int WINDOW = 50;
    private static final int OCCURRENCES = 10;
    private static final int MOST_MEAN_GAP = 5 * WINDOW;
    private static final int MOST_FORMS = OCCURRENCES / 2;
    private static final int HISTORY = 5_000;
    private static final Pattern STRUCTURE = Pattern.compile("(?:^|\\n)(?:#+\\s|>\\s"
            // from * to +, as a range has it, so no dash
            + "|\\s*[*+]\\s|\\s*\\d+\\.\\s"
            + "|\\s*\\|.*\\||\\s*[|+-]{3,})");

    @Override
    public String label() {
        return "gemini-cli";
    }

    /** Its resets depend on pieces; its API sends some dozens of characters at a time. */
    @Override
    public int pieceBytes() {
        return 32;
    }

    @Override
    public Watch watch(Channel channel) {
        return new Windows();
    }

    private static final class Windows extends RuleText {

        private final MessageDigest sha256 = sha256();
        private final Map<ByteBuffer, Deque<Integer>> occurrences = new HashMap<>();
        private final StringBuilder history = new StringBuilder();
        private int base;
        private int next;
        private boolean inCode;
        private int period;

        @Override
        int period() {
            return period;
        }

        @Override
        boolean loops(CharSequence piece) {
            int fences = fences(piece);
            boolean divider = isDivider(piece);
            if (fences > 0 || divider || STRUCTURE.matcher(piece).find()) {
                forget();
            }
            boolean wasInCode = inCode;
            inCode ^= fences % 2 == 1;
            if (wasInCode || inCode || divider) {
                return false;
            }
            history.append(piece);
            if (history.length() > HISTORY) {
                shorten(history.length() - HISTORY);
            }
            while (next + WINDOW <= base + history.length()) {
                if (isLoop(next++)) {
                    return true;
                }
            }
            return false;
        }

        private void forget() {
            base += history.length();
            history.setLength(0);
            next = base;
            occurrences.clear();
        }

        private void shorten(int characters) {
            history.delete(0, characters);
            base += characters;
            next = Math.max(next, base);
            if (occurrences.size() > 2 * HISTORY) {
                forgetOldOnes();
            }
        }

        /** Late, for what is out of sight is too far away to count; the original does it with each piece. */
        private void forgetOldOnes() {
            Iterator<Deque<Integer>> all = occurrences.values().iterator();
            while (all.hasNext()) {
                if (all.next().getLast() < base) {
                    all.remove();
                }
            }
        }

        private boolean isLoop(int at) {
            String window = history.substring(at - base, at - base + WINDOW);
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(window.getBytes(UTF_8)));
            Deque<Integer> places = occurrences.computeIfAbsent(hash, any -> new ArrayDeque<>(2));
            places.addLast(at);
            if (places.size() > OCCURRENCES) {
                places.removeFirst();
            }
            if (places.size() < OCCURRENCES || at - places.getFirst() > (OCCURRENCES - 1) * MOST_MEAN_GAP) {
                return false;
            }
            period = (at - places.getFirst()) / (OCCURRENCES - 1);
            return formsBetween(places) <= MOST_FORMS;
        }

        private int formsBetween(Deque<Integer> places) {
            Set<String> forms = new HashSet<>();
            int from = -1;
            for (int to : places) {
                if (from >= 0) {
                    forms.add(history.substring(from - base, to - base));
                }
                from = to;
            }
            return forms.size();
        }

        private static int fences(CharSequence piece) {
            int fences = 0;
            int backticks = 0;
            for (int i = 0; i < piece.length(); i++) {
                backticks = piece.charAt(i) == '`' ? backticks + 1 : 0;
                if (backticks == 3) {
                    fences++;
                    backticks = 0;
                }
            }
            return fences;
        }

        /** Its character class runs from + to _, which takes in digits, capitals and much else. */
        private static boolean isDivider(CharSequence piece) {
            return piece.chars().allMatch(c -> (c >= '+' && c <= '_') || c == '*' || (c >= 0x2500 && c <= 0x257F));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
