/**
 * A graphics card by NVIDIA's driver interface: memory on it and pinned memory beside it, streams of work, and kernels.
 * Knows nothing of what is worked out.
 *
 * <p>{@link dev.weir.batch.cuda.Cuda} says whether there is a card, {@link dev.weir.batch.cuda.CudaDevice} opens it.
 * Whatever fails is a {@link dev.weir.batch.cuda.CudaFault} with the driver's code.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cuda-driver-api/">CUDA Driver API</a>
 */
@NullMarked
package dev.weir.batch.cuda;

import org.jspecify.annotations.NullMarked;
