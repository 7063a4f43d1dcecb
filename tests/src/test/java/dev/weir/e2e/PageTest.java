package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the demo, in a real browser. */
final class PageTest {

    private static final Pattern PAGE = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void shouldShowTheDemoLive() throws IOException {
        Optional<Path> chromium = Browser.find();
        assumeTrue(
                chromium.isPresent(), "the page is not looked at, for there is no Chromium: apt-get install chromium");
        Path config = folder.resolve("weir.yaml");
        Files.writeString(
                config, Files.readString(Path.of("..", "weir.yaml")).replaceFirst("port: 9404", "port: 0   "));
        try (WeirProcess demo = WeirProcess.start(folder, "demo", "-c", config.toString());
                Browser browser =
                        Browser.start(chromium.orElseThrow(), Files.createDirectory(folder.resolve("profile")))) {
            demo.awaitOutput("/metrics; health on ");
            Matcher page = PAGE.matcher(demo.out());
            assertThat(page.find()).isTrue();
            browser.open(URI.create(page.group(1)));

            becomes(browser, "document.getElementById('connection').textContent", "Live");
            becomes(browser, "document.querySelectorAll('.card').length", "2");
            becomes(
                    browser,
                    "[...document.querySelectorAll('.card .chip')].map(c => c.textContent)",
                    "running,running");
            assertThat(browser.evaluate("[...document.querySelectorAll('.flow .filter')]"
                            + ".map(f => f.querySelectorAll('text')[0].textContent)"))
                    .isEqualTo("strip-thinking,detect-loops,repair-json,deduplicate");
            for (String list : new String[] {"repairs", "alerts", "storms", "dead"}) {
                becomes(browser, "document.querySelectorAll('#" + list + " article').length > 0", "true");
            }
            assertThat(browser.evaluate("document.querySelectorAll('#repairs .diff').length % 2"))
                    .isEqualTo("0");
            assertThat(browser.evaluate("document.querySelector('#repairs ins, #repairs del') !== null"))
                    .isEqualTo("true");
            String total = "document.querySelector('[data-total=recordsIn]').textContent";
            String before = browser.evaluate(total);
            await().atMost(PATIENCE).until(() -> !browser.evaluate(total).equals(before));
            becomes(browser, "document.querySelector('.chart .line-0').getAttribute('d').length > 40", "true");

            for (String scheme : new String[] {"light", "dark"}) {
                browser.resize(390, 844, scheme);
                becomes(browser, "document.documentElement.scrollWidth <= innerWidth", "true");
                becomes(browser, "document.querySelector('.flow').clientWidth < 390", "true");
                browser.resize(1440, 900, scheme);
                becomes(browser, "document.documentElement.scrollWidth <= innerWidth", "true");
            }
            assertThat(browser.evaluate("document.querySelectorAll('a, button, [tabindex=\"0\"]').length > 10"))
                    .isEqualTo("true");
            browser.evaluate("document.getElementById('pause').click()");
            String paused = browser.evaluate(total);
            becomes(browser, "document.getElementById('connection').textContent", "Paused");
            assertThat(browser.evaluate(total)).isEqualTo(paused);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void becomes(Browser browser, String expression, String value) {
        await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(browser.evaluate(expression)).isEqualTo(value));
    }
}
