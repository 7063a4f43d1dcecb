// What the kernels take from CUDA. They are compiled twice: by nvcc for the device, and by g++ against a stand-in that runs
// each thread of a block as a fiber, so they keep to the subset that both know.
#pragma once
#ifdef __CUDACC__
#define KERNEL(name, Parameters) extern "C" __global__ void name(const Parameters p)
#define SHARED(Type, name) __shared__ Type name
#define DYNAMIC_SHARED(Type, name)                                       \
    extern __shared__ __align__(16) unsigned char dynamicSharedMemory[]; \
    Type *name = reinterpret_cast<Type *>(dynamicSharedMemory)
#else
#include "host_shim.h"
#endif

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

static_assert(sizeof(u32) == 4 && sizeof(u64) == 8, "parameters are laid out by their sizes");

#define ALL_LANES 0xFFFFFFFFu

__device__ inline u32 laneOf() { return threadIdx.x & 31u; }

// Which warp of the whole grid this is, and how many there are.
__device__ inline u32 warpOfGrid() { return (blockIdx.x * blockDim.x + threadIdx.x) >> 5; }
__device__ inline u32 warpsOfGrid() { return (gridDim.x * blockDim.x) >> 5; }

__device__ inline u32 least(u32 a, u32 b) { return a < b ? a : b; }
__device__ inline u32 most(u32 a, u32 b) { return a > b ? a : b; }
