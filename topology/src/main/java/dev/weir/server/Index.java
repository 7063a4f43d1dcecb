package dev.weir.server;

/** The page at the root, which says what else there is. */
final class Index {

    static final Response PAGE = Response.of(200, "text/html", """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Weir</title></head>
            <body>
            <h1>Weir</h1>
            <ul>
            <li><a href="metrics">metrics</a>, for Prometheus</li>
            <li><a href="healthz">healthz</a>: 200 while no pipeline is in ERROR</li>
            <li><a href="readyz">readyz</a>: 200 when all pipelines are RUNNING</li>
            </ul>
            </body>
            </html>
            """);

    private Index() {}
}
