package dev.weir.cli;

import dev.weir.watch.LiveClient;
import dev.weir.watch.TapPrinter;
import dev.weir.watch.Tree;
import dev.weir.watch.WatchException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "tap",
        description = {
            "Shows texts of a running pipeline before and after its filters, a few each second, once each is whole.",
            "The server shows only their shape unless its configuration has server.show-payloads: true."
        },
        mixinStandardHelpOptions = true)
final class TapCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ServerOption server = new ServerOption();

    @Option(
            names = {"-p", "--pipeline"},
            required = true,
            paramLabel = "NAME",
            description = "The pipeline.")
    @SuppressWarnings("NullAway.Init")
    private String pipeline;

    @Option(names = "--filter", paramLabel = "NAME", description = "Only this filter; without it, all of the pipeline.")
    private @Nullable String filter;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after so many texts.")
    private @Nullable Long limit;

    @Option(names = "--json", description = "Prints each text as one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit != null && limit < 1) {
            throw new UserMistake("--limit is a whole number from 1.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (LiveClient client = server.open(pipeline, filter)) {
            TapPrinter printer = new TapPrinter(ServerOption.colours(), ZoneId.systemDefault());
            boolean explained = false;
            for (long shown = 0; limit == null || shown < limit; ) {
                LiveClient.Event event = client.next();
                if (!event.name().equals("sample")) {
                    continue;
                }
                Tree sample = event.data();
                if (!explained && sample.at("masked").isTrue()) {
                    spec.commandLine()
                            .getErr()
                            .println(
                                    "Only the shape of texts is shown, letters as x and digits as 0."
                                            + " To see them, set server.show-payloads: true in the configuration of the server.");
                    explained = true;
                }
                out.println(json ? event.json() : String.join("\n", printer.lines(sample)));
                if (out.checkError()) {
                    return 0;
                }
                shown++;
            }
            return 0;
        } catch (WatchException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Main.FAILURE;
        }
    }
}
