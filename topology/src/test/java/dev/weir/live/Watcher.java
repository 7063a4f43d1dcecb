package dev.weir.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** One who watches over HTTP. */
final class Watcher implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    Watcher(URI server, String query) {
        try {
            response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.resolve("live" + query)).build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    String body() {
        return String.join("\n", lines.lines().toList());
    }

    /** Reads on to the next event of a name and returns its data. */
    String next(String event) {
        while (true) {
            String[] read = next();
            if (read[0].equals(event)) {
                return read[1];
            }
        }
    }

    /** Reads the next event: its name and its data. */
    String[] next() {
        try {
            String name = lines.readLine();
            String data = lines.readLine();
            String end = lines.readLine();
            if (name == null || data == null || end == null) {
                throw new IllegalStateException("the feed has ended");
            }
            if (!name.startsWith("event: ") || !data.startsWith("data: ") || !end.isEmpty()) {
                throw new IllegalStateException("not an event: " + name + " / " + data + " / " + end);
            }
            return new String[] {name.substring(7), data.substring(6)};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
