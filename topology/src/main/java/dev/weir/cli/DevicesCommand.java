package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.batch.BatchListener;
import dev.weir.batch.Batcher;
import dev.weir.batch.ContentHash;
import dev.weir.batch.CudaEngine;
import dev.weir.batch.Elements;
import dev.weir.batch.Estimate;
import dev.weir.batch.GpuMode;
import dev.weir.batch.PatternScan;
import dev.weir.batch.Router;
import dev.weir.batch.SimHash;
import dev.weir.batch.Stage;
import dev.weir.dedup.near.Banding;
import dev.weir.topology.Batching;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "devices",
        description = "Says what heavy work can run on here, measures what it costs there, and which would do it.",
        mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {

    private static final double SIMILARITY = 0.9;
    private static final int MAX_EVENTS = 1 << 20;
    /** What small embeddings have. */
    private static final int DIMENSIONS = 384;
    /** As many as {@code find-similar} compares with if it is not told otherwise. */
    private static final int VECTORS = 10_000;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--gpu",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "As in the configuration: auto, off or required. Default: auto.")
    @SuppressWarnings("NullAway.Init")
    private GpuMode gpu;

    @Option(names = "--json", description = "One JSON object for what was found, and one for each measurement.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String problem =
                gpu == GpuMode.OFF ? "switched off" : CudaEngine.problem().orElse(null);
        try (Batcher batcher = Batching.open(gpu, BatchListener.NONE)) {
            Router router = batcher.router();
            String card = router.deviceName();
            List<Estimate> estimates = new ArrayList<>(router.estimates(
                    List.<Stage<?>>of(
                            new ContentHash(),
                            Banding.of(SIMILARITY),
                            new SimHash(Elements.SHINGLES, 4),
                            new PatternScan(Batching.sampleWords(), MAX_EVENTS)),
                    Batching.sampleLines()));
            estimates.addAll(router.searchEstimates(DIMENSIONS, VECTORS));
            if (json) {
                out.println(found(router.cpuName(), card, problem));
                estimates.forEach(estimate -> out.println(json(estimate)));
            } else {
                out.println("Processor      " + router.cpuName());
                out.println("Graphics card  " + (card == null ? "none: " + problem : card));
                out.println();
                out.printf("%-14s %8s %12s %12s  %s%n", "stage", "batch", "processor", "card", "runs on");
                estimates.forEach(estimate -> out.println(line(estimate)));
            }
        }
        out.flush();
        return 0;
    }

    private static String line(Estimate estimate) {
        return String.format(
                Locale.ROOT,
                "%-14s %8s %12s %12s  %s",
                estimate.label(),
                (estimate.bytes() >> 10) + " KiB",
                microseconds(estimate.cpuNs()),
                microseconds(estimate.deviceNs()),
                estimate.onDevice() ? "card" : "processor");
    }

    private static String microseconds(double ns) {
        return Double.isNaN(ns) ? "-" : String.format(Locale.ROOT, "%.0f us", ns / 1_000);
    }

    private static String found(String cpu, @Nullable String card, @Nullable String problem) {
        return object(generator -> {
            generator.writeStringField("processor", cpu);
            generator.writeStringField("card", card);
            generator.writeStringField("problem", problem);
        });
    }

    private static String json(Estimate estimate) {
        return object(generator -> {
            generator.writeStringField("stage", estimate.label());
            generator.writeNumberField("bytes", estimate.bytes());
            generator.writeNumberField("cpu_ns", Math.round(estimate.cpuNs()));
            if (!Double.isNaN(estimate.deviceNs())) {
                generator.writeNumberField("gpu_ns", Math.round(estimate.deviceNs()));
            }
            generator.writeStringField("runs_on", estimate.onDevice() ? "gpu" : "cpu");
        });
    }

    private interface Members {
        void write(JsonGenerator generator) throws IOException;
    }

    private static String object(Members members) {
        StringWriter json = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(json)) {
            generator.writeStartObject();
            members.write(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toString();
    }
}
