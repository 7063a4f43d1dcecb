package dev.weir.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import net.openhft.chronicle.map.ChronicleMap;

/**
 * What Chronicle Map needs of the JVM it runs in: access to some of Java's internals, and a compiler.
 *
 * <p>A jar that is started with {@code java -jar} may name the flags in its manifest, as {@code Add-Opens} and {@code
 * Add-Exports}; everything else takes them on the command line or in the environment's {@code JDK_JAVA_OPTIONS}. They are
 * the same on Java 17 and 25.
 */
public enum JvmFlags {

    /** Object layouts and how to define classes. */
    OPEN_LANG("--add-opens", "java.base", "java.lang", true),
    /** The modifiers of fields. */
    OPEN_REFLECT("--add-opens", "java.base", "java.lang.reflect", true),
    /** How files are mapped. */
    EXPORT_NIO("--add-exports", "java.base", "sun.nio.ch", true),
    /** How buffers are freed; without it Chronicle warns and goes another way. */
    EXPORT_REF("--add-exports", "java.base", "jdk.internal.ref", false),
    /** The compiler's files: Chronicle compiles the layout of a map's header when it opens the first one. */
    EXPORT_COMPILER("--add-exports", "jdk.compiler", "com.sun.tools.javac.file", true);

    private final String option;
    private final String module;
    private final String packageName;
    private final boolean required;

    JvmFlags(String option, String module, String packageName, boolean required) {
        this.option = option;
        this.module = module;
        this.packageName = packageName;
        this.required = required;
    }

    /** The flag as it stands on a command line, in one word. */
    public String argument() {
        return option + "=" + module + "/" + packageName + "=ALL-UNNAMED";
    }

    /** Whether this JVM has been given the flag, or needs none. */
    public boolean isGiven() {
        Module user = ChronicleMap.class.getModule();
        return ModuleLayer.boot()
                .findModule(module)
                .map(found -> option.equals("--add-opens")
                        ? found.isOpen(packageName, user)
                        : found.isExported(packageName, user))
                .orElse(false);
    }

    /**
     * Checks that a Chronicle store can work in this JVM. Cheap: asks the module system, opens nothing.
     *
     * @throws IllegalStateException naming the flags that are missing and how to give them, or saying that there is no
     *     compiler
     */
    public static void check() {
        check(
                Arrays.stream(values()).filter(JvmFlags::isGiven).toList(),
                ToolProvider.getSystemJavaCompiler() != null,
                System.getProperty("java.home", "this Java"));
    }

    static void check(List<JvmFlags> given, boolean hasCompiler, String javaHome) {
        if (!hasCompiler) {
            throw new IllegalStateException(
                    "A store on Chronicle Map needs a JDK: it compiles a class when it opens its" + " first map, and "
                            + javaHome + " is a runtime without a compiler (module jdk.compiler).");
        }
        List<JvmFlags> missing = new ArrayList<>(List.of(values()));
        missing.removeAll(given);
        if (missing.stream().anyMatch(flag -> flag.required)) {
            String flags = missing.stream().map(JvmFlags::argument).collect(Collectors.joining(" "));
            throw new IllegalStateException(
                    "A store on Chronicle Map needs access to Java's internals. Start java with "
                            + flags + ", or set JDK_JAVA_OPTIONS to that in the environment;"
                            + " an executable jar may name them in its manifest as Add-Opens and Add-Exports.");
        }
    }
}
