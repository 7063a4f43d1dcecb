package dev.weir.batch;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * Holds the card of this machine to the contract of all engines, then measures it beside the processor, and prints what comes
 * out as Markdown. A program, for machines without Maven; with {@code --quick} it measures next to nothing, to show that it
 * would.
 */
public final class OnDevice {

    /** The contract, without what runs tests. */
    private static final class Contract extends EngineContract {
        @Override
        Engine open() {
            return CudaEngine.open();
        }
    }

    private OnDevice() {}

    public static void main(String[] arguments) throws Exception {
        boolean isQuick = arguments.length > 0 && "--quick".equals(arguments[0]);
        PrintStream out = System.out;
        CudaEngine.problem().ifPresent(problem -> {
            System.err.println("on-device: " + problem + '.');
            System.exit(2);
        });
        int threads = Runtime.getRuntime().availableProcessors();
        try (CudaEngine card = CudaEngine.open();
                CpuEngine core = CpuEngine.calibrated(1);
                CpuEngine cores = CpuEngine.calibrated(threads)) {
            out.printf("# %s, %s%n%n", card.name(), LocalDate.now(ZoneOffset.UTC));
            out.printf("Beside %s with %d threads, Java %s.%n%n", processor(), threads, Runtime.version());
            out.printf("%d checks passed: the card's results are those of the contract.%n%n", checkAll());
            new OnDeviceTables(card, core, cores, isQuick, out).print();
        }
    }

    /** Runs all tests of the contract; how many those are. */
    private static int checkAll() throws IllegalAccessException {
        int checks = 0;
        for (Method method : EngineContract.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                System.err.println("on-device: " + method.getName());
                Contract contract = new Contract();
                contract.openEngine();
                try {
                    method.invoke(contract);
                } catch (InvocationTargetException e) {
                    throw new AssertionError(method.getName() + " failed on the card", e.getCause());
                } finally {
                    contract.closeEngine();
                }
                checks++;
            }
        }
        return checks;
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("a processor without a name");
    }
}
