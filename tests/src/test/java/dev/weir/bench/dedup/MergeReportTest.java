package dev.weir.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeReportTest {

    @TempDir
    private Path folder;

    private String report(boolean holds, boolean json, String... rows) throws IOException {
        Files.createDirectories(folder.resolve("Some"));
        Files.writeString(
                folder.resolve("Some").resolve("Some_2k.log_structured.csv"),
                "LineId,Content,EventId,EventTemplate\n" + String.join("\n", rows) + "\n");
        StringWriter text = new StringWriter();
        assertThat(MergeReport.print(new PrintWriter(text), List.of(folder), json))
                .isEqualTo(holds);
        return text.toString();
    }

    @Test
    void shouldCountKindsAgainstLabels() throws IOException {
        String report = report(
                true,
                false,
                "1,disk 7 is full,E1,disk <*> is full",
                "2,disk 8 is full,E1,disk <*> is full",
                "3,\"user \"\"ann\"\", hello\",E2,user <*>",
                "4,\"user \"\"bob\"\", hello\",E2,user <*>",
                "5,status 500,E3,status <*>",
                "6,status 503,E3,status <*>");
        assertThat(report).contains("| some | 6 | 3 | 6 | 5 | 5 | 0 | 0 | 0 | 5 | 0 |");
    }

    @Test
    void shouldTellOfLabelsThatShareAKind() throws IOException {
        String report = report(false, true, "1,mode 1,E1,mode 1", "2,mode 2,E2,mode 2", "3,mode 3,E2,mode 3");
        assertThat(report)
                .contains("\"log\":\"some\"", "\"message keys\":1,\"false merges\":1,\"lost\":1,\"codes merged\":0");
    }
}
