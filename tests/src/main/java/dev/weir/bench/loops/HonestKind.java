package dev.weir.bench.loops;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.filter.Channel;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/** The kinds of generated texts that repeat by right. */
enum HonestKind {
    ARTICLE(Prose::article),
    JAVA(CodeTexts::java),
    PYTHON(CodeTexts::python),
    C(CodeTexts::c),
    JAVASCRIPT(CodeTexts::javaScript),
    IMPORTS(CodeTexts::imports),
    SIMILAR_TESTS(CodeTexts::similarTests),
    DIFF(CodeTexts::diff),
    MARKDOWN_TABLE(ListTexts::markdownTable),
    CSV(ListTexts::csv),
    SQL_INSERTS(ListTexts::sql),
    JSON_ARRAY(ListTexts::jsonArray),
    JSON_POINTS(ListTexts::points),
    YAML(ListTexts::yaml),
    HTML_LIST(ListTexts::html),
    ENUMERATION(ListTexts::enumeration),
    TWELVE_ITEMS(ListTexts::twelveItems),
    TRANSLATIONS(ListTexts::translations),
    MESSAGE_CATALOGUE(ListTexts::messageCatalogue),
    BASE64(DataTexts::base64),
    HEX_DUMP(DataTexts::hexDump),
    ZERO_GRID(DataTexts::zeroGrid),
    IP_LIST(DataTexts::addresses),
    DNA(DataTexts::dna),
    NUMBERS(DataTexts::numbers),
    BOXES(DataTexts::boxes),
    SEPARATOR_LINES(DataTexts::rules),
    SERVICE_LOG(LogTexts::service),
    ACCESS_LOG(LogTexts::access),
    PROGRESS(LogTexts::progress),
    STACK_TRACES(LogTexts::stackTraces),
    TEST_RUN(LogTexts::testRun),
    SONG(SpokenTexts::song),
    POEM((random, bytes) -> SpokenTexts.poem(random, bytes / 40)),
    TEX(SpokenTexts::tex),
    CHAT(SpokenTexts::chat),
    REASONING(SpokenTexts::reasoning),
    CHINESE_TEXT(SpokenTexts::chinese),
    FOREIGN_TEXT(SpokenTexts::foreign);

    private static final int LEAST_BYTES = 1_500;
    private static final int DOUBLINGS = 5;

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final Function<Random, String> writer;

    /** Writes about so many characters. */
    private interface Sized {
        String write(Random random, int bytes);
    }

    HonestKind(Function<Random, String> writer) {
        this.writer = writer;
    }

    /** The length is drawn so that short and long texts of up to 48,000 characters take part alike. */
    HonestKind(Sized writer) {
        this(random -> writer.write(random, (int) (LEAST_BYTES * Math.pow(2, DOUBLINGS * random.nextDouble()))));
    }

    /** Writes a text; the same seed and number always give the same one. */
    byte[] write(long seed, long number) {
        return writer.apply(Seeds.random(seed, name(), number)).getBytes(UTF_8);
    }

    Channel channel() {
        return this == REASONING ? Channel.THINKING : Channel.CONTENT;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
