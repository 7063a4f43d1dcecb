package dev.weir.batch;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.util.List;
import java.util.Optional;

/**
 * Works everything out on the processor, where the messages are already: by plain Java, or by the Vector API.
 *
 * <p>A byte of log lines costs one thread of a busy machine about 0.3 ns for the content hash, 4 to 5 for 1,000 patterns and
 * for SimHash, and for MinHash with 128 components 4 with the Vector API, else 15, and 40 on Java 17; memory for
 * one batch is that of its results.
 */
public final class CpuEngine implements Engine {

    private static final Hasher128 XXH3 = Hashing.xxh3_128();

    private final InnerLoops signatures;
    private final InnerLoops vectors;
    private final Workers workers;

    /**
     * An engine of plain Java, which runs everywhere.
     *
     * @param threads among how many a large batch is divided; with 1 the caller's does all
     * @throws IllegalArgumentException if there is not one thread at least
     */
    public CpuEngine(int threads) {
        this(new PlainLoops(), new PlainLoops(), threads);
    }

    /**
     * An engine that uses the Vector API.
     *
     * @return none if Java was not started with {@code --add-modules jdk.incubator.vector}, or has no such module
     * @throws IllegalArgumentException if there is not one thread at least
     */
    public static Optional<CpuEngine> vector(int threads) {
        return VectorApi.loops().map(loops -> new CpuEngine(loops, loops, threads));
    }

    /**
     * An engine that uses the Vector API for what it is faster at here. That is measured where there is one, which takes most
     * of a second.
     *
     * @throws IllegalArgumentException if there is not one thread at least
     */
    public static CpuEngine calibrated(int threads) {
        InnerLoops plain = new PlainLoops();
        return VectorApi.loops()
                .map(vector -> new CpuEngine(
                        Calibration.forSignatures(plain, vector), Calibration.forVectors(plain, vector), threads))
                .orElseGet(() -> new CpuEngine(threads));
    }

    private CpuEngine(InnerLoops signatures, InnerLoops vectors, int threads) {
        this.signatures = signatures;
        this.vectors = vectors;
        this.workers = new Workers(threads);
    }

    @Override
    public String name() {
        return System.getProperty("os.arch") + " with Java " + System.getProperty("java.version") + ", "
                + workers.threads() + (workers.threads() == 1 ? " thread" : " threads");
    }

    @Override
    public Backend backend(Stage<?> stage) {
        boolean isSigned = stage instanceof MinHash
                || (stage instanceof SimHash simHash && simHash.elements() == Elements.SHINGLES);
        return isSigned ? signatures.backend() : Backend.CPU;
    }

    @Override
    public Backend searchBackend() {
        return vectors.backend();
    }

    @Override
    public Analysis analyse(Batch batch, List<Stage<?>> stages) {
        Analysis analysis = new Analysis();
        for (Stage<?> stage : stages) {
            if (stage instanceof ContentHash hash) {
                analysis.put(hash, hashes(batch), backend(stage));
            } else if (stage instanceof PatternScan scan) {
                analysis.put(scan, Scanner.scan(batch, scan, workers), backend(stage));
            } else if (stage instanceof MinHash minHash) {
                analysis.put(minHash, Signatures.minHash(batch, minHash, signatures, workers), backend(stage));
            } else if (stage instanceof SimHash simHash) {
                analysis.put(simHash, Signatures.simHash(batch, simHash, signatures, workers), backend(stage));
            }
        }
        return analysis;
    }

    private Hashes hashes(Batch batch) {
        long[] high = new long[batch.messages()];
        long[] low = new long[batch.messages()];
        workers.map(Part.of(batch, workers.threads()), part -> {
            for (int message = part.from(); message < part.to(); message++) {
                int start = batch.start(message);
                HashValue128 hash = XXH3.hashBytesTo128Bits(batch.bytes(), start, batch.end(message) - start);
                high[message] = hash.getMostSignificantBits();
                low[message] = hash.getLeastSignificantBits();
            }
            return part;
        });
        return new Hashes(high, low);
    }

    @Override
    public Neighbours nearest(VectorWindow window, long firstQuery, int k, float least) {
        return Search.run(window, firstQuery, k, least, vectors, workers);
    }

    @Override
    public void close() {
        workers.close();
    }
}
