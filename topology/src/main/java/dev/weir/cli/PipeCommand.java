package dev.weir.cli;

import dev.weir.config.DefaultPipelines;
import dev.weir.config.PipelineConfig;
import dev.weir.explain.Explanations;
import dev.weir.filter.PipelineKind;
import dev.weir.topology.FilterTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "pipe",
        description = {
            "Runs one pipeline from standard input to standard output, without a broker.",
            "With -c it is a pipeline of the file; with --filters one of default options, topics llm.* or logs.*."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A record is a JSON object on a line of its own:",
            "  {\"key\":\"s1\",\"value\":\"..\",\"headers\":{\"k\":\"v\"},",
            "   \"timestamp\":1700000000000,\"topic\":\"..\"}",
            "All but the value may be left out. A value may be an object or array; where",
            "it is no UTF-8, valueBase64 stands in its place.",
            "",
            "  echo '{\"key\":\"s1\",\"value\":\"<think>hm</think>hello\"}' |",
            "    weir pipe --filters strip-thinking"
        })
final class PipeCommand implements Callable<Integer> {

    /** How lines stand for records. */
    enum Lines {
        RECORDS,
        TEXT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main weir;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration file.")
    private @Nullable Path config;

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "NAME",
            description = "Which pipeline of the file; needed if it has several.")
    private @Nullable String pipelineName;

    @Option(names = "--filters", paramLabel = "A,B", description = "The filters, in their order, with default options.")
    private @Nullable String filters;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = Kinds.class,
            completionCandidates = Kinds.class,
            description = "With --filters: ${COMPLETION-CANDIDATES}. Default: llm.")
    private @Nullable PipelineKind kind;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "With --filters: how text stands in the values; ${COMPLETION-CANDIDATES}. Default: auto.")
    private @Nullable String format;

    @Option(
            names = "--in",
            paramLabel = "LINES",
            description = "records: JSON objects as below; text: each line is a value. Default: records.")
    private Lines in = Lines.RECORDS;

    @Option(
            names = "--out",
            paramLabel = "LINES",
            description = "records: JSON objects as below; text: the values of the clean topic. Default: records.")
    private Lines out = Lines.RECORDS;

    @Option(
            names = "--explain",
            description = "Shows on standard error what the filters changed, before and after, once a stream is over.")
    private boolean explain;

    @Override
    public Integer call() throws IOException {
        Explanations explanations = new Explanations(coloursErrors());
        PipelineConfig pipeline = explain ? explanations.watch(pipeline()) : pipeline();
        // Closed after the driver: even if a line is wrong, what came of the lines before it is printed.
        try (StandardOutput output = new StandardOutput(weir.output());
                PipeDriver driver = new PipeDriver(pipeline, Instant.now())) {
            RecordPrinter printer = new RecordPrinter(
                    output, out == Lines.TEXT ? pipeline.outputs().clean() : null);
            LineReader lines = new LineReader(weir.input(), output);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (in == Lines.TEXT || !isBlank(line)) {
                    PipeRecord record =
                            in == Lines.TEXT ? PipeRecord.ofValue(line) : record(line, lines.number(), pipeline);
                    explanations.at(lines.number(), record.key());
                    driver.accept(record, printer);
                    print(explanations, output);
                }
            }
            driver.finish(printer);
            print(explanations, output);
        } catch (StandardOutput.ReaderGoneException e) {
            return 0; // as head does: it has what it wanted
        }
        return 0;
    }

    /** What came out is seen before what is said about it. */
    private void print(Explanations explanations, OutputStream output) throws IOException {
        List<String> lines = explanations.take();
        if (!lines.isEmpty()) {
            output.flush();
            PrintWriter errors = spec.commandLine().getErr();
            lines.forEach(line -> errors.print(line + "\n"));
            errors.flush();
        }
    }

    /** The launcher knows whether standard error is a terminal. */
    private static boolean coloursErrors() {
        return Boolean.getBoolean("weir.errors.terminal") && System.getenv("NO_COLOR") == null;
    }

    private static PipeRecord record(byte[] line, long number, PipelineConfig pipeline) {
        PipeRecord record = RecordLine.parse(line, number);
        List<String> topics = pipeline.input().topics();
        if (record.topic() != null && !topics.contains(record.topic())) {
            throw new UserMistake("line " + number + ": pipeline " + pipeline.name() + " does not read the topic '"
                    + record.topic() + "'; it reads " + String.join(", ", topics));
        }
        return record;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private PipelineConfig pipeline() {
        if (config != null) {
            return pipelineOfFile(config);
        }
        if (filters == null) {
            throw new UserMistake("Say which pipeline: either -c FILE [-p NAME] or --filters A,B.");
        }
        if (pipelineName != null) {
            throw new UserMistake("-p names a pipeline of a file; it needs -c FILE in place of --filters.");
        }
        DefaultPipelines pipelines = new DefaultPipelines(FilterTypes.all(), ConfigFile.formats());
        return ConfigFile.require(pipelines.build(
                        filters, kind == null ? PipelineKind.LLM : kind, format == null ? "auto" : format))
                .pipelines()
                .get(0);
    }

    private PipelineConfig pipelineOfFile(Path file) {
        if (filters != null || kind != null || format != null) {
            throw new UserMistake("With -c the file says which filters, kind and format the pipeline has;"
                    + " leave out --filters, --kind and --format, or -c.");
        }
        List<PipelineConfig> pipelines = ConfigFile.load(file).pipelines();
        String names = pipelines.stream().map(PipelineConfig::name).collect(Collectors.joining(", "));
        if (pipelineName == null && pipelines.size() > 1) {
            throw new UserMistake(file + " has several pipelines; say which with -p: " + names);
        }
        return pipelines.stream()
                .filter(candidate -> pipelineName == null || candidate.name().equals(pipelineName))
                .findFirst()
                .orElseThrow(() -> new UserMistake(file + " has no pipeline '" + pipelineName + "'; it has " + names));
    }

    /** The kinds in lower case, as configurations have them. */
    static final class Kinds implements ITypeConverter<PipelineKind>, Iterable<String> {

        @Override
        public PipelineKind convert(String written) {
            for (PipelineKind kind : PipelineKind.values()) {
                if (kind.name().equalsIgnoreCase(written)) {
                    return kind;
                }
            }
            throw new TypeConversionException("'" + written + "' is no kind; use " + String.join(" or ", this));
        }

        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(PipelineKind.values())
                    .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }

    /** The names of the formats. */
    static final class Formats implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return ConfigFile.formats().iterator();
        }
    }
}
