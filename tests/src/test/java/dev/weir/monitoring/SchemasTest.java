package dev.weir.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What others say of the formats in {@code docker}: Grafana's types, the schemas of Kubernetes and KEDA, two linters. */
final class SchemasTest {

    private static final Path FOLDER = Path.of("docker");

    @Test
    void shouldHaveNothingToObjectTo() {
        Tools.require("node", "nodejs npm");
        Assumptions.assumeTrue(
                Files.exists(FOLDER.resolve("node_modules")),
                "the schemas are not here; npm install --no-package-lock --prefix tests/docker");

        Tools.Ended check = Tools.run(FOLDER, List.of("node", "check.mjs"));

        assertThat(check.code()).as(check.output()).isZero();
        assertThat(check.output())
                .contains("weir-overview.json", "StatefulSet", "ScaledObject", "compose.yaml", "Dockerfile");
    }
}
