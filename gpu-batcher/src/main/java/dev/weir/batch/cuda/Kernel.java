package dev.weir.batch.cuda;

import jcuda.driver.CUfunction;

/** A kernel, to be launched in a {@link CudaStream}. */
public final class Kernel {

    private final String name;
    private final CUfunction function;

    Kernel(String name, CUfunction function) {
        this.name = name;
        this.function = function;
    }

    String name() {
        return name;
    }

    CUfunction function() {
        return function;
    }
}
