package dev.weir.batch;

import java.util.Optional;

/** Whether Java's Vector API can be used in this process. */
final class VectorApi {

    private static final String MODULE = "jdk.incubator.vector";
    private static final String LOOPS = "dev.weir.batch.vector.VectorLoops";

    private VectorApi() {}

    /** The loops by the Vector API; none if Java was not told to add its module, or has none that they fit. */
    static Optional<InnerLoops> loops() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(LOOPS)
                    .asSubclass(InnerLoops.class)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }
}
