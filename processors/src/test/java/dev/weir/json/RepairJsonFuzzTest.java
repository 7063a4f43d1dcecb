package dev.weir.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.filter.Recording;
import dev.weir.filter.RefusedException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for any bytes and any options. Without a fuzzer it runs over the seeds; {@code mvn -P fuzz} lets Jazzer look
 * for bytes for which it does not. What it found stands in the folder RepairJsonFuzzTestInputs and is tried in every build.
 */
class RepairJsonFuzzTest {

    private static final int MOST_STEPS = 2_000;

    /** A whole document is valid afterwards, or refused; a valid one is as it was. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void shouldMakeAnyDocumentValidOrRefuseIt(byte[] input) {
        FuzzedText fuzzed = new FuzzedText(input);
        boolean sound = Json.isOneValue(fuzzed.text());
        try {
            Recording recording = fuzzed.inOnePiece(true);
            check(fuzzed, recording);
            if (sound && fuzzed.takesWhole()) {
                assertThat(recording.textBytes()).as("%s", fuzzed).isEqualTo(fuzzed.text());
                assertThat(recording.reports()).as("%s", fuzzed).isEmpty();
            }
        } catch (RefusedException refused) {
            assertThat(fuzzed.passes()).as("refuses %s", fuzzed).isFalse();
            assertThat(sound && fuzzed.takesWhole() && !fuzzed.hasSchema())
                    .as("valid, but refused: %s", fuzzed)
                    .isFalse();
        }
    }

    /** A stream is valid at its end, and the same however it was cut, and saved, and restored; a valid one is as it was. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void shouldMakeAnyStreamValidHoweverItIsCut(byte[] input) {
        FuzzedText fuzzed = new FuzzedText(input);
        Recording recording = fuzzed.inOnePiece(false);
        check(fuzzed, recording);
        assertThat(fuzzed.inPieces().everything()).as("%s", fuzzed).isEqualTo(recording.everything());
        if (fuzzed.takesWhole() && Json.isOneValue(fuzzed.text())) {
            assertThat(recording.textBytes()).as("%s", fuzzed).isEqualTo(fuzzed.text());
            assertThat(recording.reports()).as("%s", fuzzed).isEmpty();
        }
    }

    /** What has been sent of a stream and its completion are valid at every moment, and what was sent stays. */
    @MethodSource("seeds")
    @FuzzTest(maxDuration = "10m")
    void shouldCompleteAnyStreamAtEveryByte(byte[] input) {
        FuzzedText fuzzed = new FuzzedText(input);
        if (fuzzed.passes()) {
            return;
        }
        JsonRepairer repairer = JsonRepairer.streaming(fuzzed.options());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        byte[] text = fuzzed.text();
        int step = Math.max(1, text.length / MOST_STEPS);
        for (int i = 0; i < text.length; i += step) {
            sent.writeBytes(repairer.accept(Arrays.copyOfRange(text, i, Math.min(text.length, i + step))));
            ByteArrayOutputStream completed = new ByteArrayOutputStream();
            completed.writeBytes(sent.toByteArray());
            completed.writeBytes(repairer.completion());
            assertThat(Json.mistake(completed.toByteArray()))
                    .as("completed at %s: %s to %s", i, fuzzed, completed)
                    .isEmpty();
        }
        sent.writeBytes(repairer.finish());
        assertThat(Json.mistake(sent.toByteArray()))
                .as("%s to %s", fuzzed, sent)
                .isEmpty();
    }

    private static void check(FuzzedText fuzzed, Recording recording) {
        boolean same = Arrays.equals(recording.textBytes(), fuzzed.text());
        if ((same && fuzzed.takesProse())
                || (fuzzed.passes() && !recording.alerts().isEmpty())) {
            return;
        }
        assertThat(Json.mistake(recording.textBytes()))
                .as("%s to %s", fuzzed, recording.text())
                .isEmpty();
    }

    static Stream<Arguments> seeds() {
        Stream<byte[]> fixtures = Stream.of("arguments.txt", "content.txt")
                .flatMap(file -> Fixtures.read(file).stream())
                .map(one -> FuzzedText.seed(one.in()));
        Stream<byte[]> random = IntStream.range(0, 200).mapToObj(RepairJsonFuzzTest::random);
        return Stream.concat(fixtures, random).map(Arguments::of);
    }

    private static byte[] random(int seed) {
        byte[] text = seed % 2 == 0 ? Documents.damaged(seed) : Documents.noise(seed);
        byte[] input = new byte[FuzzedText.HEADER_BYTES + text.length];
        new Random(seed).nextBytes(input);
        System.arraycopy(text, 0, input, FuzzedText.HEADER_BYTES, text.length);
        return input;
    }
}
