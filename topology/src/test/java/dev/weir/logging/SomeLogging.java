package dev.weir.logging;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that logs. */
final class SomeLogging {

    private SomeLogging() {}

    public static void main(String[] arguments) {
        Logger log = LoggerFactory.getLogger(SomeLogging.class);
        log.info("still text");
        JsonLogs.use();
        log.info("a \"quoted\" {}\nsecond line\u0007", "word");
        log.error("it failed", new IllegalStateException("why\nnot", new RuntimeException("the cause")));
        LoggerFactory.getLogger("org.apache.kafka.clients.Some").warn("Kafka says", new RuntimeException("so"));
        LoggerFactory.getLogger("org.apache.kafka.clients.Some").info("not said");
        JsonLogs.start("it runs", Map.of("pipelines", List.of(Map.of("name", "llm", "threads", 2)), "off", List.of()));
        try (PrintWriter errors = JsonLogs.errors()) {
            errors.println("first line of a mistake");
        }
    }
}
