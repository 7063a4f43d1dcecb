package dev.weir.batch.cuda;

import jcuda.driver.CUresult;

/** A call of the driver failed; the message has the call, and the driver's name and number for what happened. */
public final class CudaFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What follows from a fault. */
    public enum Kind {
        /** There is too little memory, on the card or to be pinned; less may pass. */
        OUT_OF_MEMORY,
        /** The context is spoiled, and all that was in it: every further call says the same. */
        CONTEXT_LOST,
        /** The card, the driver and the kernels do not go together. */
        UNUSABLE,
        /** The card did not finish in time, and may never do. */
        HANGING,
        /** Anything else; the next call may pass. */
        OTHER
    }

    private final Kind kind;

    private CudaFault(String message, Kind kind) {
        super(message);
        this.kind = kind;
    }

    /** What follows from it. */
    public Kind kind() {
        return kind;
    }

    /** Throws if a call returned anything but success. */
    static void check(int code, String call) {
        if (code != CUresult.CUDA_SUCCESS) {
            throw new CudaFault(call + " failed: " + name(code), kindOf(code));
        }
    }

    static CudaFault hanging(long waitedMs) {
        return new CudaFault("the card did not finish within " + waitedMs + " ms", Kind.HANGING);
    }

    /** What is wrong with the card or the kernels themselves, in words. */
    static CudaFault unusable(String message) {
        return new CudaFault(message, Kind.UNUSABLE);
    }

    /** The driver's name and number of a code. */
    static String name(int code) {
        return CUresult.stringFor(code) + " (" + code + ")";
    }

    private static Kind kindOf(int code) {
        return switch (code) {
            case CUresult.CUDA_ERROR_OUT_OF_MEMORY -> Kind.OUT_OF_MEMORY;
            case CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
                    CUresult.CUDA_ERROR_NVLINK_UNCORRECTABLE,
                    CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
                    CUresult.CUDA_ERROR_LAUNCH_TIMEOUT,
                    CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED,
                    CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
                    CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
                    CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
                    CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
                    CUresult.CUDA_ERROR_INVALID_PC,
                    CUresult.CUDA_ERROR_LAUNCH_FAILED,
                    CUresult.CUDA_ERROR_UNKNOWN -> Kind.CONTEXT_LOST;
            case CUresult.CUDA_ERROR_NOT_INITIALIZED,
                    CUresult.CUDA_ERROR_DEINITIALIZED,
                    CUresult.CUDA_ERROR_NO_DEVICE,
                    CUresult.CUDA_ERROR_INVALID_DEVICE,
                    CUresult.CUDA_ERROR_INVALID_IMAGE,
                    CUresult.CUDA_ERROR_INVALID_CONTEXT,
                    CUresult.CUDA_ERROR_NO_BINARY_FOR_GPU,
                    CUresult.CUDA_ERROR_INVALID_PTX,
                    CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION,
                    CUresult.CUDA_ERROR_JIT_COMPILER_NOT_FOUND,
                    CUresult.CUDA_ERROR_NOT_FOUND -> Kind.UNUSABLE;
            default -> Kind.OTHER;
        };
    }
}
