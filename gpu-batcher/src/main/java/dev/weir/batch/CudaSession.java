package dev.weir.batch;

import dev.weir.batch.cuda.CudaDevice;
import dev.weir.batch.cuda.CudaFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An open card with what stays on it, its two slots, and what is to be done when something fails. Thread-safe. */
final class CudaSession implements AutoCloseable {

    private static final int SLOTS = 2;

    private final Duration patience;
    private final CudaDevice device;
    private final CudaKernels kernels;
    private final CudaConstants constants;
    private final Residents<VectorWindow, CudaWindow> windows = new Residents<>();
    private final List<CudaSlot> slots = new ArrayList<>();
    private final Queue<CudaSlot> free = new ConcurrentLinkedQueue<>();
    private final Semaphore permits = new Semaphore(SLOTS, true);
    /** Held for reading by those who use the card. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private boolean isClosed;
    private volatile @Nullable CudaFault lost;

    CudaSession(Duration patience) {
        this.patience = patience;
        device = new CudaDevice(CudaKernels.ptx());
        try {
            kernels = new CudaKernels(device);
            for (int i = 0; i < SLOTS; i++) {
                slots.add(new CudaSlot(device));
            }
            constants = new CudaConstants(upload(slots.get(0)));
        } catch (CudaFault fault) {
            leave(fault);
            throw fault;
        }
        free.addAll(slots);
    }

    String name() {
        return device.name();
    }

    Duration patience() {
        return patience;
    }

    CudaKernels kernels() {
        return kernels;
    }

    CudaConstants constants() {
        return constants;
    }

    CudaUpload upload(CudaSlot slot) {
        return new CudaUpload(device, slot, patience);
    }

    CudaClock clock() {
        return CudaClock.of(device);
    }

    CudaWindow window(VectorWindow window, CudaUpload upload) {
        return windows.get(window, () -> new CudaWindow(window, upload));
    }

    /**
     * Uses the card in a slot; waits for one that is free.
     *
     * @throws EngineException if the card fails, or has failed for good before
     * @throws IllegalStateException if the session is closed
     */
    <R> R run(Function<CudaSlot, R> work) {
        open.readLock().lock();
        try {
            if (isClosed) {
                throw new IllegalStateException("the engine is closed");
            }
            permits.acquireUninterruptibly();
            CudaSlot slot = free.remove();
            try {
                return run(slot, work);
            } finally {
                free.add(slot);
                permits.release();
            }
        } finally {
            open.readLock().unlock();
        }
    }

    private <R> R run(CudaSlot slot, Function<CudaSlot, R> work) {
        CudaFault before = lost;
        if (before != null) {
            throw exception(before);
        }
        boolean isDone = false;
        try {
            device.enter();
            R result = work.apply(slot);
            isDone = true;
            return result;
        } catch (CudaFault fault) {
            noteIfLost(fault);
            throw exception(fault);
        } finally {
            if (!isDone) {
                settle(slot);
            }
        }
    }

    /** Waits for what a failed call has left in its stream: it still uses the slot's memory. */
    private void settle(CudaSlot slot) {
        if (lost == null) {
            try {
                slot.stream().await(patience);
            } catch (CudaFault fault) {
                noteIfLost(fault);
            }
        }
    }

    private void noteIfLost(CudaFault fault) {
        if (severity(fault) == EngineException.Severity.FOR_GOOD && lost == null) {
            lost = fault;
        }
    }

    private static EngineException exception(CudaFault fault) {
        return exception(fault, severity(fault));
    }

    static EngineException exception(CudaFault fault, EngineException.Severity severity) {
        EngineException exception = new EngineException(String.valueOf(fault.getMessage()), severity);
        exception.initCause(fault);
        return exception;
    }

    private static EngineException.Severity severity(CudaFault fault) {
        return switch (fault.kind()) {
            case OUT_OF_MEMORY -> EngineException.Severity.TOO_LARGE;
            case CONTEXT_LOST, UNUSABLE, HANGING -> EngineException.Severity.FOR_GOOD;
            case OTHER -> EngineException.Severity.ONCE;
        };
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            if (!isClosed) {
                isClosed = true;
                closeAll();
            }
        } finally {
            open.writeLock().unlock();
        }
    }

    private void closeAll() {
        CudaFault fault = lost;
        if (fault == null) {
            try {
                device.enter();
            } catch (CudaFault entering) {
                fault = entering;
            }
        }
        if (fault == null || fault.kind() != CudaFault.Kind.HANGING) {
            windows.close();
            constants.close();
        }
        leave(fault);
    }

    /**
     * Gives everything back. Of a card that hangs nothing can be: every call would wait for it. A spoiled context is thrown
     * away, so that the next one who opens the card finds a sound one.
     */
    private void leave(@Nullable CudaFault fault) {
        if (fault != null && fault.kind() == CudaFault.Kind.HANGING) {
            return;
        }
        slots.forEach(CudaSlot::close);
        if (fault != null && fault.kind() == CudaFault.Kind.CONTEXT_LOST) {
            device.reset();
        }
        device.close();
    }
}
