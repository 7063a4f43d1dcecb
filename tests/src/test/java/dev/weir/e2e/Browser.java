package dev.weir.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page in a headless Chromium, driven by its DevTools protocol.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final Pattern PAGE = Pattern.compile("\"webSocketDebuggerUrl\": \"(ws://[^\"]+/page/[^\"]+)\"");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)");
    private static final int SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, CompletableFuture<String>> calls = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join();
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Where a Chromium is; empty if there is none. */
    static Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(file -> file.toFile().canExecute())
                .findFirst();
    }

    /** @param profile an empty folder */
    static Browser start(Path chromium, Path profile) throws IOException {
        Process process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Browser(process, page(address(process)));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String address(Process process) throws IOException {
        BufferedReader errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
        StringBuilder said = new StringBuilder();
        String line = errors.readLine();
        while (line != null) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread drain = new Thread(() -> errors.lines().forEach(more -> {}), "chromium-errors");
                drain.setDaemon(true);
                drain.start();
                return listening.group(1);
            }
            said.append(line).append('\n');
            line = errors.readLine();
        }
        throw new IOException("Chromium ended before it listened: " + said);
    }

    private static URI page(String address) throws IOException {
        try {
            String targets = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + address + "/json"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher page = PAGE.matcher(targets);
            if (!page.find()) {
                throw new IOException("Chromium has no page: " + targets);
            }
            return URI.create(page.group(1));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Shows another page. */
    void open(URI page) {
        call("Page.navigate", Map.of("url", page.toString()));
    }

    /** Gives the page another size, in CSS pixels, and scheme of colours: light or dark. */
    void resize(int width, int height, String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        socketSend(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    }

    /** What an expression of JavaScript yields, as text. */
    String evaluate(String expression) {
        String answer = call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")"));
        String value = member(answer, "value");
        if (value == null) {
            throw new IllegalStateException(expression + " yields " + answer);
        }
        return value;
    }

    /** What went wrong in the page since it was opened: exceptions, and what stands in red on its console. */
    List<String> complaints() {
        return complaints;
    }

    private String call(String method, Map<String, Object> parameters) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
                json.writeFieldName(parameter.getKey());
                if (parameter.getValue() instanceof Integer number) {
                    json.writeNumber(number);
                } else if (parameter.getValue() instanceof Boolean bool) {
                    json.writeBoolean(bool);
                } else {
                    json.writeString(parameter.getValue().toString());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return socketSend(method, text.toString());
    }

    private String socketSend(String method, String parameters) {
        int id = count.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        calls.put(Integer.toString(id), answer);
        String message = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
        socket.sendText(message, true).join();
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private static @Nullable String member(String json, String name) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals(name)) {
                    parser.nextToken();
                    return parser.getValueAsString();
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String whole) {
            Matcher id = ID.matcher(whole);
            CompletableFuture<String> call = id.find() ? calls.remove(id.group(1)) : null;
            if (call != null) {
                call.complete(whole);
            }
            boolean bad = whole.startsWith("{\"method\":\"Runtime.exceptionThrown\"")
                    || whole.matches("\\{\"method\":\"(Runtime.consoleAPICalled|Log.entryAdded)\".*"
                            + "\"(type|level)\":\"(error|warning)\".*");
            if (bad) {
                complaints.add(whole);
            }
        }
    }
}
