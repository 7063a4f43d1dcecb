package dev.weir.config;

import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.StreamFilterType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the {@code filters:} list of a pipeline. */
final class FilterReader {

    private final Map<String, FilterType> types = new LinkedHashMap<>();

    FilterReader(List<FilterType> types) {
        types.forEach(type -> this.types.put(type.name(), type));
    }

    /**
     * Reads the filters in order.
     *
     * @param value null if the key is absent
     * @param kind null if the pipeline's kind is not known because of a problem
     */
    List<FilterConfig> read(@Nullable Value value, @Nullable PipelineKind kind) {
        List<FilterConfig> filters = new ArrayList<>();
        if (value == null || value.isNothing()) {
            return filters;
        }
        List<Value> items = value.items("a list with one filter in each entry, such as - strip-thinking: { }");
        if (items == null) {
            return filters;
        }
        Map<String, Integer> lines = new HashMap<>();
        for (Value item : items) {
            FilterConfig filter = filter(item, kind);
            if (filter != null) {
                filters.add(filter);
                Integer earlier = lines.putIfAbsent(filter.type().name(), item.line());
                if (earlier != null) {
                    String name = filter.type().name();
                    item.problem(
                            name,
                            name + " stands twice in this pipeline, first in line " + earlier + "; keep one",
                            null);
                }
            }
        }
        return filters;
    }

    private @Nullable FilterConfig filter(Value item, @Nullable PipelineKind kind) {
        String expected = "the name of a filter, or a map such as strip-thinking: { }";
        if (item.isScalar()) {
            String name = item.text(expected);
            FilterType type = name == null ? null : type(item, name);
            return type == null
                    ? null
                    : configured(item, type, new Fields(item, Map.of()), item.pathOf(type.name()), kind);
        }
        if (!item.isMap()) {
            item.wrongKind(expected);
            return null;
        }
        Fields entries = item.anyFields(expected);
        if (entries == null || entries.all().isEmpty()) {
            item.problem(null, "an empty map is written here", expected);
            return null;
        }
        Iterator<Map.Entry<String, Fields.Field>> entry =
                entries.all().entrySet().iterator();
        Map.Entry<String, Fields.Field> first = entry.next();
        FilterType type = type(item, first.getKey());
        entry.forEachRemaining(extra -> refuseExtra(item, type, first.getKey(), extra));
        if (type == null) {
            return null;
        }
        Value options = first.getValue().value();
        List<String> names = type.options().stream().map(Option::name).toList();
        Fields fields = options.fields(names);
        return fields == null ? null : configured(item, type, fields, options.path(), kind);
    }

    private void refuseExtra(
            Value item, @Nullable FilterType type, String name, Map.Entry<String, Fields.Field> extra) {
        boolean isOption = type != null
                && type.options().stream().anyMatch(option -> option.name().equals(extra.getKey()));
        item.keyProblem(
                extra.getValue().keyPlace(),
                extra.getKey(),
                isOption
                        ? "this option stands beside " + name + ", not in it; indent it further than " + name
                        : "an entry of the list holds one filter, and this one holds " + name
                                + "; begin another with a hyphen",
                null);
    }

    private @Nullable FilterType type(Value item, String name) {
        FilterType type = types.get(name);
        if (type == null) {
            item.problem(name, noSuchFilter(name), "one of " + names());
        }
        return type;
    }

    /** What to say about a name that no filter has. */
    String noSuchFilter(String name) {
        return "there is no filter '" + name + "'" + Suggestion.clause(name, types.keySet());
    }

    /** The filter of this name, or null. */
    @Nullable
    FilterType find(String name) {
        return types.get(name);
    }

    String names() {
        return String.join(", ", types.keySet());
    }

    private static @Nullable FilterConfig configured(
            Value item, FilterType type, Fields fields, String path, @Nullable PipelineKind kind) {
        if (kind != null && !type.kinds().contains(kind)) {
            item.at(path).problem(type.name(), wrongKind(type, kind), null);
        }
        Map<String, String> written = new LinkedHashMap<>();
        boolean good = true;
        for (Option option : type.options()) {
            Value value = fields.get(option.name());
            if (value != null) {
                Object parsed = value.option(option);
                String text = parsed == null ? null : value.written(option);
                if (text == null) {
                    good = false;
                } else {
                    written.put(option.name(), text);
                }
            }
        }
        if (kind != null && type.kinds().contains(kind)) {
            refuseOptionsOfOtherKinds(type, fields, kind);
        }
        check(item.at(path), type, fields, written, good, kind);
        return new FilterConfig(type, new OptionValues(type.options(), good ? written : Map.of()), written);
    }

    private static void refuseOptionsOfOtherKinds(FilterType type, Fields fields, PipelineKind kind) {
        for (Option option : type.options()) {
            Value value = fields.get(option.name());
            if (value != null && !type.takes(option.name(), kind)) {
                value.problem(
                        null,
                        type.name() + " takes this option in pipelines of another kind, and this one is of kind "
                                + word(kind),
                        null);
            }
        }
    }

    /** Says what the filter itself finds wrong with its options; where others are bad, only what it says of good ones. */
    private static void check(
            Value item,
            FilterType type,
            Fields fields,
            Map<String, String> written,
            boolean good,
            @Nullable PipelineKind kind) {
        try {
            OptionValues values = new OptionValues(type.options(), written);
            if (kind == null) {
                type.check(values);
            } else {
                type.check(values, kind);
            }
        } catch (OptionException e) {
            Value value = written.containsKey(e.option()) ? fields.get(e.option()) : null;
            if (value != null) {
                boolean json = type.options().stream()
                        .anyMatch(option -> option.type() == Option.Type.JSON
                                && option.name().equals(e.option()));
                String called = json ? value.called(e.value()) : "'" + e.value() + "'" + suggestion(e);
                value.problem(e.value(), called + " is not " + e.allowed(), null);
            } else if (good) {
                item.problem(null, String.valueOf(e.getMessage()), null);
            }
        }
    }

    /** Which word of what is allowed may have been meant; not one that is written there. */
    private static String suggestion(OptionException e) {
        List<String> words = Pattern.compile("[a-z-]{4,}")
                .matcher(e.allowed())
                .results()
                .map(MatchResult::group)
                .filter(word -> !e.value().contains(word))
                .toList();
        return Suggestion.clause(e.value(), words);
    }

    /** What the filter says about values that do not go together, or null. */
    static @Nullable String combinationMistake(StreamFilterType type, OptionValues values) {
        try {
            type.configure(values);
            return null;
        } catch (OptionException e) {
            return e.getMessage();
        }
    }

    /** Says where a filter may stand that is in a pipeline of a kind that it does not work in. */
    static String wrongKind(FilterType type, PipelineKind kind) {
        String needed = type.kinds().stream().map(FilterReader::word).collect(Collectors.joining(" or "));
        return type.name() + " works in pipelines of kind " + needed + ", and this one is of kind " + word(kind);
    }

    /** The word for a kind in the configuration. */
    static String word(PipelineKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
