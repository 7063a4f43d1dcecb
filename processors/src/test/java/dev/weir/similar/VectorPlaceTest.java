package dev.weir.similar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.filter.OptionException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorPlaceTest {

    private static final VectorPlace HEADER = VectorPlace.of("vector", "header:v");
    private static final VectorPlace FIELD = VectorPlace.of("vector", "field:doc.embedding");

    private static byte[] floats(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    private static Reading field(String json) {
        return FIELD.read(json.getBytes(UTF_8));
    }

    private static String mistake(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Mistake.class);
        Reading.Mistake mistake = (Reading.Mistake) reading;
        return mistake.kind().label() + ": " + mistake.message();
    }

    private static float[] numbers(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Vector.class);
        return ((Reading.Vector) reading).numbers();
    }

    @RepeatedTest(5)
    void shouldReadTheSameNumbersFromAHeaderAndFromJson() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        float[] vector = new float[1 + random.nextInt(2_000)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian() * (random.nextInt(9) == 0 ? 1e-20f : 1);
        }
        String json = Stream.iterate(0, i -> i < vector.length, i -> i + 1)
                .map(i -> Float.toString(vector[i]).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));

        assertThat(numbers(HEADER.read(floats(vector)))).as("seed " + seed).isEqualTo(vector);
        assertThat(numbers(field("{\"a\":[{}],\"doc\":{\"b\":{\"embedding\":1},\"embedding\":[" + json + "]}}")))
                .as("seed " + seed)
                .isEqualTo(vector);
    }

    @Test
    void shouldTellWhereItIsToBeRead() {
        assertThat(HEADER.header()).isEqualTo("v");
        assertThat(FIELD.header()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "[1,2]",
                "{}",
                "{\"doc\":1}",
                "{\"doc\":{}}",
                "{\"embedding\":[1]}",
                "{\"doc.embedding\":[1]}",
                "{\"doc\":{\"embedding\":null}}",
                "{\"doc\":{\"a\":",
                "{\"doc\":[{\"embedding\":[1]}]}"
            })
    void shouldFindNoneWhereNoneIs(String json) {
        assertThat(field(json)).isSameAs(Reading.NONE);
    }

    @Test
    void shouldFindNoneInARecordWithoutTheHeader() {
        assertThat(HEADER.read(null)).isSameAs(Reading.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1,2\" | malformed: the member doc.embedding is not an array of numbers",
                "{}      | malformed: the member doc.embedding is not an array of numbers",
                "[1,[2]] | malformed: the member doc.embedding is not an array of numbers",
                "[1,null]| malformed: the member doc.embedding is not an array of numbers",
                "[1, 2   | malformed: the member doc.embedding is not an array of numbers",
                "[1, x]  | malformed: the member doc.embedding is not an array of numbers",
                "[]      | dimensions: the vector has no numbers",
                "[0, 0.0]| zero: all numbers of the vector are 0",
                "[1, NaN]| not-finite: number 2 of the vector is NaN",
                "[1e99]  | not-finite: number 1 of the vector is Infinity",
                "[-1e999]| not-finite: number 1 of the vector is -Infinity",
            })
    void shouldSayWhatIsWrongInJson(String written, String message) {
        assertThat(mistake(field("{\"doc\":{\"embedding\":" + written + "}}"))).isEqualTo(message);
    }

    @Test
    void shouldSayWhatIsWrongInAHeader() {
        assertThat(mistake(HEADER.read(new byte[10])))
                .isEqualTo("malformed: the header v has 10 bytes, which are no numbers of 4 bytes each");
        assertThat(mistake(HEADER.read(new byte[0]))).isEqualTo("dimensions: the vector has no numbers");
        assertThat(mistake(HEADER.read(new byte[8]))).isEqualTo("zero: all numbers of the vector are 0");
        assertThat(mistake(HEADER.read(floats(1, Float.NaN, 2))))
                .isEqualTo("not-finite: number 2 of the vector is NaN");
    }

    @Test
    void shouldReadVectorsUpToALength() {
        String ones = "1,".repeat(4_095) + "1";
        assertThat(numbers(field("{\"doc\":{\"embedding\":[" + ones + "]}}"))).hasSize(4_096);
        assertThat(mistake(field("{\"doc\":{\"embedding\":[" + ones + ",1]}}")))
                .isEqualTo("dimensions: the vector has more than 4096 numbers, and at most 4096 are compared");
        assertThat(mistake(HEADER.read(new byte[4 * 4_097])))
                .isEqualTo("dimensions: the vector has 4097 numbers, and at most 4096 are compared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "header:", "header: ", "field:", "field:a..b", "field:.a", "member:a"})
    void shouldSayWhatNamesAPlace(String written) {
        assertThatThrownBy(() -> VectorPlace.of("vector", written))
                .isInstanceOf(OptionException.class)
                .hasMessage("vector: '" + written
                        + "' is not header:NAME or field:PATH, such as header:weir-embedding or field:embedding");
    }
}
