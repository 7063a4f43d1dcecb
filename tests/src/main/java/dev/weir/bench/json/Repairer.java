package dev.weir.bench.json;

import org.jspecify.annotations.Nullable;

/** Mends one document after another: bytes in, bytes out, as a pipeline of records needs it. Not for several threads. */
interface Repairer {

    /** The mended document; null if the engine refuses it or fails. Whether it is JSON is for the caller to see. */
    @Nullable
    Output repair(byte[] document);
}
