package dev.weir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private static final String[] CORE = {
        "dev.weir.batch..",
        "dev.weir.filter..",
        "dev.weir.match..",
        "dev.weir.matching..",
        "dev.weir.thinking..",
        "dev.weir.json..",
        "dev.weir.loop..",
        "dev.weir.dedup..",
        "dev.weir.envelope..",
        "dev.weir.logline..",
        "dev.weir.session..",
        "dev.weir.similar..",
        "dev.weir.window.."
    };
    private static final String[] ENGINES = {"thinking", "json", "loop", "dedup", "match", "similar"};

    private static JavaClasses weir = new ClassFileImporter().importPackages();

    @BeforeAll
    static void readClasses() {
        weir = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir");
    }

    @Test
    void shouldFindTheClassesToJudge() {
        assertThat(weir.contain("dev.weir.thinking.StripThinking")).isTrue();
        assertThat(weir.contain("dev.weir.processor.ChainProcessor")).isTrue();
    }

    @Test
    void shouldKeepKafkaOutOfTheCore() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(weir);
    }

    @Test
    void shouldKeepTheShellOutOfTheCore() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.weir.processor..", "dev.weir.store..")
                .check(weir);
    }

    @Test
    void shouldLetEnginesKnowOnlyTheFilterContractAndMatching() {
        for (String engine : ENGINES) {
            String own = "dev.weir." + engine + "..";
            classes()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            own,
                            "dev.weir.batch..",
                            "dev.weir.filter..",
                            "dev.weir.matching..",
                            "dev.weir.window..",
                            "java..",
                            "org.jspecify..",
                            "com.fasterxml.jackson.core..",
                            "dev.harrel.jsonschema..",
                            "com.dynatrace.hash4j..")
                    .allowEmptyShould(true)
                    .check(weir);
        }
    }

    @Test
    void shouldKeepTheSchemaValidatorInJsonSchema() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.json.schema..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.harrel.jsonschema..")
                .check(weir);
    }

    @Test
    void shouldKeepTheFilterContractFreeOfEverythingElse() {
        classes()
                .that()
                .resideInAPackage("dev.weir.filter..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.weir.filter..", "java..", "org.jspecify..")
                .check(weir);
    }

    /** Java may lack the module, or not be told to add it. */
    @Test
    void shouldKeepTheVectorApiInAPackageThatIsLoadedByName() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.weir.batch.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.incubator..", "dev.weir.batch.vector..")
                .check(weir);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching("dev.weir.(*)..").should().beFreeOfCycles().check(weir);
    }
}
