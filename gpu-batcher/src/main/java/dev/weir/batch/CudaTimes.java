package dev.weir.batch;

/** What a batch took on the card, by its own clock, in milliseconds: until its bytes were there, the kernels, the results. */
record CudaTimes(float uploadMs, float kernelsMs, float downloadMs) {}
