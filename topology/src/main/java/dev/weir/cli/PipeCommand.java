package dev.weir.cli;

import dev.weir.config.DefaultPipelines;
import dev.weir.config.PipelineConfig;
import dev.weir.config.WeirConfig;
import dev.weir.filter.PipelineKind;
import dev.weir.topology.FilterTypes;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "pipe",
        description = {
            "Runs one pipeline from standard input to standard output, without a broker.",
            "With -c it is a pipeline of the file; with --filters one of default options, topics llm.* or logs.*."
        },
        mixinStandardHelpOptions = true)
final class PipeCommand implements Callable<Integer> {

    /** How lines stand for records. */
    enum Lines {
        RECORDS,
        TEXT
    }

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
            defaultValue = "llm",
            description = "With --filters: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private PipelineKind kind = PipelineKind.LLM;

    @Option(
            names = "--format",
            defaultValue = "auto",
            description = "With --filters: how text stands in the values. Default: ${DEFAULT-VALUE}.")
    private String format = "auto";

    @Option(
            names = "--in",
            defaultValue = "records",
            description = "records: a line is {\"key\":..,\"value\":..,\"headers\":{..},\"timestamp\":..,\"topic\":..};"
                    + " text: a line is a value. Default: ${DEFAULT-VALUE}.")
    private Lines in = Lines.RECORDS;

    @Option(
            names = "--out",
            defaultValue = "records",
            description = "records: a line is {\"topic\":..,\"key\":..,\"value\":..,\"headers\":{..},\"timestamp\":..};"
                    + " text: the values of the clean topic. Default: ${DEFAULT-VALUE}.")
    private Lines out = Lines.RECORDS;

    @Override
    public Integer call() throws IOException {
        PipelineConfig pipeline = pipeline();
        LineReader lines = new LineReader(System.in);
        try (PipeDriver driver = new PipeDriver(pipeline);
                OutputStream output = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16)) {
            RecordPrinter printer = new RecordPrinter(
                    output, out == Lines.TEXT ? pipeline.outputs().clean() : null);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (in == Lines.RECORDS && isBlank(line)) {
                    continue;
                }
                PipeRecord record =
                        in == Lines.TEXT ? PipeRecord.ofValue(line) : RecordLine.parse(line, lines.number());
                if (record.topic() != null && !pipeline.input().topics().contains(record.topic())) {
                    throw new UserMistake("line " + lines.number() + ": " + record.topic()
                            + " is no input topic of pipeline " + pipeline.name() + "; there are "
                            + String.join(", ", pipeline.input().topics()));
                }
                driver.accept(record, printer);
                if (System.in.available() == 0) {
                    printer.flush();
                }
            }
            driver.finish(printer);
            printer.flush();
        }
        return 0;
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
        if ((config == null) == (filters == null)) {
            throw new UserMistake("Say which pipeline: either -c FILE [-p NAME] or --filters A,B.");
        }
        WeirConfig weir = config != null
                ? ConfigFile.load(config)
                : ConfigFile.require(new DefaultPipelines(FilterTypes.all(), ConfigFile.formats())
                        .build(filters == null ? "" : filters, kind, format));
        List<String> names = weir.pipelines().stream().map(PipelineConfig::name).toList();
        if (pipelineName == null && names.size() > 1) {
            throw new UserMistake(config + " has several pipelines; say which with -p: " + String.join(", ", names));
        }
        return weir.pipelines().stream()
                .filter(candidate -> pipelineName == null || candidate.name().equals(pipelineName))
                .findFirst()
                .orElseThrow(() -> new UserMistake(
                        "There is no pipeline " + pipelineName + "; there are " + String.join(", ", names)));
    }
}
