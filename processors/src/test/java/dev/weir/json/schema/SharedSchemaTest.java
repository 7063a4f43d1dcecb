package dev.weir.json.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One guide and one check serve all threads. */
class SharedSchemaTest {

    @Test
    void shouldHaveNothingThatChanges() {
        classes()
                .should()
                .haveOnlyFinalFields()
                .check(new ClassFileImporter()
                        .importClasses(
                                SchemaGuide.class,
                                GuideNode.class,
                                KeyTable.class,
                                WordTable.class,
                                SchemaCheck.class));
    }

    @Test
    void shouldAnswerTheSameFromSeveralThreads() throws Exception {
        RandomSchema random = new RandomSchema(17);
        String schema = random.schema();
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            documents.add(RandomSchema.json(random.document()));
        }
        SchemaCheck check = SchemaCheck.compile(schema);
        List<String> expected = judge(check, documents);
        assertThat(expected).contains("").anyMatch(each -> !each.isEmpty());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> work = () -> judge(check, documents);
            for (Future<List<String>> result : threads.invokeAll(List.of(work, work, work, work))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> judge(SchemaCheck check, List<String> documents) {
        return documents.stream()
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .map(each -> check.violation(each, 0, each.length).orElse(""))
                .toList();
    }
}
