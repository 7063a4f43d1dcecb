package dev.weir.cli;

import dev.weir.watch.LiveClient;
import dev.weir.watch.TopTable;
import dev.weir.watch.WatchException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "top",
        description = {
            "Shows what the pipelines of a running Weir do, as its page does: records and bytes a second, time spent",
            "on a record, what was cleaned, alerts. Goes on until Ctrl-C."
        },
        mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {

    /** Where lines cannot be rewritten a table each second would be too much to read. */
    private static final int PLAIN_EVERY_SECONDS = 5;

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ServerOption server = new ServerOption();

    @Option(names = "--once", description = "Prints the figures once and ends.")
    private boolean once;

    @Option(names = "--json", description = "Prints the figures as one line of JSON each time.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (LiveClient client = server.open(null, null)) {
            TopTable table = new TopTable(ServerOption.colours());
            boolean inPlace = ServerOption.terminal() && !once && !json;
            for (int second = 0; ; ) {
                LiveClient.Event event = client.next();
                if (!event.name().equals("snapshot")) {
                    continue;
                }
                if (json || inPlace || second % PLAIN_EVERY_SECONDS == 0) {
                    List<String> lines = json ? List.of(event.json()) : table.lines(client.server(), event.data());
                    out.print((inPlace ? HOME_AND_CLEAR : "") + String.join("\n", lines) + "\n");
                    out.print(json || inPlace || once ? "" : "\n");
                    out.flush();
                }
                if (once || out.checkError()) {
                    return 0;
                }
                second++;
            }
        } catch (WatchException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Main.FAILURE;
        }
    }
}
