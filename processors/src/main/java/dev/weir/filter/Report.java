package dev.weir.filter;

/**
 * One change that a filter made to the text.
 *
 * @param filter the name of the filter
 * @param kind the rule that made the change, a short word that can be a metric's label
 * @param inputOffset where the change begins in the text that entered the filter, in bytes
 * @param outputOffset where it begins in the text that the filter emitted, in bytes
 */
public record Report(String filter, String kind, long inputOffset, long outputOffset) {}
