package dev.weir.config;

import dev.weir.batch.GpuMode;
import dev.weir.envelope.EnvelopeFormats;
import dev.weir.filter.FilterType;
import dev.weir.filter.Option;
import dev.weir.filter.OptionException;
import dev.weir.filter.OptionValues;
import dev.weir.filter.PipelineKind;
import dev.weir.filter.StreamFilterType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a pipeline from the command line's {@code --filters}, {@code --kind} and {@code --format}, without a file. */
public final class DefaultPipelines {

    private final FilterReader filters;
    private final Option format;

    /**
     * @param filters the filters that can be named
     * @param formats the formats that can be named
     */
    public DefaultPipelines(List<FilterType> filters, Set<String> formats) {
        this.filters = new FilterReader(filters);
        this.format = PipelineReader.format(formats);
    }

    /**
     * Builds a configuration of one pipeline with default topics, each filter with its default options.
     *
     * @param names the filters, with commas between them; blank for none
     * @param formatName the envelope's format, or {@code auto}
     * @return all problems, their sources named after the command line's options, or the configuration
     */
    public ConfigResult build(String names, PipelineKind kind, String formatName) {
        List<Problem> problems = new ArrayList<>();
        List<FilterConfig> chosen = new ArrayList<>();
        for (String name : names.isBlank() ? new String[0] : names.split(",", -1)) {
            FilterType type = filters.find(name.strip());
            String mistake = null;
            if (type == null) {
                problems.add(
                        problem("--filters", name, filters.noSuchFilter(name.strip()), "one of " + filters.names()));
                continue;
            }
            if (chosen.stream().anyMatch(filter -> filter.type() == type)) {
                mistake = type.name() + " stands twice; keep one";
            } else if (!type.kinds().contains(kind)) {
                mistake = FilterReader.wrongKind(type, kind) + "; say it with --kind";
            } else if (type instanceof StreamFilterType stream) {
                mistake = FilterReader.combinationMistake(stream, OptionValues.defaults(type.options()));
            }
            if (mistake != null) {
                problems.add(problem("--filters", name, mistake, null));
            }
            chosen.add(FilterConfig.defaults(type));
        }
        try {
            format.parse(formatName);
        } catch (OptionException e) {
            String suggestion = Suggestion.clause(formatName, format.choices());
            problems.add(
                    problem("--format", formatName, "'" + formatName + "' is not allowed" + suggestion, e.allowed()));
        }
        if (kind == PipelineKind.LLM && EnvelopeFormats.isForLogsOnly(formatName)) {
            String mistake = "'" + formatName + "'" + PipelineReader.LOGS_ONLY;
            problems.add(problem("--format", formatName, mistake, null));
        }
        return problems.isEmpty()
                ? new ConfigResult.Valid(config(chosen, kind, formatName))
                : new ConfigResult.Invalid(problems);
    }

    private static Problem problem(String source, String value, String message, @Nullable String allowed) {
        return new Problem(source, 0, 0, "", value, message, allowed);
    }

    private static WeirConfig config(List<FilterConfig> filters, PipelineKind kind, String formatName) {
        String name = switch (kind) {
            case LLM -> "llm";
            case LOG -> "logs";
        };
        InputConfig input = new InputConfig(
                List.of(name + ".raw"),
                formatName,
                (Long) PipelineReader.IDLE_TIMEOUT.parse(PipelineReader.IDLE_TIMEOUT.defaultValue()),
                Math.toIntExact((Long) PipelineReader.MAX_RECORD.parse(PipelineReader.MAX_RECORD.defaultValue())));
        OutputsConfig outputs = new OutputsConfig(
                name + ".clean",
                kind == PipelineKind.LLM ? name + ".thinking" : null,
                name + ".alerts",
                kind == PipelineKind.LOG ? name + ".duplicates" : null,
                name + ".dead");
        PipelineConfig pipeline = new PipelineConfig(
                name, kind, Guarantee.AT_LEAST_ONCE, input, filters, outputs, 1, StoreChoice.AUTO, Map.of());
        return new WeirConfig(Map.of(), ServerConfig.DEFAULT, GpuMode.AUTO, List.of(pipeline));
    }
}
