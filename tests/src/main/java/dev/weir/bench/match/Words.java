package dev.weir.bench.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.bench.LogTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Made-up error signatures of one to three words, and log lines of which one in ten has one of them. */
final class Words {

    private static final int SEED = 11;
    private static final int LINE_IN = 10;
    private static final String[] SYLLABLES = {
        "re", "con", "nec", "tion", "ti", "out", "dis", "k", "er", "ror", "pa", "nic", "ab", "ort", "mem", "o", "ry",
        "fa", "il", "ed", "in", "va", "lid", "lo", "ck", "sta", "te", "qu", "eue", "bro", "ker", "hand", "ler", "ses",
        "sion"
    };

    private Words() {}

    /** So many different signatures. */
    static List<String> signatures(int count) {
        Random random = new Random(SEED);
        TreeSet<String> signatures = new TreeSet<>();
        while (signatures.size() < count) {
            StringBuilder signature = new StringBuilder();
            for (int words = 1 + random.nextInt(3); words > 0; words--) {
                for (int syllables = 3 + random.nextInt(3); syllables > 0; syllables--) {
                    signature.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
                }
                signature.append(words > 1 ? " " : "");
            }
            signatures.add(signature.toString());
        }
        return new ArrayList<>(signatures);
    }

    /** Lines of about 200 bytes, of so many bytes together. */
    static List<byte[]> lines(List<String> signatures, int bytes) {
        Random random = new Random(SEED);
        LogTraffic traffic = new LogTraffic(SEED);
        List<byte[]> lines = new ArrayList<>();
        for (int size = 0; size < bytes; ) {
            String line = new String(traffic.next().value(), UTF_8);
            if (random.nextInt(LINE_IN) == 0) {
                String signature = signatures.get(random.nextInt(signatures.size()));
                line += ": " + Character.toUpperCase(signature.charAt(0)) + signature.substring(1);
            }
            byte[] text = line.getBytes(UTF_8);
            lines.add(text);
            size += text.length;
        }
        return lines;
    }
}
