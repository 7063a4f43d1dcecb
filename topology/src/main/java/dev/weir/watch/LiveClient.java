package dev.weir.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the feed of a running Weir. Belongs to one thread. */
public final class LiveClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Something the server tells.
     *
     * @param name what kind of thing, such as {@code snapshot}
     * @param json as it was sent, one line
     */
    public record Event(String name, String json) {

        /** The data, taken apart. */
        public Tree data() {
            return Tree.parse(json);
        }
    }

    private final URI server;
    private final BufferedReader lines;

    private LiveClient(URI server, BufferedReader lines) {
        this.server = server;
        this.lines = lines;
    }

    /**
     * Begins to watch.
     *
     * @param url where the server is, with or without {@code http://}
     * @param pipeline whose samples are wanted; null for the repairs of all
     * @param filter which filter's samples; null for those of all filters of the pipeline
     * @throws WatchException if there is no such server, pipeline or filter
     */
    public static LiveClient open(String url, @Nullable String pipeline, @Nullable String filter) {
        URI server = server(url);
        String query = pipeline == null ? "" : "?pipeline=" + encoded(pipeline);
        query += filter == null ? "" : "&filter=" + encoded(filter);
        HttpResponse<InputStream> response;
        try {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("live" + query))
                    .timeout(PATIENCE)
                    .build();
            response = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new WatchException("Nothing answers on " + server + ". Start Weir with ./weir run or ./weir demo; if"
                    + " it runs already, say with --url where its page is.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WatchException("Interrupted before " + server + " answered.");
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() == 200 && type.startsWith("text/event-stream")) {
            return new LiveClient(server, lines);
        }
        throw refused(server, response.statusCode(), type, lines);
    }

    private static WatchException refused(URI server, int status, String type, BufferedReader lines) {
        try (lines) {
            String reason = lines.readLine();
            if (status != 200 && type.startsWith("text/plain") && reason != null && reason.length() < 500) {
                return new WatchException(server + " says: " + reason);
            }
        } catch (IOException e) {
            // What follows says enough.
        }
        return new WatchException("What answers on " + server + " is no Weir that can be watched (status " + status
                + "). Say with --url where the page of a running Weir is.");
    }

    private static URI server(String url) {
        String whole = (url.contains("://") ? url : "http://" + url) + (url.endsWith("/") ? "" : "/");
        try {
            URI server = URI.create(whole);
            if (server.getHost() != null && server.getScheme().matches("https?")) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new WatchException("--url: '" + url + "' is not the address of a page, such as http://127.0.0.1:9404.");
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, UTF_8);
    }

    /** Where the server is. */
    public URI server() {
        return server;
    }

    /**
     * Waits for the next event; one comes each second at least.
     *
     * @throws WatchException if the server ends the connection
     */
    public Event next() {
        try {
            String name = "";
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    return new Event(name, line.substring("data: ".length()));
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            // As if it had ended.
        }
        throw new WatchException("The server on " + server + " has ended the connection.");
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            // Nothing more is read from it.
        }
    }
}
