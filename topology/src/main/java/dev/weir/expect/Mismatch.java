package dev.weir.expect;

import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it was expected.
 *
 * @param record the number of the record from 1: of the expected ones, or for one that was not expected of those that came
 * @param path what of the record, such as {@code value.choices[0].delta} or {@code headers.weir-flags}; empty for all of it
 * @param expected null if nothing was
 * @param actual null if there is nothing
 */
public record Mismatch(
        int record,
        String path,
        @Nullable String expected,
        @Nullable String actual) {}
