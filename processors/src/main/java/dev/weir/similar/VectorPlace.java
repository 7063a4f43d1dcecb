package dev.weir.similar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.weir.filter.OptionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where records have their vectors, and how they are read there. Immutable. Time: in proportion to the numbers of the vector,
 * and in JSON to what stands before it.
 */
public final class VectorPlace {

    /** The most numbers that a vector may have: up to here cosines are as exact as engines promise. */
    public static final int MAX_DIMENSIONS = 4_096;

    private static final String HEADER = "header:";
    private static final String FIELD = "field:";

    /** Some writers of JSON say NaN, which is to be told from what is no number. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final String name;
    /** The members that lead to the vector; empty for a header. */
    private final List<String> path;

    private VectorPlace(String name, List<String> path) {
        this.name = name;
        this.path = path;
    }

    /**
     * Reads the value of an option.
     *
     * @throws OptionException if it names no place
     */
    static VectorPlace of(String option, String written) {
        boolean header = written.startsWith(HEADER);
        String name = written.substring(header ? HEADER.length() : written.startsWith(FIELD) ? FIELD.length() : 0)
                .strip();
        List<String> path = header ? List.of() : List.of(name.split("\\.", -1));
        boolean named = header ? !name.isEmpty() : written.startsWith(FIELD) && !path.contains("");
        if (!named) {
            throw new OptionException(
                    option, written, "header:NAME or field:PATH, such as header:weir-embedding or field:embedding");
        }
        return new VectorPlace(name, path);
    }

    /** The name of the header to read; null to read the record's value. */
    public @Nullable String header() {
        return path.isEmpty() ? name : null;
    }

    /**
     * Reads a vector.
     *
     * @param bytes the header's or the record's value; null if there is none
     */
    public Reading read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Reading.NONE;
        }
        return path.isEmpty() ? ofHeader(bytes) : ofJson(bytes);
    }

    private Reading ofHeader(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            return new Reading.Mistake(
                    Reading.Kind.MALFORMED,
                    "the header " + name + " has " + bytes.length + " bytes, which are no numbers of 4 bytes each");
        }
        int count = bytes.length / Float.BYTES;
        if (count > MAX_DIMENSIONS) {
            return tooMany(Integer.toString(count));
        }
        float[] numbers = new float[count];
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        floats.get(numbers);
        return judged(numbers);
    }

    private Reading ofJson(byte[] value) {
        try (JsonParser json = JSON.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT || !find(json)) {
                return Reading.NONE;
            }
            return json.currentToken() == JsonToken.VALUE_NULL ? Reading.NONE : numbers(json);
        } catch (IOException e) {
            return Reading.NONE; // the value is no JSON up to there, so it has no such member
        }
    }

    /** Goes to the member that the path leads to; returns whether there is one. */
    private boolean find(JsonParser json) throws IOException {
        int depth = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean leads = json.currentName().equals(path.get(depth));
            JsonToken token = json.nextToken();
            if (!leads) {
                json.skipChildren();
            } else if (++depth == path.size()) {
                return true;
            } else if (token != JsonToken.START_OBJECT) {
                return false;
            }
        }
        return false;
    }

    private Reading numbers(JsonParser json) {
        float[] numbers = new float[256];
        int count = 0;
        try {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                return notNumbers();
            }
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                if (next == null || !next.isNumeric()) {
                    return notNumbers();
                }
                if (count == MAX_DIMENSIONS) {
                    return tooMany("more than " + MAX_DIMENSIONS);
                }
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = json.getFloatValue();
            }
        } catch (IOException e) {
            return notNumbers();
        }
        return judged(Arrays.copyOf(numbers, count));
    }

    private Reading notNumbers() {
        return new Reading.Mistake(Reading.Kind.MALFORMED, "the member " + name + " is not an array of numbers");
    }

    private static Reading tooMany(String count) {
        return new Reading.Mistake(
                Reading.Kind.DIMENSIONS,
                "the vector has " + count + " numbers, and at most " + MAX_DIMENSIONS + " are compared");
    }

    private static Reading judged(float[] numbers) {
        if (numbers.length == 0) {
            return new Reading.Mistake(Reading.Kind.DIMENSIONS, "the vector has no numbers");
        }
        boolean zero = true;
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                return new Reading.Mistake(
                        Reading.Kind.NOT_FINITE, "number " + (i + 1) + " of the vector is " + numbers[i]);
            }
            zero &= numbers[i] == 0;
        }
        return zero
                ? new Reading.Mistake(Reading.Kind.ZERO, "all numbers of the vector are 0")
                : new Reading.Vector(numbers);
    }
}
