package dev.weir.batch.cuda;

import static jcuda.driver.JCudaDriver.cuEventCreate;
import static jcuda.driver.JCudaDriver.cuEventDestroy;
import static jcuda.driver.JCudaDriver.cuEventElapsedTime;

import jcuda.driver.CUevent;

/** A point in a stream's work, of which the card takes the time. */
public final class Mark implements AutoCloseable {

    private static final int FLAGS = 0;

    private final CUevent event = new CUevent();

    Mark() {
        CudaFault.check(cuEventCreate(event, FLAGS), "cuEventCreate");
    }

    CUevent event() {
        return event;
    }

    /** How many milliseconds of the card's time passed from here to a later one; both must have been passed. */
    public float millisecondsTo(Mark later) {
        float[] milliseconds = new float[1];
        CudaFault.check(cuEventElapsedTime(milliseconds, event, later.event), "cuEventElapsedTime");
        return milliseconds[0];
    }

    @Override
    public void close() {
        int ignored = cuEventDestroy(event);
    }
}
