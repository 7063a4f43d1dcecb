package dev.weir.cli;

import java.util.concurrent.Callable;

/** A command that another jar on the class path brings along: a picocli command, found as a service. */
public interface ExtraCommand extends Callable<Integer> {}
