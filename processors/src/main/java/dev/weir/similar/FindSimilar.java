package dev.weir.similar;

import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The filter {@code find-similar}: says which earlier records a record is like, by the cosines of the vectors that come with
 * them. {@link SimilarRecords} decides. Stateless.
 */
public final class FindSimilar implements FilterType {

    /** What it is called. */
    public static final String NAME = "find-similar";

    private static final String VECTOR = "vector";
    private static final String SIMILARITY = "similarity";
    private static final double MIN_SIMILARITY = 0.1;
    private static final double MAX_SIMILARITY = 0.9999;

    private static final List<Option> OPTIONS = List.of(
            Option.text(
                    VECTOR,
                    "header:weir-embedding",
                    "Where a record has its vector: header: and a name, for little-endian numbers of 4 bytes; or field: and"
                            + " the path of a member of its JSON, for an array of numbers."),
            Option.integer(
                    "dimensions",
                    0,
                    0,
                    VectorPlace.MAX_DIMENSIONS,
                    "How many numbers a vector has; 0 for as many as the first one has."),
            Option.integer(
                    "window", 10_000, 1, 100_000, "With how many earlier vectors of its task a new one is compared."),
            Option.integer("top", 3, 1, SimilarOptions.MAX_TOP, "How many of the most similar records are told of."),
            Option.text(SIMILARITY, "0.9", "The cosine from which records are similar, from 0.1 to 0.9999."),
            Option.choice(
                    "on-similar",
                    "tag",
                    "What to do about a record that is similar to earlier ones: tag names them in its header weir-similar,"
                            + " alert also tells the alerts topic, drop lets it go nowhere.",
                    "tag",
                    "alert",
                    "drop"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Says which earlier records a record is like, by the vectors that come with them.";
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public Set<PipelineKind> kinds() {
        return EnumSet.of(PipelineKind.LOG);
    }

    @Override
    public void check(OptionValues values) {
        configure(values);
    }

    /**
     * Reads what the configuration says.
     *
     * @throws OptionException if the place of the vector or the similarity is none
     */
    public static SimilarOptions configure(OptionValues values) {
        return new SimilarOptions(
                VectorPlace.of(VECTOR, values.text(VECTOR)),
                values.intNumber("dimensions"),
                values.intNumber("window"),
                values.intNumber("top"),
                similarity(values.text(SIMILARITY)),
                OnSimilar.valueOf(values.text("on-similar").toUpperCase(Locale.ROOT)));
    }

    private static double similarity(String written) {
        try {
            double cosine = Double.parseDouble(written);
            if (cosine >= MIN_SIMILARITY && cosine <= MAX_SIMILARITY) {
                return cosine;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new OptionException(SIMILARITY, written, "a cosine from 0.1 to 0.9999");
    }
}
