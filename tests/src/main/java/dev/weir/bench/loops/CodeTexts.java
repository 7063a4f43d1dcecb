package dev.weir.bench.loops;

import java.util.Locale;
import java.util.Random;

/** Source code, which repeats its forms by right. */
final class CodeTexts {

    private static final String[] OPERATORS = {"+", "-", "*", "==", "<", ">=", "&", "%"};

    private CodeTexts() {}

    static String java(Random random, int bytes) {
        StringBuilder head = new StringBuilder();
        for (int i = 3 + random.nextInt(20); i > 0; i--) {
            head.append("import com.example.")
                    .append(name(random))
                    .append('.')
                    .append(type(random))
                    .append(";\n");
        }
        head.append("\npublic final class ").append(type(random)).append(" {\n\n");
        return head + Prose.filled(bytes, text -> text.append(method(random)).append('\n')) + "}\n";
    }

    /** A method of Java with a body of a few lines. */
    static String method(Random random) {
        String name = Vocabulary.identifier(random);
        String argument = name(random);
        StringBuilder text = new StringBuilder(300);
        text.append(random.nextInt(4) == 0 ? "    @Override\n" : "");
        text.append("    public int ")
                .append(name)
                .append("(int ")
                .append(argument)
                .append(") {\n");
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            text.append(statement(random, argument));
        }
        return text.append("        return ")
                .append(argument)
                .append(";\n    }\n")
                .toString();
    }

    private static String statement(Random random, String argument) {
        String other = Vocabulary.identifier(random);
        String operator = Vocabulary.any(random, OPERATORS);
        int number = random.nextInt(1_000);
        return switch (random.nextInt(5)) {
            case 0 ->
                "        if (" + argument + " " + operator + " " + number + ") {\n            return " + other
                        + ".size();\n        }\n";
            case 1 -> "        int " + other + " = " + argument + " " + operator + " " + number + ";\n";
            case 2 -> "        " + other + ".add(" + argument + ", \"" + name(random) + "\");\n";
            case 3 -> "        // " + Prose.sentence(random) + "\n";
            default ->
                "        for (int i = 0; i < " + other + "; i++) {\n            total += " + argument
                        + "[i];\n        }\n";
        };
    }

    static String python(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            String name = name(random) + "_" + name(random);
            text.append("def ")
                    .append(name)
                    .append("(self, ")
                    .append(name(random))
                    .append("=None):\n");
            text.append("    \"\"\"").append(Prose.sentence(random)).append("\"\"\"\n");
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                text.append(String.format(
                        Locale.ROOT,
                        random.nextBoolean() ? "    self.%s = %s[%d]%n" : "    if not %2$s:%n        return %3$d%n",
                        name(random),
                        name(random),
                        random.nextInt(100)));
            }
            text.append("    return ").append(name).append("\n\n\n");
        });
    }

    static String c(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            String name = name(random);
            text.append("static int ").append(name).append("_").append(name(random));
            text.append("(struct ").append(name).append(" *").append(name).append(")\n{\n\tswitch (");
            text.append(name).append("->type) {\n");
            for (int i = 2 + random.nextInt(9); i > 0; i--) {
                text.append("\tcase ")
                        .append(name(random).toUpperCase(Locale.ROOT))
                        .append('_');
                text.append(name(random).toUpperCase(Locale.ROOT)).append(":\n\t\treturn ");
                text.append(random.nextInt(300)).append(";\n");
            }
            text.append("\tdefault:\n\t\treturn -1;\n\t}\n}\n\n");
        });
    }

    static String javaScript(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            String name = Vocabulary.identifier(random);
            text.append("export const ").append(name).append(" = async (req, res) => {\n  try {\n    const ");
            text.append(name(random)).append(" = await ").append(name(random)).append(".find({ ");
            text.append(name(random)).append(": ").append(random.nextInt(1_000)).append(" });\n    res.json(");
            text.append(name).append(");\n  } catch (error) {\n    res.status(500).json({ error: '");
            text.append(Prose.title(random)).append("' });\n  }\n};\n\n");
        });
    }

    static String imports(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            String type = type(random) + type(random);
            text.append("import ")
                    .append(random.nextInt(6) == 0 ? "static " : "")
                    .append("org.example.");
            text.append(name(random))
                    .append('.')
                    .append(name(random))
                    .append('.')
                    .append(type)
                    .append(";\n");
        });
    }

    /** Twelve tests or so that differ in name, input and result. */
    static String similarTests(Random random) {
        String subject = name(random);
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            text.append("    @Test\n    void test")
                    .append(type(random))
                    .append(i)
                    .append("() {\n        ");
            text.append(type(random)).append(" result = ").append(subject).append(".parse(\"");
            text.append(name(random)).append(' ').append(random.nextInt(1_000)).append("\");\n");
            text.append("        assertEquals(").append(random.nextInt(1_000)).append(", result.value());\n");
            text.append("        assertTrue(result.")
                    .append(Vocabulary.identifier(random))
                    .append("());\n    }\n\n");
        }
        return text.toString();
    }

    static String diff(Random random, int bytes) {
        return Prose.filled(bytes, text -> {
            String file = name(random) + "/" + type(random) + ".java";
            text.append("diff --git a/").append(file).append(" b/").append(file).append('\n');
            text.append(String.format(
                    Locale.ROOT, "index %07x..%07x 100644%n", random.nextInt(1 << 28), random.nextInt(1 << 28)));
            text.append("--- a/").append(file).append("\n+++ b/").append(file).append('\n');
            int line = random.nextInt(900);
            text.append("@@ -").append(line).append(",7 +").append(line).append(",7 @@\n");
            for (String of : method(random).lines().toList()) {
                text.append(random.nextInt(5) == 0 ? "-" + of + "\n+" + of.replace('a', 'o') : " " + of)
                        .append('\n');
            }
        });
    }

    private static String name(Random random) {
        return Vocabulary.any(random, Vocabulary.CODE);
    }

    private static String type(Random random) {
        return Vocabulary.capitalised(name(random));
    }
}
