package dev.weir.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the files of cases; their first lines say how they are written. */
final class Fixtures {

    /** A case: its input, and what that becomes or that it is refused. */
    static final class Case {

        private final String name;
        private final byte[] in;
        private final byte[] out;
        private final boolean refused;

        Case(String name, byte[] in, byte[] out, boolean refused) {
            this.name = name;
            this.in = in;
            this.out = out;
            this.refused = refused;
        }

        String name() {
            return name;
        }

        byte[] in() {
            return in;
        }

        /** What the input becomes: the input itself for "same", nothing when refused. */
        byte[] out() {
            return out;
        }

        boolean refused() {
            return refused;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Fixtures() {}

    static List<Case> read(String file) {
        List<Case> cases = new ArrayList<>();
        String name = "";
        byte[] in = {};
        for (String line : lines(file)) {
            if (line.startsWith("in  ")) {
                in = bytes(line.substring(4));
            } else if (line.startsWith("out ")) {
                String out = line.substring(4);
                boolean refused = out.equals("refused");
                byte[] expected = refused ? new byte[0] : out.equals("same") ? in : bytes(out);
                cases.add(new Case(name, in, expected, refused));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                name = line;
            }
        }
        return cases;
    }

    private static List<String> lines(String file) {
        return text(file).lines().toList();
    }

    /** The text of a file. */
    static String text(String file) {
        try (InputStream stream = Objects.requireNonNull(Fixtures.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String written) {
        String text = written.replace('␊', '\n').replace('␍', '\r').replace('␉', '\t');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int from = 0;
        for (int open = text.indexOf('⟦'); open >= 0; open = text.indexOf('⟦', from)) {
            bytes.writeBytes(text.substring(from, open).getBytes(StandardCharsets.UTF_8));
            from = text.indexOf('⟧', open) + 1;
            bytes.write(Integer.parseInt(text.substring(open + 1, from - 1), 16));
        }
        bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}
