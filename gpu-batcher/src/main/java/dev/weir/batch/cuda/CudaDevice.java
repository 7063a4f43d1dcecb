package dev.weir.batch.cuda;

import static jcuda.driver.JCudaDriver.cuCtxSetCurrent;
import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDeviceGetAttribute;
import static jcuda.driver.JCudaDriver.cuDeviceGetName;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxReset;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuDeviceTotalMem;
import static jcuda.driver.JCudaDriver.cuModuleGetFunction;
import static jcuda.driver.JCudaDriver.cuModuleLoadData;
import static jcuda.driver.JCudaDriver.cuModuleUnload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;

/**
 * The first card of those that the process sees (the driver's CUDA_VISIBLE_DEVICES says which those are), in the context that
 * all users in the process share, with kernels loaded. Thread-safe; a thread has to {@link #enter} before it makes anything
 * of the card or gives it work.
 */
public final class CudaDevice implements AutoCloseable {

    /** The oldest cards that the kernels run on are of compute capability 7.5. */
    private static final int LEAST_CAPABILITY = 75;

    private final CUdevice device = new CUdevice();
    private final CUcontext context = new CUcontext();
    private final CUmodule module = new CUmodule();
    private final String name;
    private final int multiprocessors;
    private final long memoryBytes;

    /**
     * Opens the card.
     *
     * @param ptx the kernels
     * @throws CudaFault if there is no card, or it cannot be used
     */
    public CudaDevice(byte[] ptx) {
        Cuda.problem().ifPresent(problem -> {
            throw CudaFault.unusable(problem);
        });
        CudaFault.check(cuDeviceGet(device, 0), "cuDeviceGet");
        name = readName();
        int capability = 10 * attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR)
                + attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
        if (capability < LEAST_CAPABILITY) {
            throw CudaFault.unusable("compute capability " + LEAST_CAPABILITY / 10.0 + " is needed, and " + name
                    + " has " + capability / 10.0);
        }
        multiprocessors = attribute(CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT);
        long[] bytes = new long[1];
        CudaFault.check(cuDeviceTotalMem(bytes, device), "cuDeviceTotalMem");
        memoryBytes = bytes[0];
        CudaFault.check(cuDevicePrimaryCtxRetain(context, device), "cuDevicePrimaryCtxRetain");
        try {
            enter();
            // The driver reads it up to a zero.
            CudaFault.check(cuModuleLoadData(module, Arrays.copyOf(ptx, ptx.length + 1)), "cuModuleLoadData");
        } catch (CudaFault fault) {
            int ignored = cuDevicePrimaryCtxRelease(device);
            throw fault;
        }
    }

    private String readName() {
        byte[] bytes = new byte[256];
        CudaFault.check(cuDeviceGetName(bytes, bytes.length, device), "cuDeviceGetName");
        String read = new String(bytes, StandardCharsets.UTF_8);
        return read.substring(0, read.indexOf('\0'));
    }

    private int attribute(int number) {
        int[] value = new int[1];
        CudaFault.check(cuDeviceGetAttribute(value, number, device), "cuDeviceGetAttribute");
        return value[0];
    }

    /** The card's name, such as {@code NVIDIA L4}. */
    public String name() {
        return name;
    }

    /** How many groups of processors the card has, each of which runs blocks by itself. */
    public int multiprocessors() {
        return multiprocessors;
    }

    /** How much memory the card has. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Makes this card the one that the calling thread's calls are for. */
    public void enter() {
        CudaFault.check(cuCtxSetCurrent(context), "cuCtxSetCurrent");
    }

    /** One of the kernels. */
    public Kernel kernel(String kernel) {
        CUfunction function = new CUfunction();
        CudaFault.check(cuModuleGetFunction(function, module, kernel), "cuModuleGetFunction of " + kernel);
        return new Kernel(kernel, function);
    }

    /** Takes memory of the card, at least one byte. */
    public DeviceMemory allocate(long bytes) {
        return new DeviceMemory(bytes);
    }

    /** Takes pinned memory, at least one byte. */
    public PinnedMemory pin(int bytes) {
        return new PinnedMemory(bytes);
    }

    /** A new stream. */
    public CudaStream stream() {
        return new CudaStream();
    }

    /** A new mark. */
    public Mark mark() {
        return new Mark();
    }

    /**
     * Throws away everything in the context, also what was never given back: the only way to get a sound one after {@link
     * CudaFault.Kind#CONTEXT_LOST}. Whoever else uses the card in this process loses what he has.
     */
    public void reset() {
        int ignored = cuDevicePrimaryCtxReset(device);
    }

    /** Leaves the card; what was made of it has to be closed before. */
    @Override
    public void close() {
        int ignored = cuModuleUnload(module);
        ignored = cuDevicePrimaryCtxRelease(device);
    }
}
