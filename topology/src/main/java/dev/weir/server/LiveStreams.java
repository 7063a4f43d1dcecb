package dev.weir.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import dev.weir.live.Interest;
import dev.weir.live.LiveFeed;
import dev.weir.live.Subscription;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The feed as Server-Sent Events: a connection for each who watches, in a thread of its own, until either side ends it.
 *
 * <p>Without a query the samples are those of repaired JSON; {@code ?pipeline=} and {@code ?filter=} ask for all of a
 * pipeline, of a filter, or both.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class LiveStreams implements AutoCloseable {

    static final String PATH = "/live";

    private final LiveFeed feed;
    private final boolean onLoopback;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    LiveStreams(LiveFeed feed, boolean onLoopback) {
        this.feed = feed;
        this.onLoopback = onLoopback;
    }

    /** Begins to tell; the exchange is closed later. Returns a refusal, which has to be sent, or null. */
    @Nullable
    Response open(HttpExchange request) {
        if (onLoopback && !isLocal(request.getRequestHeaders().getFirst("Host"))) {
            // A foreign page whose name was made to lead here would otherwise read what only this machine may see.
            return Response.text(403, "Ask by the name localhost or an address; server.host allows no other.");
        }
        Map<String, String> query;
        try {
            query = query(request.getRequestURI().getRawQuery());
        } catch (IllegalArgumentException e) {
            return Response.text(400, "The query is not well encoded.");
        }
        Interest interest =
                query.isEmpty() ? Interest.REPAIRS : new Interest(query.get("pipeline"), query.get("filter"), false);
        String mistake = feed.mistake(interest);
        if (mistake != null) {
            return Response.text(404, mistake);
        }
        if (threads.size() >= LiveFeed.MAX_SUBSCRIPTIONS) {
            return Response.text(503, LiveFeed.MAX_SUBSCRIPTIONS + " watch already, and no more may; close a page.");
        }
        Thread thread = new Thread(() -> serve(request, interest), "weir-live-" + count.incrementAndGet());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return null;
    }

    private void serve(HttpExchange request, Interest interest) {
        try (request;
                Subscription subscription = feed.subscribe(interest)) {
            request.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            request.getResponseHeaders().set("Cache-Control", "no-store");
            request.getResponseHeaders().set("X-Accel-Buffering", "no");
            PageFiles.PROTECTION.forEach(request.getResponseHeaders()::set);
            request.sendResponseHeaders(subscription == null ? 503 : 200, 0);
            OutputStream out = request.getResponseBody();
            String message = subscription == null ? null : subscription.next();
            while (subscription != null && message != null) {
                out.write(message.getBytes(UTF_8));
                out.flush();
                message = subscription.next();
            }
        } catch (IOException e) {
            // The other side has gone, or was too slow and its connection is cut: nobody is there to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /** Whether a Host header names this machine by a name that nobody else can give: none, an address, or localhost. */
    private static boolean isLocal(@Nullable String host) {
        return host == null || host.matches("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d+)?");
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return query;
    }

    /** Cuts all connections. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
