package dev.weir.server;

import java.nio.charset.StandardCharsets;

/** An answer whose whole body is at hand: status code, media type and body, which is not copied. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Response(int status, String contentType, byte[] body) {

    static Response of(int status, String contentType, String body) {
        return new Response(status, contentType + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    static Response text(int status, String line) {
        return of(status, "text/plain", line + "\n");
    }
}
