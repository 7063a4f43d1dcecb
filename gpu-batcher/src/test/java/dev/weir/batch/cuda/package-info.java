/** Tests of a card's driver, by a stand-in that runs kernels on the host. */
@NullMarked
package dev.weir.batch.cuda;

import org.jspecify.annotations.NullMarked;
