package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class JvmFlagsTest {

    @Test
    void shouldBeContentWithTheJvmOfThisTest() {
        assertThatCode(JvmFlags::check).doesNotThrowAnyException();
        assertThat(JvmFlags.values()).allMatch(JvmFlags::isGiven);
    }

    @ParameterizedTest
    @EnumSource(names = "EXPORT_REF", mode = EnumSource.Mode.EXCLUDE)
    void shouldNameTheFlagThatIsMissing(JvmFlags flag) {
        List<JvmFlags> given = new ArrayList<>(List.of(JvmFlags.values()));
        given.remove(flag);
        assertThatThrownBy(() -> JvmFlags.check(given, true, "java"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Start java with " + flag.argument() + ", or set JDK_JAVA_OPTIONS");
    }

    @Test
    void shouldNameAllFlagsWhereThereAreNone() {
        assertThatThrownBy(() -> JvmFlags.check(List.of(), true, "java"))
                .hasMessageContaining("--add-opens=java.base/java.lang=ALL-UNNAMED"
                        + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED"
                        + " --add-exports=java.base/sun.nio.ch=ALL-UNNAMED"
                        + " --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED"
                        + " --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");
    }

    @Test
    void shouldDoWithoutTheFlagThatChronicleOnlyWarnsOf() {
        List<JvmFlags> given = new ArrayList<>(List.of(JvmFlags.values()));
        given.remove(JvmFlags.EXPORT_REF);
        assertThatCode(() -> JvmFlags.check(given, true, "java")).doesNotThrowAnyException();
    }

    @Test
    void shouldSayThatThereIsNoCompiler() {
        assertThatThrownBy(() -> JvmFlags.check(List.of(JvmFlags.values()), false, "/opt/jre"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs a JDK")
                .hasMessageContaining("/opt/jre is a runtime without a compiler");
    }
}
