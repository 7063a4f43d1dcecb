package dev.weir.batch.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;

/**
 * The one structure of parameters that a kernel gets, written field by field in the order of its declaration. Fields of
 * eight bytes come before those of four, so there are no gaps. Belongs to one thread.
 */
public final class KernelParameters {

    private static final int MOST_BYTES = 256;

    private final ByteBuffer fields = ByteBuffer.allocateDirect(MOST_BYTES).order(ByteOrder.nativeOrder());
    private final Pointer pointer = Pointer.to(Pointer.to(fields));

    /** Forgets all fields. */
    public KernelParameters clear() {
        fields.clear();
        return this;
    }

    /** Adds a pointer. */
    public KernelParameters address(long address) {
        fields.putLong(address);
        return this;
    }

    /** Adds an integer, signed or not. */
    public KernelParameters integer(int number) {
        fields.putInt(number);
        return this;
    }

    /** Adds a float. */
    public KernelParameters number(float number) {
        fields.putFloat(number);
        return this;
    }

    Pointer pointer() {
        return pointer;
    }
}
