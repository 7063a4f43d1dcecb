package dev.weir.metrics;

/**
 * One answer to a scrape.
 *
 * @param contentType the media type with its version, for the Content-Type header
 * @param body the text in UTF-8; handed over, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy of every scrape would be waste
public record Scrape(String contentType, byte[] body) {}
