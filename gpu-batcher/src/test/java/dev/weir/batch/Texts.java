package dev.weir.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Messages and patterns drawn by a random generator. */
final class Texts {

    private static final String[] WORDS = {
        "request", "Error", "ERROR", "user", "naïve", "日本語", "🙂", "timeout", "0x7f", "42", "a", "Zz", "[x]", "=", "\t",
        "…"
    };

    private Texts() {}

    static Batch batch(byte[]... messages) {
        Batch.Builder builder = new Batch.Builder();
        for (byte[] message : messages) {
            builder.add(message, 0, message.length);
        }
        return builder.build();
    }

    /** Some messages of different kinds and lengths, empty ones among them. */
    static Batch batch(Random random) {
        byte[][] messages = new byte[random.nextInt(60)][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = message(random);
        }
        return batch(messages);
    }

    private static byte[] message(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> bytes(random, random.nextInt(4), 256);
            case 1 -> bytes(random, 1 + random.nextInt(64), 256);
            case 2 -> bytes(random, random.nextInt(600), 2);
            default -> words(random, random.nextInt(40));
        };
    }

    static byte[] words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Bytes of an alphabet that begins with {@code a}, or of all values. */
    static byte[] bytes(Random random, int length, int alphabet) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ((alphabet == 256 ? 0 : 'a') + random.nextInt(alphabet));
        }
        return bytes;
    }

    /** Patterns that come in a batch, also in another case and across the edges of messages, and some that may not. */
    static List<Pattern> patterns(Random random, Batch batch) {
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            int length = 1 + random.nextInt(random.nextInt(5) == 0 ? 100 : 8);
            byte[] literal = bytes(random, length, 256);
            if (batch.size() > length && i % 4 != 0) {
                int at = random.nextInt(batch.size() - length);
                literal = Arrays.copyOfRange(batch.bytes(), at, at + length);
            }
            if (literal[0] >= 'a' && literal[0] <= 'z' && random.nextBoolean()) {
                literal[0] = (byte) (literal[0] - 32);
            }
            patterns.add(new Pattern(literal, random.nextInt(64)));
        }
        return patterns;
    }
}
