package dev.weir.monitoring;

import java.nio.file.Path;
import java.util.List;

/** The dashboards in {@code docker/grafana}. */
final class Dashboards {

    static final Path FOLDER = Repository.DOCKER.resolve("grafana").resolve("dashboards");

    private Dashboards() {}

    static List<Path> files() {
        return Repository.files(FOLDER, ".json");
    }
}
