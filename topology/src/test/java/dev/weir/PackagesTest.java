package dev.weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static JavaClasses weir = new ClassFileImporter().importPackages();

    @BeforeAll
    static void readClasses() {
        weir = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir");
    }

    @Test
    void shouldFindTheClassesToJudge() {
        assertThat(weir.contain("dev.weir.cli.Main")).isTrue();
        assertThat(weir.contain("dev.weir.processor.ChainProcessor")).isTrue();
    }

    @Test
    void shouldKeepPrometheusInMetricsAndServer() {
        outside("dev.weir.metrics..", "dev.weir.server..")
                .because("processors count with an interface of their own")
                .check(weir);
    }

    private static ArchRule outside(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.prometheus..");
    }

    @Test
    void shouldKeepPicocliInTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(weir);
    }

    @Test
    void shouldLetNobodyImportTheCommandLine() {
        noDependency("dev.weir..", "dev.weir.cli..").check(weir);
    }

    @Test
    void shouldReadTheConfigurationWithoutKnowingWhatIsBuiltFromIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.weir.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.topology..", "dev.weir.processor..", "org.apache.kafka..")
                .check(weir);
    }

    @Test
    void shouldLetBrokerServerAndMetricsKnowNothingOfPipelines() {
        for (String own : new String[] {"dev.weir.broker..", "dev.weir.server..", "dev.weir.metrics.."}) {
            noDependency(own, "dev.weir.topology..").check(weir);
            noDependency(own, "dev.weir.config..").check(weir);
        }
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("dev.weir.(*)..").should().beFreeOfCycles().check(weir);
    }

    private static ArchRule noDependency(String from, String to) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .and()
                .resideOutsideOfPackage(to)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(to);
    }
}
