package dev.weir.bench.engines;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The processor time of the measuring thread, by iteration: what a core does, whoever else has it meanwhile. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class ThreadTime {

    static final String COUNTER = "processorNs";

    public long processorNs;
    private long startNs;

    @Setup(Level.Iteration)
    public void begin() {
        startNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        processorNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startNs;
    }
}
