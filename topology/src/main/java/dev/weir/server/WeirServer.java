package dev.weir.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weir.live.LiveFeed;
import dev.weir.metrics.Scrape;
import dev.weir.metrics.WeirMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /healthz}, {@code /readyz}, the page and what it shows, {@code /live}, over HTTP.
 *
 * <p>{@code /healthz} answers 200 while no pipeline is in ERROR and {@code /readyz} when all are RUNNING, else 503; the
 * body is one line of JSON, the state of each pipeline by its name. There is no authentication: what listens on more than
 * loopback belongs behind a network policy. Requests run on at most {@value #THREADS} daemon threads.
 */
public final class WeirServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WeirServer.class);
    private static final int THREADS = 4;
    private static final int WAITING_REQUESTS = 64;
    private static final int CLOSE_TIMEOUT_SECONDS = 2;

    private final HttpServer http;
    private final ThreadPoolExecutor threads;
    private final Map<String, Function<HttpExchange, Response>> routes = new HashMap<>();
    private final LiveStreams live;

    private WeirServer(HttpServer http, WeirMetrics metrics, Supplier<Map<String, String>> states, LiveFeed feed) {
        this.http = http;
        this.threads = threads();
        this.live = new LiveStreams(feed, http.getAddress().getAddress().isLoopbackAddress());
        PageFiles.all().forEach((path, file) -> routes.put(path, request -> file));
        routes.put("/metrics", request -> metrics(metrics, request));
        routes.put("/healthz", request -> Health.alive(states.get()));
        routes.put("/readyz", request -> Health.ready(states.get()));
    }

    /**
     * Starts to listen.
     *
     * @param host a host name or address of this machine, {@code 127.0.0.1} for loopback only
     * @param port 0 lets the system choose; see {@link #port}
     * @param states the name of the {@code KafkaStreams.State} of each pipeline by the pipeline's name; called by many
     *     threads, at each request for health or readiness
     * @param live what is told to those who watch; closed with the server
     * @throws ServerException if the host is unknown or the port cannot be had
     */
    public static WeirServer start(
            String host, int port, WeirMetrics metrics, Supplier<Map<String, String>> states, LiveFeed live) {
        WeirServer server = new WeirServer(listen(host, port), metrics, states, live);
        server.http.setExecutor(server.threads);
        server.http.createContext("/", server::handle);
        server.http.start();
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** Where a browser on this machine finds it. */
    public URI uri() {
        InetAddress address = http.getAddress().getAddress();
        String host = address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port() + "/");
    }

    /** Lets the requests under way finish, for at most {@value #CLOSE_TIMEOUT_SECONDS} seconds, and frees the port. */
    @Override
    public void close() {
        live.close();
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer listen(String host, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
        } catch (UnknownHostException e) {
            throw new ServerException("server.host: '" + host + "' is not a host that this machine knows.", e);
        } catch (IllegalArgumentException e) {
            throw new ServerException("server.port: " + port + " is not between 0 and 65535.", e);
        } catch (IOException e) {
            throw new ServerException(
                    "Cannot listen on " + host + ":" + port + " (" + e.getMessage()
                            + "): set server.port to a port that is free, or to 0 for any.",
                    e);
        }
    }

    /** When all are busy and the queue is full, the thread that accepts connections helps out and so accepts no more. */
    private static ThreadPoolExecutor threads() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_REQUESTS),
                task -> {
                    Thread thread = new Thread(task, "weir-server-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private void handle(HttpExchange request) throws IOException {
        if (request.getRequestURI().getPath().equals(LiveStreams.PATH)
                && request.getRequestMethod().equals("GET")) {
            Response refusal = live.open(request);
            if (refusal == null) {
                return; // it goes on in a thread of its own
            }
            answer(request, refusal);
        } else {
            answer(request, respond(request));
        }
    }

    private static void answer(HttpExchange request, Response response) throws IOException {
        try (request) {
            boolean head = request.getRequestMethod().equals("HEAD");
            request.getResponseHeaders().set("Content-Type", response.contentType());
            request.getResponseHeaders().set("Cache-Control", "no-store");
            PageFiles.PROTECTION.forEach(request.getResponseHeaders()::set);
            request.sendResponseHeaders(response.status(), head ? -1 : response.body().length);
            if (!head) {
                request.getResponseBody().write(response.body());
            }
        }
    }

    private Response respond(HttpExchange request) {
        String path = request.getRequestURI().getPath();
        Function<HttpExchange, Response> route = routes.get(path);
        if (route == null) {
            return Response.text(404, "There is nothing here; / says what there is.");
        }
        String method = request.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            request.getResponseHeaders().set("Allow", "GET, HEAD");
            return Response.text(405, "Only GET and HEAD are allowed here.");
        }
        try {
            return route.apply(request);
        } catch (RuntimeException e) {
            LOG.warn("The answer to {} {} failed", method, path, e);
            return Response.text(500, "The answer failed; the log says why.");
        }
    }

    private static Response metrics(WeirMetrics metrics, HttpExchange request) {
        Scrape scrape = metrics.scrape(request.getRequestHeaders().getFirst("Accept"));
        return new Response(200, scrape.contentType(), scrape.body());
    }
}
