package dev.weir.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of the page, which need nothing from elsewhere and no build. */
final class PageFiles {

    /** Nothing from elsewhere is loaded, run or sent to, and no other page may show this one in a frame. */
    static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html",
            "page.css", "text/css",
            "page.js", "text/javascript",
            "chart.js", "text/javascript",
            "flow.js", "text/javascript",
            "events.js", "text/javascript",
            "format.js", "text/javascript",
            "icon.svg", "image/svg+xml");

    private PageFiles() {}

    /** Each file by the path at which it is served. */
    static Map<String, Response> all() {
        Map<String, Response> files = new LinkedHashMap<>();
        TYPES.forEach((name, type) -> files.put(name.equals("index.html") ? "/" : "/" + name, read(name, type)));
        return files;
    }

    private static Response read(String name, String type) {
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the page's file " + name + " is missing; is the build complete?");
            }
            return new Response(200, type + "; charset=utf-8", file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
