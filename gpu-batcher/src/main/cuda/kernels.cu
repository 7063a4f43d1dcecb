// All kernels: one module.
#include "content_hash.cuh"
#include "nearest.cuh"
#include "pattern_scan.cuh"
#include "signatures.cuh"
