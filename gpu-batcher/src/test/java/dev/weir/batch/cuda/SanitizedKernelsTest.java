package dev.weir.batch.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernels under the sanitizers for addresses and for undefined behaviour; run by the Maven profile of that name. */
@Tag("sanitizer")
class SanitizedKernelsTest {

    @Test
    void shouldKeepToTheirMemory() throws IOException {
        Assumptions.assumeTrue(Gpp.problem().isEmpty(), () -> Gpp.problem().orElseThrow());
        Path program = Path.of("target", "sanitize").toAbsolutePath();
        Files.createDirectories(program.getParent());
        Gpp.run(
                program,
                List.of("sanitize.cpp", "host_shim.cpp"),
                List.of(
                        "-g",
                        "-O1",
                        "-fsanitize=address,undefined",
                        "-fno-sanitize-recover=all",
                        "-fno-omit-frame-pointer"));
        assertThat(Gpp.output(List.of("env", "ASAN_OPTIONS=detect_stack_use_after_return=0", program.toString())))
                .isEqualTo("all kernels keep to their memory\n");
    }
}
