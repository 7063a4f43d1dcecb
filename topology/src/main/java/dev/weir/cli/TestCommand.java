package dev.weir.cli;

import dev.weir.config.PipelineConfig;
import dev.weir.config.TestConfig;
import dev.weir.config.WeirConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "test",
        description = {
            "Runs the tests of a configuration file, without a broker, and shows where the results differ.",
            "docs/testing.md says how to write them."
        },
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration file.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "NAME",
            description = "Only the tests of this pipeline.")
    private @Nullable String pipelineName;

    @Option(names = "--json", description = "One JSON object a test.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        WeirConfig weir = ConfigFile.load(config);
        TestReport report = new TestReport(coloursOutput());
        int passed = 0;
        int failed = 0;
        for (TestConfig test : tests(weir)) {
            TestRun.Result result = TestRun.of(test, pipeline(weir, test));
            if (result.passed()) {
                passed++;
            } else {
                failed++;
            }
            if (json) {
                out.println(TestReport.json(result));
            } else {
                report.lines(result).forEach(out::println);
            }
            out.flush();
        }
        if (!json) {
            out.println(report.summary(passed, failed));
            out.flush();
        }
        return failed == 0 ? 0 : Main.USER_MISTAKE;
    }

    private static PipelineConfig pipeline(WeirConfig weir, TestConfig test) {
        return weir.pipelines().stream()
                .filter(pipeline -> pipeline.name().equals(test.pipeline()))
                .findFirst()
                .orElseThrow();
    }

    private List<TestConfig> tests(WeirConfig weir) {
        List<String> names = weir.pipelines().stream().map(PipelineConfig::name).toList();
        if (pipelineName != null && !names.contains(pipelineName)) {
            throw new UserMistake(
                    config + " has no pipeline '" + pipelineName + "'; it has " + String.join(", ", names));
        }
        List<TestConfig> tests = weir.tests().stream()
                .filter(test -> pipelineName == null || test.pipeline().equals(pipelineName))
                .toList();
        if (tests.isEmpty()) {
            throw new UserMistake(config + " has no tests" + (pipelineName == null ? "" : " of " + pipelineName)
                    + "; docs/testing.md says how to write them.");
        }
        return tests;
    }

    /** The launcher knows whether standard output is a terminal. */
    private static boolean coloursOutput() {
        return Boolean.getBoolean("weir.terminal") && System.getenv("NO_COLOR") == null;
    }
}
