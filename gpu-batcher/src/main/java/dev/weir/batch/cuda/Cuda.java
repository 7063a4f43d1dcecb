package dev.weir.batch.cuda;

import static jcuda.driver.JCudaDriver.cuDeviceGetCount;
import static jcuda.driver.JCudaDriver.cuInit;
import static jcuda.driver.JCudaDriver.setExceptionsEnabled;

import java.util.Optional;
import jcuda.driver.CUresult;

/** Says whether this process can use a graphics card. */
public final class Cuda {

    /** JCuda's part that needs the driver only, as JCuda itself asks for it. */
    private static final String LIBRARY = "JCudaDriver-12.6.0-linux-x86_64";

    private static final String DRIVER = "libcuda.so.1";

    /** Loads the library once: a class that could not be linked cannot be linked later either. */
    private static final class Link {

        static final Optional<String> PROBLEM = load();

        /**
         * Before JCuda does: where the system cannot load the library, JCuda loads a file from the folder for temporary
         * files, whoever put it there.
         */
        private static Optional<String> load() {
            if (!"Linux".equals(System.getProperty("os.name")) || !"amd64".equals(System.getProperty("os.arch"))) {
                return Optional.of("graphics cards are used on Linux on x86-64 only, and this is "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
            }
            try {
                System.loadLibrary(LIBRARY);
                return Optional.empty();
            } catch (UnsatisfiedLinkError e) {
                String message = String.valueOf(e.getMessage());
                if (message.contains(DRIVER)) {
                    return Optional.of("there is no NVIDIA driver: " + DRIVER + " was not found");
                }
                return Optional.of("the library " + LIBRARY
                        + " could not be loaded; java.library.path must name its folder: " + message);
            } catch (SecurityException e) {
                return Optional.of("libraries may not be loaded: " + e.getMessage());
            }
        }
    }

    private Cuda() {}

    /**
     * Why no card can be used, for the one who runs this; nothing if one can. Never throws. Costs some 60 ms when it is
     * called first.
     */
    public static Optional<String> problem() {
        return Link.PROBLEM.isPresent() ? Link.PROBLEM : problemOfDriver();
    }

    private static Optional<String> problemOfDriver() {
        try {
            setExceptionsEnabled(false);
            int code = cuInit(0);
            if (code == CUresult.CUDA_ERROR_NO_DEVICE) {
                return Optional.of("there is a driver, but no card");
            }
            if (code != CUresult.CUDA_SUCCESS) {
                return Optional.of("the driver did not start: " + CudaFault.name(code));
            }
            int[] count = new int[1];
            code = cuDeviceGetCount(count);
            if (code != CUresult.CUDA_SUCCESS) {
                return Optional.of("the driver does not count its cards: " + CudaFault.name(code));
            }
            return count[0] == 0 ? Optional.of("there is a driver, but no card") : Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("the driver is not one that this was made for: " + e.getMessage());
        }
    }
}
