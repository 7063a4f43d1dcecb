package dev.weir.monitoring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A panel of a dashboard.
 *
 * @param dashboard the file of the dashboard
 * @param tree the panel's JSON
 */
record Panel(String dashboard, Tree tree) {

    /** All panels of a dashboard, those in rows included, the rows themselves left out. */
    static List<Panel> of(Path file) {
        List<Panel> panels = new ArrayList<>();
        collect(file.getFileName().toString(), Tree.read(file), panels);
        return panels;
    }

    private static void collect(String dashboard, Tree parent, List<Panel> panels) {
        if (!parent.has("panels")) {
            return;
        }
        for (Tree tree : parent.at("panels").items()) {
            if (!tree.at("type").text().equals("row")) {
                panels.add(new Panel(dashboard, tree));
            }
            collect(dashboard, tree, panels);
        }
    }

    String title() {
        return tree.at("title").text();
    }

    /** The queries as they stand there, with variables. */
    List<String> expressions() {
        if (!tree.has("targets")) {
            return List.of();
        }
        return tree.at("targets").items().stream()
                .filter(target -> target.has("expr"))
                .map(target -> target.at("expr").text())
                .toList();
    }

    @Override
    public String toString() {
        return dashboard + " '" + title() + "'";
    }
}
